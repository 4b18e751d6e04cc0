import assert from 'node:assert/strict';
import { type Client, ClientState } from '@colyseus/core';
import { Encoder, type Schema, schema, t } from '@colyseus/schema';
import { ClientView } from '../../rooms/sync/client-view.ts';
import { SharedSerializer } from '../../rooms/sync/shared-serializer.ts';
import { DropState, MonsterState } from '../../schema/creatures.ts';
import { OwnState } from '../../schema/own-state.ts';
import { PlayerState, WorldState } from '../../schema/world-state.ts';
import { nextBetween, nextFloat, type Random, seededRandom } from '../../src/game/random.ts';
import { StateReader } from '../kit/state-reader.ts';

/** Rooms to come may show some things to everybody: the serializer must be right for those too. */
const MixedState = schema({ players: t.map(PlayerState), hidden: t.map(PlayerState).view() }, 'MixedState');

/** Patches after which everybody has been told of everything. */
const ALL_TURNS = 8;
/** Who is shown no more that move is told of all of them in every patch. */
const FEW = 16;

function playerAt(id: string, x: number, y = 0): PlayerState {
  return new PlayerState().assign({
    characterId: id,
    name: `name of ${id}`,
    classId: 'ranger',
    level: 1,
    x,
    y,
    facing: 0,
    connected: true,
    speed: 160,
    magnetRange: 0,
    health: 100,
    maxHealth: 100,
    statuses: '',
  });
}

class Sync<T extends Schema> {
  now = 0;
  readonly slow: unknown[] = [];
  readonly patches: [number, number][] = [];
  readonly state: T;
  readonly serializer: SharedSerializer<T>;
  readonly readers: StateReader<T>[] = [];

  constructor(state: T) {
    this.state = state;
    this.serializer = new SharedSerializer<T>({
      bufferBytes: 1024,
      skipAboveBytes: 1000,
      giveUpAfterMs: 5000,
      now: () => this.now,
      onPatch: (frames, bytes) => this.patches.push([frames, bytes]),
      onSlowReader: (client) => {
        this.slow.push(client);
        this.readers.splice(this.readers.indexOf(client as never), 1);
      },
    });
    this.serializer.reset(state);
  }

  join(view = new ClientView()): StateReader<T> & { view: ClientView } {
    const reader = new StateReader<T>(this.state, view);
    this.readers.push(reader);
    this.sendWhole(reader);
    return reader as StateReader<T> & { view: ClientView };
  }

  sendWhole(reader: StateReader<T>): void {
    reader.raw(this.serializer.getFullState(reader.asClient));
  }

  patch(timing?: { sNow: number }): void {
    this.serializer.applyPatches(this.readers as unknown as Client[], this.state, timing);
  }
}

describe('shared serializer', () => {
  const defaultBuffer = Encoder.BUFFER_SIZE;
  const { warn, error } = console;

  // What a decoder cannot make sense of it says there, and goes on.
  beforeEach(() => {
    console.warn = (...words) => {
      if (!`${words[0]}`.includes('buffer overflow')) assert.fail(words.join(' '));
    };
    console.error = (...words) => assert.fail(words.join(' '));
  });
  afterEach(() => {
    Encoder.BUFFER_SIZE = defaultBuffer;
    Object.assign(console, { warn, error });
  });

  it('RM6 a snapshot of any size arrives whole, for every client that joins', () => {
    const sync = new Sync(new WorldState());
    const players = Array.from({ length: 2000 }, (_, i) => playerAt(`character-${i}`, i));
    for (const player of players) sync.state.players.set(player.characterId, player);
    for (let joins = 0; joins < 5; joins++) {
      const view = new ClientView();
      for (const player of players) view.add(player);
      const ann = sync.join(view).read();
      assert.deepEqual(ann.json(), sync.state.toJSON(), `join ${joins}`);
      sync.patch();
      players[joins]!.x = 5000 + joins;
      for (let turn = 0; turn < ALL_TURNS; turn++) sync.patch();
      assert.equal(ann.read().seen.players.get(`character-${joins}`)!.x, 5000 + joins);
    }
  });

  it('RM6 what everybody sees travels beside what views show', () => {
    const sync = new Sync(new MixedState());
    for (let i = 0; i < 500; i++) sync.state.players.set(`c${i}`, playerAt(`c${i}`, i));
    const [secret, other] = [playerAt('secret', 1), playerAt('other', 2)];
    sync.state.hidden.set('secret', secret);
    sync.state.hidden.set('other', other);
    const ann = sync.join();
    ann.view.add(secret);
    sync.patch();
    sync.state.players.get('c7')!.x = 7000;
    sync.state.players.delete('c8');
    secret.x = 11;
    other.x = 22;
    sync.patch();
    const { players, hidden } = ann.read().json();
    assert.equal(Object.keys(players).length, 499);
    assert.deepEqual([players.c7!.x, hidden.secret!.x, Object.keys(hidden)], [7000, 11, ['secret']]);
  });

  it('RM7 frames that a slow socket still queues are not overwritten by later patches', () => {
    const sync = new Sync(new WorldState());
    const players = Array.from({ length: 10 }, (_, i) => playerAt(`c${i}`, 0));
    for (const player of players) sync.state.players.set(player.characterId, player);
    const ann = sync.join();
    for (let i = 0; i < 10; i++) {
      ann.view.add(players[i]!);
      players[i]!.x = 100 + i;
      sync.patch();
      const fresh = playerAt(`new${i}`, i);
      sync.state.players.set(`new${i}`, fresh);
      if (i % 3 === 0) ann.view.add(fresh);
    }
    sync.patch();
    ann.read();
    for (let i = 0; i < 10; i++) assert.equal(ann.seen.players.get(`c${i}`)!.x, 100 + i);
    assert.equal(ann.seen.players.size, 14);
  });

  it('RM8 who reads too slowly gets no patches, and one whole state when it has caught up', () => {
    const sync = new Sync(new WorldState());
    const [ann, bob, eve] = [playerAt('ann', 1), playerAt('bob', 2), playerAt('eve', 7)];
    sync.state.players.set('ann', ann);
    sync.state.players.set('bob', bob);
    const client = sync.join();
    client.view.add(ann);
    client.view.add(bob);
    sync.patch();
    client.read();
    client.ref.bufferedAmount = 1001;
    ann.x = 50;
    sync.state.players.delete('bob');
    sync.state.players.set('eve', eve);
    client.view.add(eve);
    sync.patch();
    assert.equal(client.queue.length, 0);
    client.ref.bufferedAmount = 0;
    sync.patch();
    assert.equal(client.queue.length, 1);
    assert.deepEqual(client.read().json().players, sync.state.toJSON().players);
    ann.x = 60;
    sync.patch();
    assert.equal(client.read().seen.players.get('ann')!.x, 60);
  });

  it('RM8 who does not read for as long as it may is given up, and nobody else is touched', () => {
    const sync = new Sync(new WorldState());
    const [stuck, next] = [sync.join(), sync.join()];
    stuck!.ref.bufferedAmount = 2000;
    sync.patch();
    sync.now = 4999;
    sync.patch();
    assert.deepEqual(sync.slow, []);
    sync.now = 5000;
    next!.queue.length = 0;
    sync.patch({ sNow: 5000 });
    assert.deepEqual(sync.slow, [stuck]);
    assert.equal(next!.queue.length, 1);
  });

  it('RM9 one frame a client and patch, counted with its bytes; where there are no inputs none when nothing changed', () => {
    const sync = new Sync(new WorldState());
    const ann = playerAt('ann', 1);
    sync.state.players.set('ann', ann);
    const [near, far] = [sync.join(), sync.join()];
    near.view.add(ann);
    sync.patch();
    near.queue.length = 0;
    far.queue.length = 0;
    ann.x = 2;
    sync.patch({ sNow: 55 });
    assert.deepEqual([near.queue.length, far.queue.length, far.queue[0]!.byteLength], [1, 1, 9]);
    assert.deepEqual(sync.patches.at(-1), [2, near.queue[0]!.byteLength + 9]);
    ann.x = 3;
    sync.patch();
    assert.deepEqual([near.queue.length, far.queue.length], [2, 1]);
    sync.patch();
    assert.deepEqual([near.queue.length, far.queue.length], [2, 1]);
  });

  it('SY1 a change is encoded once, and the same bytes go to all who are shown it', () => {
    const sync = new Sync(new WorldState());
    const ann = playerAt('ann', 1);
    sync.state.players.set('ann', ann);
    const readers = Array.from({ length: 20 }, () => sync.join());
    for (const reader of readers) reader.view.add(ann);
    sync.patch();
    for (const reader of readers) reader.queue.length = 0;
    ann.x = 77;
    sync.patch();
    const frames = readers.map(({ queue }) => Buffer.from(queue[0]!).toString('hex'));
    assert.deepEqual(new Set(frames).size, 1);
    // Code, switch, number, field, and a uint16.
    assert.equal(frames[0]!.length / 2, 6);
  });

  it('SY2 whoever is shown at most 16 that move is told of all in every patch; of more, near ones every time and far ones in turn', () => {
    const sync = new Sync(new WorldState());
    const ann = playerAt('ann', 0);
    const others = Array.from({ length: 30 }, (_, i) => playerAt(`p${i}`, i * 20));
    for (const player of [ann, ...others]) sync.state.players.set(player.characterId, player);
    const client = sync.join();
    client.view.centerOn(ann);
    client.view.add(ann);
    const told = (shown: PlayerState[], patches: number) => {
      const counts = new Map(shown.map(({ characterId }) => [characterId, 0]));
      for (let i = 0; i < patches; i++) {
        for (const player of shown) player.y += 1;
        sync.patch();
        client.read();
        for (const { characterId: id, y } of shown)
          if (client.seen.players.get(id)!.y === y) counts.set(id, counts.get(id)! + 1);
      }
      return [...counts.values()];
    };
    const few = others.slice(-15);
    for (const player of few) client.view.add(player);
    sync.patch();
    assert.deepEqual(
      told(few, 8),
      few.map(() => 8),
    );
    for (const player of others) client.view.add(player);
    for (let i = 0; i < ALL_TURNS; i++) sync.patch();
    const counts = told(others, 16);
    assert.deepEqual(counts.slice(0, 8), Array(8).fill(16), 'up to 160 px');
    assert.deepEqual(counts.slice(9, 16), Array(7).fill(8), 'up to 320 px');
    assert.deepEqual(counts.slice(17, 24), Array(7).fill(4), 'up to 480 px');
    assert.deepEqual(counts.slice(25), Array(5).fill(2), 'beyond');
  });

  it('SY10 of its own character a client in a crowd is told at once what happens to it, and every eighth time where it is', () => {
    const sync = new Sync(new WorldState());
    const ann = playerAt('ann', 0);
    const others = Array.from({ length: 30 }, (_, i) => playerAt(`p${i}`, i * 20));
    for (const player of [ann, ...others]) sync.state.players.set(player.characterId, player);
    const client = sync.join();
    client.view.centerOn(ann);
    for (const player of [ann, ...others]) client.view.add(player);
    sync.patch();
    const seen: number[] = [];
    for (let patch = 0; patch < 24; patch++) {
      ann.x += 1;
      sync.patch();
      seen.push(client.read().seen.players.get('ann')!.x);
    }
    assert.deepEqual(seen, [...Array(7).fill(0), ...Array(8).fill(8), ...Array(8).fill(16), 24]);
    ann.health = 9;
    sync.patch();
    const { health, x } = client.read().seen.players.get('ann')!;
    assert.deepEqual([health, x], [9, 24]);
  });

  it('SY3 whatever happens in random worlds, each client has decoded what it is shown, as it is or lately was', () => {
    for (let round = 0; round < 12; round++) {
      const seed = (Date.now() * 100 + round).toString(16).padStart(32, '0');
      const random = seededRandom(seed);
      playRandomly(random, round % 2 === 0 ? FEW : 60, `seed ${seed}, round ${round}`);
    }
  });

  it('SY4 who comes back after its connection dropped is sent the whole of what its view shows by then', () => {
    const sync = new Sync(new WorldState());
    const [ann, bob, eve] = [playerAt('ann', 1), playerAt('bob', 2), playerAt('eve', 3)];
    const own = new OwnState().assign({ now: 1, mana: 5 });
    for (const player of [ann, bob]) sync.state.players.set(player.characterId, player);
    sync.state.own.set('ann', own);
    const before = sync.join();
    for (const entity of [ann, bob, own]) before.view.add(entity);
    sync.patch();
    assert.deepEqual(before.read().json().players, sync.state.toJSON().players);
    sync.readers.length = 0;
    for (let mana = 6; mana < 50; mana++) {
      own.mana = mana;
      sync.patch();
    }
    sync.state.players.delete('bob');
    sync.state.players.set('eve', eve);
    before.view.add(eve);
    ann.x = 10;
    sync.patch();
    sync.readers.push(before);
    sync.sendWhole(before);
    assert.deepEqual(before.read().json(), sync.state.toJSON());
    ann.x = 11;
    own.mana = 3;
    sync.patch();
    assert.deepEqual(before.read().json(), sync.state.toJSON());
  });

  it('SY5 a state that views cannot share is refused when its room opens', () => {
    const Nested = schema({ deep: t.map(MixedState).view() }, 'NestedState');
    assert.throws(() => new Sync(new Nested()), /views cannot share the field "deep"/);
    const Lone = schema({ secret: t.string().view() }, 'LoneState');
    assert.throws(() => new Sync(new Lone()), /views cannot share the field "secret"/);
  });

  it('SY12 who has left the world is told no more of it, though its connection may last a while', () => {
    const sync = new Sync(new WorldState());
    const [ann, bob] = [playerAt('ann', 1), playerAt('bob', 2)];
    sync.state.players.set('ann', ann);
    sync.state.players.set('bob', bob);
    sync.state.population = 2;
    const [gone, stays] = [sync.join(), sync.join()];
    for (const { view } of [gone, stays]) view.add(bob);
    sync.patch();
    gone.view.dispose();
    sync.state.players.delete('ann');
    sync.state.population = 1;
    sync.patch({ sNow: 50 });
    assert.equal(gone.read().seen.population, 2);
    assert.equal(stays.read().seen.population, 1);
  });

  it('SY8 what is taken out of the state and put in again is new to all, and goes to those who are shown it again', () => {
    const sync = new Sync(new WorldState());
    const [ann, bob] = [playerAt('ann', 1), playerAt('bob', 2)];
    const { players } = sync.state;
    players.set('ann', ann);
    const client = sync.join();
    client.view.add(ann);
    sync.patch();
    players.delete('ann');
    sync.patch();
    players.set('bob', bob);
    players.set('ann', ann);
    sync.patch();
    assert.deepEqual(client.read().json().players, {}, 'not shown yet');
    client.view.add(ann);
    ann.x = 3;
    sync.patch();
    assert.deepEqual(client.read().json().players, { ann: ann.toJSON() });
    players.delete('ann');
    players.set('elsewhere', ann);
    client.view.add(ann);
    sync.patch();
    ann.x = 4;
    sync.patch();
    assert.deepEqual(client.read().json().players, { elsewhere: ann.toJSON() });
  });

  it('SY6 views that are disposed of are kept by nothing', () => {
    const sync = new Sync(new WorldState());
    const players = Array.from({ length: 20 }, (_, i) => playerAt(`p${i}`, i));
    for (const player of players) sync.state.players.set(player.characterId, player);
    const client = sync.join();
    for (const player of players) client.view.add(player);
    sync.patch();
    client.view.dispose();
    for (const player of players) assert.equal(client.view.has(player), false);
    players[0]!.x = 50;
    client.queue.length = 0;
    sync.patch();
    assert.equal(client.queue.length, 0);
  });
});

type Entity = PlayerState | MonsterState | DropState | OwnState;
type Kind = 'players' | 'monsters' | 'drops' | 'own';
const KINDS: readonly Kind[] = ['players', 'monsters', 'drops', 'own'];
const MOVING: readonly Kind[] = ['players', 'monsters'];

function entityOf(kind: Kind, id: string, random: Random): Entity {
  const at = { x: nextBetween(random, 0, 900), y: nextBetween(random, 0, 900) };
  switch (kind) {
    case 'players':
      return playerAt(id, at.x, at.y);
    case 'monsters':
      return new MonsterState().assign({
        id,
        kind: 'wolf',
        level: 3,
        ...at,
        facing: 1,
        health: 9,
        mode: 'idle',
        target: '',
      });
    case 'drops':
      return new DropState().assign({
        id,
        ...at,
        kind: 'ore',
        owner: 'x'.repeat(nextBetween(random, 0, 200)),
        party: '',
      });
    case 'own':
      return new OwnState().assign({ now: 5, mana: 70_000 % 65_536, experience: 100_000 });
  }
}

function change(entity: Entity, random: Random): void {
  if (entity instanceof OwnState) entity.mana = nextBetween(random, 0, 500);
  else if (entity instanceof DropState) entity.owner = `${nextBetween(random, 0, 5)}`;
  else move(entity as PlayerState | MonsterState, random);
}

function move(entity: PlayerState | MonsterState, random: Random): void {
  entity.x = nextBetween(random, 0, 900);
  if (nextFloat(random) < 0.5) entity.y = nextBetween(random, 0, 900);
  if (nextFloat(random) < 0.2) entity.statuses = 'é🜂 '.repeat(nextBetween(random, 0, 20));
  if (nextFloat(random) < 0.2) entity.health = nextBetween(random, 0, 60_000);
}

/** 200 patches of joins, leaves, moves and looks; each one is checked against what each client should have. */
function playRandomly(random: Random, most: number, label: string): void {
  const sync = new Sync(new WorldState());
  const maps = sync.state as unknown as Record<Kind, Map<string, Entity>>;
  const shown = new Map<StateReader<WorldState>, Set<Entity>>();
  /** Their connection dropped; their views go on. */
  const away = new Set<StateReader<WorldState>>();
  const past = new Map<Entity, string[]>();
  /** What was taken out of the state, and may be put in again. */
  const gone: Record<Kind, Entity[]> = { players: [], monsters: [], drops: [], own: [] };
  let serial = 0;
  const chance = (share: number) => nextFloat(random) < share;
  const all = () =>
    KINDS.flatMap((kind) => [...maps[kind].entries()].map(([id, entity]) => ({ kind, id, entity })));

  const mutate = () => {
    for (const kind of KINDS) {
      // Few ids, so that some come back in the same patch.
      const id = `${kind}-${nextBetween(random, 0, most)}-${chance(0.1) ? serial++ : ''}`;
      if (chance(0.5) && !maps[kind].has(id)) maps[kind].set(id, entityOf(kind, id, random));
      const again = `${kind}-again-${nextBetween(random, 0, 3)}`;
      if (chance(0.1) && gone[kind].length > 0 && !maps[kind].has(again))
        maps[kind].set(again, gone[kind].splice(nextBetween(random, 0, gone[kind].length - 1), 1)[0]!);
    }
    for (const { kind, id, entity } of all()) {
      if (chance(0.5)) change(entity, random);
      if (!chance(0.05)) continue;
      maps[kind].delete(id);
      for (const set of shown.values()) set.delete(entity);
      gone[kind].push(entity);
      if (chance(0.5)) maps[kind].set(id, entityOf(kind, id, random));
    }
  };
  const look = () => {
    for (const [reader, set] of shown) {
      const view = reader.view as ClientView;
      for (const { entity } of all()) {
        if (chance(0.1) && set.size < most) {
          view.add(entity);
          set.add(entity);
        } else if (chance(0.05)) {
          view.remove(entity);
          set.delete(entity);
          if (chance(0.3) && set.size < most) {
            view.add(entity);
            set.add(entity);
          }
        }
      }
    }
  };
  const drop = (reader: StateReader<WorldState>) => {
    away.add(reader);
    sync.readers.splice(sync.readers.indexOf(reader), 1);
    sync.serializer.forget(reader.asClient);
  };
  /** With all that it had decoded, or from a page that was loaded anew. It acknowledges the patch after. */
  const comeBack = (reader: StateReader<WorldState>) => {
    away.delete(reader);
    const set = shown.get(reader)!;
    const back = chance(0.5) ? reader : new StateReader(sync.state, reader.view);
    shown.delete(reader);
    shown.set(back, set);
    back.ref.bufferedAmount = 0;
    sync.readers.push(back);
    if (chance(0.5)) {
      back.state = ClientState.JOINING;
      remember();
      sync.patch();
      mutate();
      look();
      back.state = ClientState.JOINED;
    }
    sync.sendWhole(back);
  };
  const remember = () => {
    for (const { entity } of all()) {
      const values = past.get(entity) ?? [];
      values.push(JSON.stringify(entity));
      past.set(entity, values.slice(-ALL_TURNS));
    }
  };
  const check = (patch: number, isSettled: boolean) => {
    for (const [reader, set] of shown) {
      if (away.has(reader) || (reader.queue.length > 0 && chance(0.3))) continue;
      const seen = reader.read().json() as unknown as Record<Kind, Record<string, unknown>>;
      for (const kind of KINDS) {
        const expected = [...maps[kind].entries()].filter(([, entity]) => set.has(entity));
        assert.deepEqual(
          Object.keys(seen[kind]).sort(),
          expected.map(([id]) => id).sort(),
          `${label}, patch ${patch}, ${kind}`,
        );
        for (const [id, entity] of expected) {
          const isExact = isSettled || most <= FEW || !MOVING.includes(kind);
          const allowed = past.get(entity)!.slice(isExact ? -1 : 0);
          const found = JSON.stringify(seen[kind][id]);
          assert.ok(
            allowed.includes(found),
            `${label}, patch ${patch}, ${id}: ${found} is not ${allowed.join(' or ')}`,
          );
        }
      }
    }
  };

  for (let patch = 0; patch < 200; patch++) {
    const isQuiet = patch % 20 >= 20 - ALL_TURNS;
    if (!isQuiet) {
      mutate();
      look();
      if (shown.size < 6 && chance(0.2)) {
        const view = new ClientView();
        const set = new Set<Entity>();
        for (const { entity } of all()) {
          if (set.size >= most || !chance(0.3)) continue;
          view.add(entity);
          set.add(entity);
        }
        const [first] = maps.players.values();
        if (first) view.centerOn(first as PlayerState);
        shown.set(sync.join(view), set);
        // Between its snapshot and the next patch the world goes on.
        mutate();
      }
      for (const reader of [...shown.keys()]) {
        if (away.has(reader)) {
          if (chance(0.2)) comeBack(reader);
          continue;
        }
        if (chance(0.02)) sync.sendWhole(reader);
        reader.ref.bufferedAmount = chance(0.05) ? 2000 : 0;
        if (chance(0.03)) drop(reader);
      }
      // As the monitor does.
      if (chance(0.1)) sync.serializer.getFullState();
    } else for (const reader of shown.keys()) reader.ref.bufferedAmount = 0;
    remember();
    sync.patch();
    const isSettled = patch % 20 === 19;
    const behind = [...shown.keys()].filter(({ ref }) => ref.bufferedAmount > 0);
    const kept = behind.map((reader) => [reader, shown.get(reader)!] as const);
    for (const reader of behind) shown.delete(reader);
    check(patch, isSettled);
    for (const [reader, set] of kept) shown.set(reader, set);
    for (const [reader, set] of shown)
      if (chance(0.01) && shown.size > 1 && !away.has(reader)) leave(sync, shown, reader, set);
  }
}

function leave(
  sync: Sync<WorldState>,
  shown: Map<StateReader<WorldState>, Set<Entity>>,
  reader: StateReader<WorldState>,
  set: Set<Entity>,
): void {
  (reader.view as ClientView).dispose();
  set.clear();
  shown.delete(reader);
  sync.readers.splice(sync.readers.indexOf(reader), 1);
}
