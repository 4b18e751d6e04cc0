import { type Client, ClientState, SchemaSerializer, type Serializer } from '@colyseus/core';
import { Encoder, type Schema } from '@colyseus/schema';
import { socketOf } from './closing.ts';

type Timing = Parameters<Serializer<Schema>['applyPatches']>[2];

export interface SerializerOptions {
  /** Working memory of the encoder; it grows by this much when it is too small. Bytes. */
  bufferBytes: number;
  /** Unsent bytes above which a client gets no more patches, until it has read them. */
  skipAboveBytes: number;
  /** How long a client may stay above before it is given up, milliseconds. */
  giveUpAfterMs: number;
  now(): number;
  onPatch(frames: number, bytes: number): void;
  onSlowReader(client: Client): void;
}

/**
 * Colyseus' schema serializer, without three of its traps:
 * - frames are never shared with the encoder's working memory, which the next patch overwrites while a slow socket still queues them;
 * - a full state that does not fit the working memory is encoded again once that has grown, where stock answers with a torn one;
 * - a client that does not read is left out of patches and gets a whole state when it has caught up, or is given up.
 */
export class StateSerializer<T extends Schema> extends SchemaSerializer<T> {
  private readonly options: SerializerOptions;
  private readonly outlets = new WeakMap<Client, Client>();
  private readonly slowSince = new Map<Client, number>();
  private frames = 0;
  private bytes = 0;

  constructor(options: SerializerOptions) {
    super();
    this.options = options;
    this.fullEncodeBuffer = new Uint8Array(options.bufferBytes);
  }

  override reset(state: T & Schema): void {
    // The only way to size an encoder's memory: it reads the global when it is made.
    Encoder.BUFFER_SIZE = this.options.bufferBytes;
    super.reset(state);
  }

  override getFullState(client?: Client, timing?: Timing): Uint8Array {
    let frame = super.getFullState(client, timing);
    if (this.fullEncodeCache.buffer !== this.fullEncodeBuffer.buffer) {
      this.fullEncodeBuffer = new Uint8Array(this.fullEncodeCache.byteLength + this.options.bufferBytes);
      this.fullEncodeBuffer.set(this.fullEncodeCache);
      this.needFullEncode = true;
      frame = super.getFullState(client, timing);
    }
    // The snapshot holds what the view was still waiting to be sent.
    client?.view?.changes.clear();
    return timing ? frame : Uint8Array.from(frame);
  }

  override applyPatches(clients: Client[], state?: unknown, timing?: Timing): boolean {
    this.frames = 0;
    this.bytes = 0;
    const readers: Client[] = [];
    const recovered: Client[] = [];
    for (const client of clients) {
      const isSlow = socketOf(client).bufferedAmount > this.options.skipAboveBytes;
      if (isSlow) this.checkSlow(client);
      else if (this.slowSince.delete(client)) recovered.push(client);
      else readers.push(this.outletOf(client, timing !== undefined));
    }
    const changed = super.applyPatches(readers, state, timing);
    for (const client of recovered) this.resynchronise(client, timing);
    this.options.onPatch(this.frames, this.bytes);
    return changed;
  }

  forget(client: Client): void {
    this.slowSince.delete(client);
  }

  private checkSlow(client: Client): void {
    const since = this.slowSince.get(client) ?? this.options.now();
    this.slowSince.set(client, since);
    if (this.options.now() - since >= this.options.giveUpAfterMs) this.options.onSlowReader(client);
  }

  private resynchronise(client: Client, timing?: Timing): void {
    if (client.state !== ClientState.JOINED) return;
    client.raw(this.getFullState(client, timing));
  }

  /** The client as the stock serializer sees it: `raw` counts, and copies what would be shared memory. */
  private outletOf(client: Client, framesAreCopies: boolean): Client {
    let outlet = this.outlets.get(client);
    if (!outlet) {
      outlet = Object.create(client, {
        raw: {
          value: (frame: Uint8Array) => {
            this.frames += 1;
            this.bytes += frame.byteLength;
            client.raw(framesAreCopies ? frame : Uint8Array.from(frame));
          },
        },
      }) as Client;
      this.outlets.set(client, outlet);
    }
    return outlet;
  }
}
