import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { openContent, smallHubs } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { RealmProcess } from '../kit/realm-process.ts';
import { cut, ending, inputOf, neverReconnect } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

async function walkEast(room: Room, { characterId }: Person, steps: number): Promise<void> {
  const self = room.state.players.get(characterId);
  const target = self.x + 8 * steps;
  const input = inputOf(room);
  for (let i = 0; i < steps; i++) {
    input.data.moveX = 127;
    input.data.facing = 33;
    input.send();
    await until(() => input.lastProcessed === input.sentCount, 'the step is processed');
  }
  await until(() => self.x === target, `x is ${target}`);
}

/** The inside of a room, to break it. */
function insideOf(room: Room) {
  return matchMaker.getLocalRoomById(room.roomId) as unknown as {
    simulation: { mirror: { update(): void; leave(player: unknown): void } };
    tellAll(): void;
    onDispose(): unknown;
    world: { tick: number };
  };
}

describe('the life of a realm', () => {
  let realm: Realm;
  beforeEach(async () => {
    realm = await Realm.start({ content: smallHubs() });
  });
  afterEach(() => realm.stop());

  it('PE1 place, position and facing survive a restart; the clients are told of it', async () => {
    const ann = await realm.person({ place: { place: 'meridian', x: 2000, y: 2000 } });
    const room = await realm.join(ann, 'meridian');
    await walkEast(room, ann, 5);
    const end = ending(room);
    await realm.stop();
    assert.deepEqual(await end, { code: 4001, reason: 'shutting_down' });

    realm = await Realm.start({ content: openContent(), databaseUrl: realm.databaseUrl });
    const again = await realm.join(ann, 'meridian');
    const { x, y, facing } = again.state.players.get(ann.characterId);
    assert.deepEqual({ x, y, facing }, { x: 2040, y: 2000, facing: 33 });
    await again.leave();
  });

  it('PE2 a step is in the database within about a second, without anybody leaving', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 2000, y: 2000 } });
    const room = await realm.join(ann);
    await walkEast(room, ann, 1);
    await until(
      async () => (await realm.stores.characters.find(ann.characterId))!.x === 2008,
      'saved',
      1_500,
    );
    await room.leave();
  });

  it('PE3 a save with a lease that somebody else has taken changes nothing, and ends the connection', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 2000, y: 2000 } });
    const room = await realm.join(ann);
    const end = ending(room);
    await realm.services.characters.enter(ann.accountId, ann.characterId, 'elsewhere');
    assert.deepEqual(await end, { code: 4105, reason: 'character_taken_over' });
    await realm.stop();
    realm = await Realm.start({ content: openContent(), databaseUrl: realm.databaseUrl });
    assert.equal((await realm.stores.characters.find(ann.characterId))!.x, 2000);
  });

  it('LI1 who asks for a seat during the stop is told to come back', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const room = await realm.join(ann);
    const disposing = Promise.withResolvers<void>();
    insideOf(room).onDispose = () => disposing.promise;
    const ended = ending(room);
    const stopped = realm.server.stop(5_000);
    await ended;
    const join = realm.client(bob).joinOrCreate('hub', { characterId: bob.characterId, place: 'haven' });
    await assert.rejects(join, /^MatchMakeError: shutting_down: /);
    disposing.resolve();
    await stopped;
    await realm.database.close();
    realm = await Realm.start({ content: openContent() });
  });

  it('LI2 a room whose handler throws goes on, and so does its process', async () => {
    const ann = await realm.person();
    const room = await realm.join(ann);
    const inside = insideOf(room);
    const { tellAll } = inside;
    inside.tellAll = () => {
      throw new Error('a fault in a handler');
    };
    room.send('chat', { text: 'hello?' });
    await until(async () => (await roomErrors()) === 1, 'it is counted');
    inside.tellAll = tellAll;
    const heard: string[] = [];
    room.onMessage('chat', ({ text }) => heard.push(text));
    room.send('chat', { text: 'hello!' });
    await until(() => heard[0] === 'hello!', 'the next message arrives');
    await room.leave();
  });

  it('LI3 a tick that throws now and then is survived; one that always throws ends the room, with everybody saved', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 2000, y: 2000 } });
    const room = await realm.join(ann);
    await walkEast(room, ann, 2);
    const { mirror } = insideOf(room).simulation;
    const { update } = mirror;
    mirror.update = function once() {
      mirror.update = update;
      update.call(this);
      throw new Error('a fault in a tick');
    };
    await until(async () => (await roomErrors()) === 1, 'it is counted');
    await walkEast(room, ann, 1);
    mirror.update = () => {
      throw new Error('a fault in every tick');
    };
    assert.equal((await ending(room)).code, 4111);
    const again = await realm.join(ann);
    assert.notEqual(again.roomId, room.roomId);
    assert.equal(again.state.players.get(ann.characterId).x, 2024);
    await again.leave();
  });

  it('LI4 a leave that throws frees the seat all the same, after a leave and after a dropped connection', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    insideOf(annRoom).simulation.mirror.leave = () => {
      throw new Error('a fault while leaving');
    };
    neverReconnect(bobRoom);
    await annRoom.leave();
    cut(bobRoom);
    await until(
      async () => (await matchMaker.query({})).length === 0,
      'both seats are free, the room is gone',
      4_000,
    );
    assert.equal(await roomErrors(), 2);
  });

  it('LI8 a room that does not dispose holds up neither the stop nor the saving of those in it', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 2000, y: 2000 } });
    const room = await realm.join(ann);
    await walkEast(room, ann, 3);
    const inside = insideOf(room);
    const disposing = Promise.withResolvers<void>();
    inside.onDispose = () => disposing.promise;
    assert.equal(await realm.server.stop(1_000), 0);
    assert.equal((await realm.stores.characters.find(ann.characterId))!.x, 2024);
    disposing.resolve();
    await realm.database.close();
    realm = await Realm.start({ content: openContent() });
  });

  it('LI5 a wall clock that is set back by an hour does not stop the world', async () => {
    const ann = await realm.person();
    const room = await realm.join(ann);
    const { now } = Date;
    Date.now = () => now() - 3_600_000;
    try {
      const { world } = insideOf(room);
      const before = world.tick;
      await until(() => world.tick >= before + 5, 'five more ticks');
      await walkEast(room, ann, 2);
    } finally {
      Date.now = now;
    }
    await room.leave();
  });

  it('LI6 twenty steps a second, one patch each', async () => {
    const room = await realm.join(await realm.person());
    const { world } = insideOf(room);
    let patches = 0;
    const [startTick, startedAt] = [world.tick, performance.now()];
    room.onStateChange(() => {
      patches += 1;
    });
    await until(() => world.tick === startTick + 40, 'forty ticks');
    const seconds = (performance.now() - startedAt) / 1000;
    assert.ok(seconds > 1.8, `${seconds} s: no faster than time`);
    assert.ok(patches >= 30 && patches <= 42, `${patches} patches in 40 ticks`);
    await room.leave();
  });

  it('LI7 a revocation and a takeover in one process reach the other within a second', async () => {
    const other = await RealmProcess.start({ databaseUrl: realm.databaseUrl });
    const otherClient = (person: Person) => realm.client(person, other.url);
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const annRoom = await realm.join(ann, 'haven', otherClient(ann));
    const bobRoom = await realm.join(bob, 'haven', otherClient(bob));
    const [annEnd, bobEnd] = [ending(annRoom), ending(bobRoom)];
    await realm.must('DELETE', '/auth/sessions', { token: ann.accessToken });
    assert.deepEqual(await annEnd, { code: 4102, reason: 'session_revoked' });
    const bobAgain = await realm.join(bob);
    assert.deepEqual(await bobEnd, { code: 4105, reason: 'character_taken_over' });
    await bobAgain.leave();
    await other.stop();
  });

  async function roomErrors(): Promise<number> {
    const metric = await realm.services.metrics.registry.getSingleMetric('room_errors_total')!.get();
    return metric.values
      .filter(({ labels }) => labels.code === 'room_error')
      .reduce((sum, { value }) => sum + value, 0);
  }
});
