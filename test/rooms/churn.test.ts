import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Client, ClientState } from '@colyseus/core';
import { Mirror } from '../../rooms/mirror.ts';
import { RoomPast } from '../../rooms/past.ts';
import { ClientView } from '../../rooms/sync/client-view.ts';
import { SharedSerializer } from '../../rooms/sync/shared-serializer.ts';
import type { WorldState } from '../../schema/world-state.ts';
import { removePlayer } from '../../src/game/world.ts';
import { ability, Fight } from '../kit/fight.ts';

const BOLT = ability('bolt', {
  kind: 'projectile',
  speed: 400,
  range: 400,
  half: 4,
  pierces: false,
  splash: 0,
});
/** Enough for the serializer to have cleared up some times. */
const CYCLES = 1000;

function collectGarbage(): void {
  setFlagsFromString('--expose_gc');
  runInNewContext('gc')();
}

/** All that hangs on something: entries of objects, arrays, maps and sets, each object once. */
function entriesUnder(root: object): number {
  const seen = new Set<object>();
  const left: object[] = [root];
  let count = 0;
  const visit = (value: unknown) => {
    count += 1;
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !seen.has(value)) {
      seen.add(value);
      left.push(value);
    }
  };
  for (let one = left.pop(); one; one = left.pop()) {
    if (one instanceof Map) for (const pair of one) pair.forEach(visit);
    else if (one instanceof Set) one.forEach(visit);
    for (const key of Reflect.ownKeys(one)) visit(Object.getOwnPropertyDescriptor(one, key)!.value);
  }
  return count;
}

/** A room without its sockets: rules, past, mirror and serializer. */
class Instance {
  readonly fight = Fight.withMonster([BOLT]);
  readonly mirror = new Mirror(this.fight.world, 'yard', 'instance', 20);
  readonly past = new RoomPast(20, { now: () => this.fight.world.tick * 50, renderTimeOf: () => 1 });
  readonly clients = new Set<Client>();
  readonly shown: WeakRef<object>[] = [];
  readonly serializer = new SharedSerializer<WorldState>({
    bufferBytes: 16_384,
    skipAboveBytes: 1000,
    giveUpAfterMs: 1000,
    now: () => 0,
    onPatch: () => {},
    onSlowReader: () => {},
  });

  constructor() {
    this.fight.past = this.past;
    this.serializer.reset(this.mirror.state);
    this.mirror.update();
  }

  enter(id: string) {
    const player = this.fight.enter(id, 1400, 1550);
    const view = new ClientView();
    const client = {
      state: ClientState.JOINED,
      ref: { bufferedAmount: 0 },
      view,
      raw: () => {},
    } as unknown as Client;
    this.mirror.enter(player, view);
    this.clients.add(client);
    this.serializer.getFullState(client);
    this.shown.push(new WeakRef(this.mirror.state.players.get(id)!));
    return { player, client };
  }

  tick(): void {
    this.fight.tick();
    this.past.record(this.fight.world);
    this.mirror.update();
    this.past.notePatch();
    this.serializer.applyPatches([...this.clients], this.mirror.state);
  }

  /** Somebody comes, shoots at a monster that others see, too, reads slowly at times, and leaves. */
  comeAndGo(cycle: number): void {
    const { client, player } = this.enter(`guest-${cycle}`);
    player.partyId = `party-${cycle}`;
    this.fight.wish(player, 'bolt', { aim: 0 });
    this.tick();
    (client.ref as unknown as { bufferedAmount: number }).bufferedAmount = cycle % 3 === 0 ? 2000 : 0;
    this.tick();
    this.serializer.forget(client);
    this.clients.delete(client);
    removePlayer(this.fight.world, player);
    this.mirror.leave(player);
    this.fight.monster.vitals.health = this.fight.monster.stats.health;
    this.tick();
  }

  /** Until what flies has landed, whom monsters hate is forgotten, and the serializer has cleared up. */
  settle(): void {
    for (let i = 0; i < 1100; i++) this.tick();
  }
}

describe('joins and leaves', () => {
  it('SY7 2,000 of them leave nothing behind: neither in the world nor in its past, its state or what sends it', async function () {
    this.timeout(60_000);
    const instance = new Instance();
    instance.enter('host');
    const run = (from: number) => {
      for (let cycle = from; cycle < from + CYCLES; cycle++) instance.comeAndGo(cycle);
      instance.settle();
      const { fight, mirror, past, serializer } = instance;
      return entriesUnder({ world: fight.world, mirror, past, serializer });
    };
    const after = run(0);
    assert.equal(run(CYCLES), after);
    // What a weak reference was made of lives until the job is over.
    await setImmediate();
    collectGarbage();
    assert.deepEqual(
      instance.shown.slice(1).filter((shown) => shown.deref() !== undefined),
      [],
    );
  });
});
