import assert from 'node:assert/strict';
import { itNeeds } from '../kit/programs.ts';
import { Realm } from '../kit/realm.ts';
import { clusterEnv, RealmProcess } from '../kit/realm-process.ts';
import { startRedis } from '../kit/redis.ts';
import { until } from '../kit/until.ts';

describe('several processes', () => {
  itNeeds(
    ['redis-server'],
    'CU1 processes that share a Redis are one realm: whoever is asked, friends meet',
    async (program) => {
      const redis = await startRedis(program);
      const realm = await Realm.start({ env: await clusterEnv(redis.url) });
      const { databaseUrl } = realm;
      const other = await RealmProcess.start({ databaseUrl, env: await clusterEnv(redis.url) });
      const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
      const annRoom = await realm.join(ann);
      const bobRoom = await realm.join(bob, 'haven', realm.client(bob, other.url));
      assert.equal(bobRoom.roomId, annRoom.roomId);
      await until(
        () => annRoom.state.players.has(bob.characterId),
        'Ann sees Bob, who asked the other process',
      );
      await Promise.all([annRoom.leave(), bobRoom.leave()]);
      await other.stop();
      await realm.stop();
      await redis.stop();
    },
  );
});
