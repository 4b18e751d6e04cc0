import {
  type Client,
  type ClientPrivate,
  ClientState,
  Protocol,
  ProtocolModifier,
  SchemaSerializer,
  type Serializer,
} from '@colyseus/core';
import { $changes, type ChangeTree, Encoder, encode, OPERATION, type Schema } from '@colyseus/schema';
import { ByteWriter, NUMBER_BYTES, switchTo } from './byte-writer.ts';
import { ClientView } from './client-view.ts';
import { forgetEncoded } from './encoded-fields.ts';
import { knownRecord, retireMember } from './entity-record.ts';
import { type SlowReaderOptions, SlowReaders } from './slow-readers.ts';
import { fieldsOfViews } from './view-fields.ts';

type Timing = Parameters<Serializer<Schema>['applyPatches']>[2];

export interface SharedSerializerOptions extends SlowReaderOptions {
  /** Working memory of the schema encoder, which encodes what everybody sees; it grows by this much. Bytes. */
  bufferBytes: number;
  onPatch(frames: number, bytes: number): void;
}

/** Patches from one clearing up to the next: it looks at all that is in the state. */
const TIDY_EVERY_PATCHES = 1024;

const ROOT = 0;
const NOTHING = new Uint8Array(0);
/** Code, time and number of the last input. */
const HEADER_BYTES = 9;

/** Of all rooms of the process: a frame is copied before the next one begins. */
const frame = new ByteWriter(64 * 1024);

/**
 * Colyseus' schema serializer for states whose maps of plain entities are marked with `view()`, seen through `ClientView`s.
 * What travels is schema's own format, byte for byte what its decoders expect; how it comes about differs from stock:
 * - an entity's changes are encoded once per patch, and these bytes are shared by all views that show it;
 * - those far away take turns (see `tiers.ts`), and are then told of as they are at that moment;
 * - a frame is memory of its own, which no later patch overwrites while a slow socket queues it;
 * - who does not read gets no patches, then a whole state when it has caught up, or is given up.
 */
export class SharedSerializer<T extends Schema> extends SchemaSerializer<T> {
  private readonly options: SharedSerializerOptions;
  private readonly slowReaders: SlowReaders;
  /** Fields of the state that hold maps which views show. */
  private viewFields: readonly number[] = [];
  private root!: ChangeTree;
  private patch = 0;

  constructor(options: SharedSerializerOptions) {
    super();
    this.options = options;
    this.slowReaders = new SlowReaders(options);
    // Stock keeps whole states in here; ours stand in the frame.
    this.fullEncodeBuffer = new Uint8Array(1);
  }

  /** Throws as `fieldsOfViews`. */
  override reset(state: T & Schema): void {
    // The only way to size an encoder's memory: it reads the global when it is made.
    Encoder.BUFFER_SIZE = this.options.bufferBytes;
    super.reset(state);
    this.root = state[$changes]!;
    this.viewFields = fieldsOfViews(this.root);
  }

  override getFullState(client?: Client, timing?: Timing): Uint8Array {
    forgetEncoded();
    this.begin(Protocol.ROOM_STATE, client, timing);
    const shared = this.encoder.encodeAll({ offset: 0 });
    frame.append(shared, 0, shared.length);
    if (client?.view instanceof ClientView) this.writeWhole(client.view);
    return frame.copy();
  }

  override applyPatches(clients: Client[], _state?: unknown, timing?: Timing): boolean {
    this.patch += 1;
    forgetEncoded();
    const { hasChanges } = this.encoder;
    const isShared = this.noteChanges();
    // A copy: a whole state for somebody who has caught up would overwrite it.
    const shared = isShared ? this.encoder.encode({ offset: 0 }).slice() : NOTHING;
    this.encoder.discardChanges();
    if (this.patch % TIDY_EVERY_PATCHES === 0) this.tidyUp();
    let frames = 0;
    let bytes = 0;
    // A copy: who is given up leaves the room's list at once, and would make it pass over the next one.
    for (const client of [...clients]) {
      if (client.view instanceof ClientView && client.view.isDisposed) continue;
      const reading = this.slowReaders.check(client);
      if (reading === 'behind' || client.state !== ClientState.JOINED) continue;
      const message =
        reading === 'recovered' ? this.getFullState(client, timing) : this.patchFor(client, shared, timing);
      if (!message) continue;
      frames += 1;
      bytes += message.byteLength;
      client.raw(message);
    }
    this.options.onPatch(frames, bytes);
    return hasChanges;
  }

  forget(client: Client): void {
    this.slowReaders.forget(client);
  }

  private patchFor(client: Client, shared: Uint8Array, timing?: Timing): Uint8Array | null {
    this.begin(Protocol.ROOM_STATE_PATCH, client, timing);
    const { offset } = frame.it;
    frame.append(shared, 0, shared.length);
    if (client.view instanceof ClientView) client.view.writePatch(frame, this.encoder, this.patch);
    // Where clients reckon with time and input, an empty frame tells them of these.
    return timing || frame.it.offset > offset ? frame.copy() : null;
  }

  private begin(code: number, client: Client | undefined, timing?: Timing): void {
    frame.clear();
    frame.reserve(HEADER_BYTES);
    frame.bytes[frame.it.offset++] = timing ? code | ProtocolModifier.TIMED : code;
    if (!timing) return;
    encode.uint32(frame.bytes, timing.sNow >>> 0, frame.it);
    encode.uint32(frame.bytes, lastInputOf(client) >>> 0, frame.it);
  }

  /**
   * Remembers which entities changed, and takes those out of views that are gone.
   * @returns whether there is anything else that changed, for everybody
   */
  private noteChanges(): boolean {
    let isShared = false;
    for (let node = this.encoder.root.changes.next; node; node = node.next) {
      const tree = node.changeTree;
      if (!tree.isFiltered) {
        isShared = true;
        continue;
      }
      if (tree.collDirty) {
        for (const [index, operation] of tree.collDirty) {
          if ((operation & OPERATION.DELETE) !== 0) retireMember(tree, index);
        }
        continue;
      }
      knownRecord(tree.ref)?.note(this.patch, tree.dirtyLow);
    }
    return isShared;
  }

  /** The framework goes on counting the places of every structure that ever was in the state: of those that are gone, zero. */
  private tidyUp(): void {
    const { refCount } = this.encoder.root;
    for (const [refId, count] of Object.entries(refCount)) if (count === 0) delete refCount[Number(refId)];
  }

  private writeWhole(view: ClientView): void {
    switchTo(frame, ROOT);
    for (const field of this.viewFields) {
      frame.reserve(1 + NUMBER_BYTES);
      this.root.encDescriptor.encoder(
        this.encoder,
        frame.bytes,
        this.root,
        field,
        OPERATION.ADD,
        frame.it,
        true,
        true,
      );
    }
    view.writeWhole(frame, this.encoder, this.patch);
  }
}

/** The framework's own count: clients reconcile what they predicted with it. */
function lastInputOf(client: Client | undefined): number {
  return (client as (Client & Partial<ClientPrivate>) | undefined)?._inputBuffer?.ackSeq ?? 0;
}
