import assert from 'node:assert/strict';
import { explain } from '../../client/src/api/api-error.ts';
import { CharacterApi } from '../../client/src/api/character-api.ts';
import { InventoryApi } from '../../client/src/api/inventory-api.ts';
import { MarketApi } from '../../client/src/api/market-api.ts';
import { ShipApi } from '../../client/src/api/ship-api.ts';
import { FakeServer, fakeSession } from './kit/fake-server.ts';

const OWN = 'c-1';
const apiOf = () => new CharacterApi(fakeSession().session, OWN, 0);

describe('calls that move property', () => {
  it('CL22 each goes out under a key of its own', async () => {
    using server = new FakeServer({}, {});
    const ships = new ShipApi(apiOf());
    await ships.activate('s-1');
    await ships.activate('s-1');
    const [first, second] = server.keys;
    assert.match(first!, /^[0-9a-f]{32}$/);
    assert.match(second!, /^[0-9a-f]{32}$/);
    assert.notEqual(first, second);
  });

  it('CL22 without an answer it is asked for again under the same key, three times at most', async () => {
    using server = new FakeServer(
      'nothing',
      { status: 503, code: 'unavailable' },
      {},
      'nothing',
      'not json',
      'nothing',
    );
    const ships = new ShipApi(apiOf());
    await ships.fit('s-1', 'm-1', 'high-1');
    assert.deepEqual(new Set(server.keys).size, 1);
    assert.deepEqual(server.bodies[2], { moduleId: 'm-1', slot: 'high-1' });
    await assert.rejects(ships.fit('s-1', 'm-1', 'high-1'), { code: 'network' });
    assert.equal(new Set(server.keys.slice(3)).size, 1);
    assert.equal(server.keys.length, 6);
  });

  it('CL22 an access token that has expired is replaced under the same key; a refusal is told at once', async () => {
    using server = new FakeServer(
      { status: 401, code: 'token_expired' },
      { status: 409, code: 'insufficient_credits' },
    );
    const market = new MarketApi(apiOf());
    const told = await market.buy('l/1', 2).then(() => 'nothing', explain);
    assert.equal(told, 'text of insufficient_credits');
    assert.equal(server.keys[0], server.keys[1]);
    assert.deepEqual(
      server.asked.map(({ path, token }) => `${path} ${token}`),
      ['/api/v1/market/listings/l%2F1/buy Bearer t1', '/api/v1/market/listings/l%2F1/buy Bearer t2'],
    );
    assert.deepEqual(server.bodies[1], { characterId: OWN, amount: 2 });
  });

  it('CL22 what only reads has no key', async () => {
    using server = new FakeServer({ data: { entries: [], cursor: null } }, { data: [] });
    const market = new MarketApi(apiOf());
    const filter = { text: 'a&b', rarity: '', sale: '', minPrice: '5', maxPrice: '', sort: 'newest' };
    await market.browse(filter, 'c/1');
    await market.watch('iron-ore', true);
    assert.deepEqual(server.keys, [null, null]);
    assert.equal(
      server.asked[0]!.path,
      '/api/v1/market/listings?text=a%26b&minPrice=5&sort=newest&cursor=c%2F1',
    );
  });

  it('CL22 storage is the other side of every transfer', async () => {
    using server = new FakeServer({}, {});
    const inventory = new InventoryApi(apiOf());
    await inventory.transfer('storage', { stacks: [{ kind: 'iron-ore', amount: 3 }] });
    await inventory.transfer('character', { credits: 7 });
    assert.deepEqual(server.bodies, [
      { from: OWN, to: 'storage', stacks: [{ kind: 'iron-ore', amount: 3 }] },
      { from: 'storage', to: OWN, credits: 7 },
    ]);
  });
});
