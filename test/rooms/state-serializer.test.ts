import assert from 'node:assert/strict';
import { type Client, ClientState } from '@colyseus/core';
import { type Decoder, Encoder, Reflection, type Schema, StateView, schema, t } from '@colyseus/schema';
import { StateSerializer } from '../../rooms/state-serializer.ts';
import { PlayerState, WorldState } from '../../schema/world-state.ts';

/** Rooms to come may show some things to everybody, or everything: the serializer must be safe for those too. */
const MixedState = schema({ players: t.map(PlayerState), hidden: t.map(PlayerState).view() }, 'MixedState');
const OpenState = schema({ players: t.map(PlayerState) }, 'OpenState');
type AnyState = Schema & { players: WorldState['players'] };

const HEADER = 1;
const TIMED_HEADER = 9;

/** A client that decodes what it is sent, whenever it reads. */
class Reader {
  readonly state = ClientState.JOINED;
  readonly ref = { bufferedAmount: 0 };
  readonly view: StateView | undefined;
  readonly queue: Uint8Array[] = [];
  private readonly decoder: Decoder<AnyState>;

  constructor(reflection: Uint8Array, view?: StateView) {
    this.view = view;
    this.decoder = Reflection.decode<AnyState>(reflection);
  }

  raw(frame: Uint8Array): void {
    this.queue.push(frame);
  }

  read(): this {
    for (const frame of this.queue.splice(0)) {
      const isFull = (frame[0]! & 0x1f) === 14;
      const offset = frame[0]! & 0x80 ? TIMED_HEADER : HEADER;
      if (isFull && this.decoder.root.refs.size > 1) this.decoder.decodeResync(frame, { offset });
      else this.decoder.decode(frame, { offset });
    }
    return this;
  }

  players(): Record<string, number> {
    return Object.fromEntries([...this.decoder.state.players.entries()].map(([id, { x }]) => [id, x]));
  }
}

describe('state serializer', () => {
  let now: number;
  let slow: unknown[];
  let patches: [number, number][];
  let state: AnyState;
  let serializer: StateSerializer<AnyState>;
  const defaultBuffer = Encoder.BUFFER_SIZE;

  beforeEach(() => {
    now = 0;
    slow = [];
    patches = [];
    use(new WorldState());
  });
  afterEach(() => {
    Encoder.BUFFER_SIZE = defaultBuffer;
  });

  function use(next: AnyState): void {
    state = next;
    serializer = new StateSerializer<AnyState>({
      bufferBytes: 1024,
      skipAboveBytes: 1000,
      giveUpAfterMs: 5000,
      now: () => now,
      onPatch: (frames, bytes) => patches.push([frames, bytes]),
      onSlowReader: (client) => slow.push(client),
    });
    serializer.reset(state);
  }

  function add(id: string, x: number): PlayerState {
    const player = new PlayerState();
    Object.assign(player, {
      characterId: id,
      name: `name of ${id}`,
      classId: 'c',
      level: 1,
      x,
      y: 0,
      facing: 0,
    });
    state.players.set(id, player);
    return player;
  }

  function reader(view?: StateView): Reader {
    const it = new Reader(
      Reflection.encode(new Encoder(new (state.constructor as new () => AnyState)())),
      view,
    );
    it.raw(serializer.getFullState(it as unknown as Client));
    return it;
  }

  function patch(readers: Reader[], timing?: { sNow: number }): void {
    serializer.applyPatches(readers as unknown as Client[], state, timing);
  }

  it('RM6 a snapshot far beyond the working memory arrives whole, for every client that joins', () => {
    for (const State of [WorldState, MixedState, OpenState]) {
      use(new State() as AnyState);
      const players = Array.from({ length: 2000 }, (_, i) => add(`character-${i}`, i));
      for (let joins = 0; joins < 5; joins++) {
        const view = State === OpenState ? undefined : new StateView();
        for (const player of players) view?.add(player);
        const ann = reader(view).read();
        assert.equal(Object.keys(ann.players()).length, 2000, `${State.name}, join ${joins}`);
        assert.equal(ann.players()['character-1999'], 1999);
        patch([ann]);
        players[joins]!.x = 5000 + joins;
        patch([ann]);
        assert.equal(ann.read().players()[`character-${joins}`], 5000 + joins);
      }
    }
  });

  it('RM7 frames that a slow socket still queues are not overwritten by later patches', () => {
    use(new OpenState() as AnyState);
    const players = Array.from({ length: 50 }, (_, i) => add(`c${i}`, 0));
    const ann = reader();
    patch([ann]);
    for (let i = 0; i < 20; i++) {
      players[i]!.x = 100 + i;
      if (i % 5 === 0) add(`new${i}`, i);
      patch([ann]);
    }
    ann.read();
    for (let i = 0; i < 20; i++) assert.equal(ann.players()[`c${i}`], 100 + i);
  });

  it('RM8 who reads too slowly gets no patches, and one whole state when it has caught up', () => {
    const [ann, bob] = [add('ann', 1), add('bob', 2)];
    const view = new StateView();
    view.add(ann);
    view.add(bob);
    const client = reader(view).read();
    patch([client]);
    client.read();
    client.ref.bufferedAmount = 1001;
    ann.x = 50;
    state.players.delete('bob');
    view.add(add('eve', 7));
    patch([client]);
    assert.equal(client.queue.length, 0);
    client.ref.bufferedAmount = 0;
    patch([client]);
    assert.deepEqual(client.read().players(), { ann: 50, eve: 7 });
    ann.x = 60;
    patch([client]);
    assert.deepEqual(client.read().players(), { ann: 60, eve: 7 });
  });

  it('RM8 who does not read for as long as it may is given up, and nobody else is touched', () => {
    const [stuck, fine] = [reader(), reader()];
    stuck.ref.bufferedAmount = 2000;
    patch([stuck, fine]);
    now = 4999;
    patch([stuck, fine]);
    assert.deepEqual(slow, []);
    now = 5000;
    patch([stuck, fine]);
    assert.deepEqual(slow, [stuck]);
  });

  it('RM9 one frame a client and patch, counted with its bytes', () => {
    const ann = add('ann', 1);
    const view = new StateView();
    view.add(ann);
    const clients = [reader(view), reader(view)];
    for (const client of clients) client.read();
    patch(clients, { sNow: 5 });
    for (const client of clients) client.queue.length = 0;
    ann.x = 2;
    patch(clients, { sNow: 55 });
    assert.deepEqual(
      clients.map(({ queue }) => queue.length),
      [1, 1],
    );
    const bytes = clients.reduce((sum, { queue }) => sum + queue[0]!.byteLength, 0);
    assert.deepEqual(patches.at(-1), [2, bytes]);
  });
});
