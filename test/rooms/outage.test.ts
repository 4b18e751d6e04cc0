import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { openContent } from '../kit/open-content.ts';
import { freshDatabaseUrl } from '../kit/postgres.ts';
import { Realm } from '../kit/realm.ts';
import { inputOf } from '../kit/sockets.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';

/** How long the database stays away: longer than any single attempt to reach it. */
const OUTAGE_MS = Number(process.env.OUTAGE_SECONDS ?? 4) * 1000;

describe('outage of the database', () => {
  let proxy: TcpProxy;
  let realm: Realm;
  before(async () => {
    const through = await TcpProxy.inFrontOf(await freshDatabaseUrl());
    proxy = through.proxy;
    realm = await Realm.start({ databaseUrl: through.url, content: openContent() });
  });
  after(async () => {
    await realm.stop();
    await proxy.cut();
  });

  it('DR6 rooms play on, the API says when to come back, and nothing that was acknowledged is lost', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 500, y: 600 } });
    const room = await realm.join(ann);
    const input = inputOf(room);
    const x = () => room.state.players.get(ann.characterId).x as number;
    async function step(): Promise<void> {
      const before = x();
      input.data.moveX = 127;
      input.send();
      await until(() => x() === before + 8, 'a step');
    }
    await proxy.cut();
    const cutAt = performance.now();
    await step();
    const refused = await realm.api('GET', '/characters', { token: ann.accessToken });
    assert.equal(refused.status, 503);
    assert.equal(refused.error.code, 'unavailable');
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    const bob = realm.client(ann).joinOrCreate('hub', { characterId: ann.characterId, place: 'haven' });
    await assert.rejects(bob, /^.*unavailable/);
    await delay(Math.max(0, OUTAGE_MS - (performance.now() - cutAt)));
    await step();
    assert.equal(room.connection.isOpen, true);
    await proxy.restore();
    const stood = x();
    await until(async () => {
      const [row] = await realm.database.dataSource
        .query('SELECT x FROM characters WHERE id = $1', [ann.characterId])
        .catch(() => []);
      return row?.x === stood;
    }, 'what was walked meanwhile is stored');
    const answer = await realm.api('GET', '/characters', { token: ann.accessToken });
    assert.equal(answer.status, 200);
    await room.leave();
  }).timeout(60_000);
});
