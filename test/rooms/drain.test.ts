import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Room } from '@colyseus/sdk';
import { openContent } from '../kit/open-content.ts';
import { freshDatabaseUrl } from '../kit/postgres.ts';
import { describeNeeds } from '../kit/programs.ts';
import { Realm } from '../kit/realm.ts';
import type { Person } from '../kit/realm-client.ts';
import { clusterEnv, RealmProcess } from '../kit/realm-process.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { ending, inputOf, neverReconnect } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

/** How long Redis stays away. */
const OUTAGE_MS = Number(process.env.OUTAGE_SECONDS ?? 1) * 1000;

const now = () => performance.timeOrigin + performance.now();

describeNeeds(['redis-server'], 'drain and death of a process', (program) => {
  let redis: TestRedis;
  let databaseUrl: string;
  /** Where everybody joins who joins before the second process is there. */
  let first: RealmProcess;
  let second: Realm | undefined;

  beforeEach(async () => {
    redis = await startRedis(program());
    databaseUrl = await freshDatabaseUrl();
    first = await RealmProcess.start({ databaseUrl, env: await clusterEnv(redis.url), isOpen: true });
  });
  afterEach(async () => {
    await second?.stop();
    second = undefined;
    await first.kill();
    await redis.stop();
  });

  async function startSecond(): Promise<Realm> {
    const realm = await Realm.start({
      databaseUrl,
      env: await clusterEnv(redis.url),
      content: openContent(),
    });
    second = realm;
    await until(() => realm.services.directory.processes(now()).length === 2, 'they know each other');
    return realm;
  }

  function nextRoom(room: Room, person: Person): Promise<{ next: Room; reason: string }> {
    return new Promise((resolve, reject) => {
      room.onMessage('travel', ({ seat, reason }) => {
        const consuming = first.client(person).consumeSeatReservation(seat) as Promise<Room>;
        consuming.then((next) => {
          next.onMessage('*', () => {});
          resolve({ next, reason });
        }, reject);
      });
    });
  }

  it('DR1 a process that is told to stop hands its players to another, where they stood', async () => {
    const people: Person[] = [];
    for (let i = 0; i < 6; i++) people.push(await first.newPerson('vanguard'));
    const rooms = await Promise.all(people.map((person) => first.join(person)));
    const realm = await startSecond();
    const input = inputOf(rooms[0]!);
    input.data.moveX = 127;
    input.send();
    const { x } = rooms[0]!.state.players.get(people[0]!.characterId);
    await until(() => rooms[0]!.state.players.get(people[0]!.characterId).x > x, 'she walks');
    const moves = rooms.map((room, i) => nextRoom(room, people[i]!));
    const stood = rooms[0]!.state.players.get(people[0]!.characterId).x as number;
    const stopping = first.stop();
    const moved = await Promise.all(moves);
    await stopping;
    assert.deepEqual([...new Set(moved.map(({ reason }) => reason))], ['drain']);
    assert.equal(new Set(moved.map(({ next }) => next.roomId)).size, 1);
    const { next } = moved[0]!;
    await until(() => next.state?.players?.size === 6, 'all six see each other');
    assert.equal(next.state.players.get(people[0]!.characterId).x, stood);
    assert.equal(realm.services.connections.size, 6);
    await Promise.all(moved.map((one) => one.next.leave()));
  }).timeout(60_000);

  it('DR2 the last process of a realm tells its players to come back', async () => {
    const ann = await first.newPerson('vanguard');
    const room = await first.join(ann);
    const end = ending(room);
    await first.stop();
    assert.deepEqual(await end, { code: 4001, reason: 'shutting_down' });
  }).timeout(60_000);

  it('DR3 after a kill its instances are gone within 3 s, and its players enter elsewhere, where they stood', async () => {
    const ann = await first.newPerson('vanguard');
    const room = await first.join(ann);
    neverReconnect(room);
    const realm = await startSecond();
    const { x, y } = room.state.players.get(ann.characterId);
    await first.kill();
    const killedAt = performance.now();
    await until(() => realm.services.directory.instance(room.roomId, now()) === null, 'it is unlisted');
    assert.ok(performance.now() - killedAt < 3_000, `${performance.now() - killedAt} ms`);
    const back = await realm.join(ann);
    assert.deepEqual(
      [back.state.players.get(ann.characterId).x, back.state.players.get(ann.characterId).y],
      [x, y],
    );
    await back.leave();
  }).timeout(60_000);

  it('DR3 who asks for its seat in a process that was just killed is refused at once, not after a timeout', async () => {
    const ann = await first.newPerson('vanguard');
    const room = await first.join(ann);
    neverReconnect(room);
    const realm = await startSecond();
    await first.kill();
    assert.notEqual(realm.services.directory.instance(room.roomId, now()), null);
    const askedAt = performance.now();
    const token = room.reconnectionToken;
    await assert.rejects(realm.client(ann).reconnect(token), /^MatchMakeError: unavailable: /);
    assert.ok(performance.now() - askedAt < 1_000, `${performance.now() - askedAt} ms`);
  }).timeout(60_000);

  it('DR4 a process that stalls for 5 s keeps its players and its instances, and needs no restart', async () => {
    const ann = await first.newPerson('vanguard');
    const room = await first.join(ann);
    const realm = await startSecond();
    let dropped = false;
    room.onDrop(() => {
      dropped = true;
    });
    first.pause();
    await until(
      () => realm.services.directory.instance(room.roomId, now()) === null,
      'the others do without',
    );
    const bob = await realm.person();
    const elsewhere = await realm.join(bob);
    assert.notEqual(elsewhere.roomId, room.roomId);
    first.resume();
    await until(() => realm.services.directory.instance(room.roomId, now()) !== null, 'it is back');
    await elsewhere.leave();
    const { x } = room.state.players.get(ann.characterId);
    const input = inputOf(room);
    input.data.moveX = 127;
    input.send();
    await until(() => room.state.players.get(ann.characterId).x === x + 8, 'she walks on');
    assert.equal(dropped, false);
    await room.leave();
  }).timeout(60_000);

  it('DR5 while Redis is away each process places on itself, and afterwards they are one realm again', async () => {
    const ann = await first.newPerson('vanguard');
    const room = await first.join(ann);
    const realm = await startSecond();
    await redis.stop();
    await until(() => realm.services.directory.processes(now()).length === 1, 'the second is alone');
    const [bob, cat] = [await realm.person(), await realm.person()];
    const apart = await realm.join(bob);
    assert.notEqual(apart.roomId, room.roomId);
    await delay(OUTAGE_MS);
    await redis.start();
    await until(() => realm.services.directory.processes(now()).length === 2, 'they are one again');
    await until(
      () => realm.services.directory.instances('haven', now()).length === 2,
      'both instances are known',
    );
    const together = await realm.join(cat);
    assert.ok([room.roomId, apart.roomId].includes(together.roomId));
    for (const { connection } of [room, apart]) assert.equal(connection.isOpen, true);
    await until(
      () =>
        realm.services.directory.instance(room.roomId, now())?.seats ===
        (together.roomId === room.roomId ? 2 : 1),
      'no seat is lost',
    );
    await Promise.all([room.leave(), apart.leave(), together.leave()]);
  }).timeout(60_000);

  it('DR7 a handover that hangs holds up neither the stop nor the saving', async () => {
    const realm = await startSecond();
    const ann = await realm.person();
    let instance = '';
    // The first process is older and places her; only an instance of the second is of use here.
    for (let attempt = 0; instance === ''; attempt++) {
      const room = await realm.join(ann, attempt % 2 === 0 ? 'haven' : 'meridian');
      const { process } = realm.services.directory.instance(room.roomId, now())!;
      if (process.processId === realm.services.bus.processId) instance = room.roomId;
      else await room.leave();
      assert.ok(attempt < 20, 'it opens instances here as well');
    }
    realm.services.journeys.moveAll = () => new Promise(() => {});
    const stopping = performance.now();
    await realm.stop();
    second = undefined;
    assert.ok(performance.now() - stopping < 6_000, `${performance.now() - stopping} ms`);
    const back = await first.join(ann);
    await back.leave();
  }).timeout(60_000);
});
