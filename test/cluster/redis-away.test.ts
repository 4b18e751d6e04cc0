import assert from 'node:assert/strict';
import { describeNeeds } from '../kit/programs.ts';
import { Realm } from '../kit/realm.ts';
import { clusterEnv, RealmProcess } from '../kit/realm-process.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { reconnectSoon } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

describeNeeds(['redis-server'], 'a realm whose Redis goes away', (program) => {
  let redis: TestRedis;
  let realm: Realm;
  let other: RealmProcess;

  before(async function () {
    this.timeout(60_000);
    redis = await startRedis(program());
    realm = await Realm.start({ env: await clusterEnv(redis.url) });
    other = await RealmProcess.start({
      databaseUrl: realm.databaseUrl,
      env: await clusterEnv(redis.url),
    });
  });
  after(async function () {
    this.timeout(60_000);
    await redis.stop();
    // Also without it: everybody is saved, and nothing is waited for in vain.
    await other.stop();
    await realm.stop();
  });

  const processes = () => realm.services.directory.processes(Date.now()).length;

  it('CU16 keeps every seat, lets people in and back, and is one again by itself', async function () {
    this.timeout(60_000);
    await until(() => processes() === 2, 'the processes know each other');
    const [ann, bob, cora, dave] = await Promise.all([1, 2, 3, 4].map(() => realm.person()));
    const annRoom = await realm.join(ann!);
    const bobRoom = await realm.join(bob!, 'haven', realm.client(bob!, other.url));
    let left = 0;
    for (const room of [annRoom, bobRoom]) room.onLeave(() => left++);

    await redis.stop();
    await until(() => processes() === 1, 'each process is alone');
    reconnectSoon(annRoom);
    let isBack = false;
    annRoom.onReconnect(() => {
      isBack = true;
    });
    annRoom.connection.close();
    await until(() => isBack, 'Ann is back on her seat', 10_000);
    const coraRoom = await realm.join(cora!);
    const daveRoom = await realm.join(dave!, 'verdant-forest', realm.client(dave!, other.url), 'zone');

    await redis.start();
    await until(() => processes() === 2, 'the processes found each other again', 10_000);
    assert.equal(left, 0);
    for (const [person, room] of [
      [ann!, annRoom],
      [bob!, bobRoom],
      [cora!, coraRoom],
      [dave!, daveRoom],
    ] as const) {
      assert.ok(room.state.players.has(person.characterId));
    }
    await Promise.all([annRoom, bobRoom, coraRoom, daveRoom].map((room) => room.leave()));
  });
});
