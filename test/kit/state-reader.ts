import { type Client, ClientState } from '@colyseus/core';
import { type Decoder, Encoder, Reflection, type Schema, type StateView } from '@colyseus/schema';

const HEADER = 1;
const TIMED_HEADER = 9;
const TIMED = 0x80;
const CODE = 0x1f;
const ROOM_STATE = 14;

/** A client that decodes what it is sent with the stock decoder, whenever it reads. */
export class StateReader<T extends Schema> {
  state: ClientState = ClientState.JOINED;
  readonly ref = { bufferedAmount: 0 };
  readonly view: StateView | undefined;
  /** What it has been sent and has not read. */
  readonly queue: Uint8Array[] = [];
  private readonly decoder: Decoder<T>;

  /** @param state of the room: what a client is told of its types before anything else */
  constructor(state: T, view?: StateView) {
    this.view = view;
    const fresh = new (state.constructor as new () => T)();
    this.decoder = Reflection.decode<T>(Reflection.encode(new Encoder(fresh)));
  }

  raw(frame: Uint8Array): void {
    this.queue.push(frame);
  }

  read(): this {
    for (const frame of this.queue.splice(0)) {
      const isFull = (frame[0]! & CODE) === ROOM_STATE;
      const offset = frame[0]! & TIMED ? TIMED_HEADER : HEADER;
      if (isFull && this.decoder.root.refs.size > 1) this.decoder.decodeResync(frame, { offset });
      else this.decoder.decode(frame, { offset });
    }
    return this;
  }

  /** What it has decoded. */
  get seen(): T {
    return this.decoder.state;
  }

  /** As plain objects. */
  json(): ReturnType<T['toJSON']> {
    return this.decoder.state.toJSON() as ReturnType<T['toJSON']>;
  }

  get asClient(): Client {
    return this as unknown as Client;
  }
}
