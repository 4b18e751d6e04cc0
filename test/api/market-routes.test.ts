import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { endpointOf } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { type Person, Realm } from '../kit/realm.ts';
import type { ApiCall } from '../kit/realm-client.ts';
import { reward, wealthOf } from '../kit/wealth.ts';
import { assertDeclared } from './declared.ts';

const ORE = 'iron-ore';

describe('the trading post over HTTP', () => {
  let realm: Realm;
  let seller: Person;
  let buyer: Person;

  before(async () => {
    realm = await Realm.start();
  });
  after(() => realm.stop());

  beforeEach(async () => {
    [seller, buyer] = [await realm.person(), await realm.person()];
    await reward(realm.services.ledger, seller.characterId, { credits: 1000, [`stack:${ORE}`]: 50 });
    await reward(realm.services.ledger, buyer.characterId, { credits: 1000 });
  });

  /** Calls a route and checks the answer against what it declares. */
  async function call(id: string, person: Person, path: string, given: Omit<ApiCall, 'token'> = {}) {
    const route = ROUTES.find((one) => one.id === id)!;
    const key = route.idempotent ? { key: randomUUID() } : {};
    const { headers, status, ...body } = await realm.api(route.method.toUpperCase(), path, {
      token: person.accessToken,
      ...key,
      ...given,
    });
    assertDeclared(endpointOf(route), { status, body });
    return { status, ...body };
  }

  async function refused(code: ErrorCode, ...[id, person, path, given]: Parameters<typeof call>) {
    const before = await Promise.all([seller, buyer].map(wealth));
    const answer = await call(id, person, path, given);
    assert.equal(answer.error?.code, code, JSON.stringify(answer));
    assert.deepEqual(await Promise.all([seller, buyer].map(wealth)), before, 'nothing moved');
  }

  const wealth = ({ characterId }: Person) => wealthOf(realm.services.ledger, characterId);
  const credits = async (person: Person) => (await wealth(person)).credits;

  function list(terms: object = {}) {
    return call('listGoods', seller, '/market/listings', {
      body: {
        characterId: seller.characterId,
        goods: { kind: ORE, amount: 10 },
        unitPrice: 10,
        hours: 12,
        ...terms,
      },
    });
  }

  it('MK1–MK7 from listing to the mail', async () => {
    const [had, has] = [(await credits(seller))!, (await credits(buyer))!];
    const { data: listing, status } = await list();
    assert.equal(status, 201);
    assert.equal(listing.sellerName, seller.characterName);
    const { data: board } = await call(
      'browseListings',
      buyer,
      `/market/listings?kind=${ORE}&sale=price&sort=newest&limit=1&maxPrice=10`,
    );
    assert.deepEqual(board.entries, [listing]);
    const { data: purchase } = await call('buyListing', buyer, `/market/listings/${listing.id}/buy`, {
      body: { characterId: buyer.characterId, amount: 3 },
    });
    assert.equal(purchase.paid, 30);
    assert.equal(await credits(seller), had - 5 + 30);
    assert.equal(await credits(buyer), has - 30);
    const { data: mail } = await call('listMail', buyer, `/mail/${buyer.characterId}`);
    assert.deepEqual(mail.entries[0].attachments.stacks, [{ kind: ORE, amount: 3 }]);
    await call('claimMail', buyer, `/mail/${buyer.characterId}/${purchase.mailId}/claim`);
    assert.equal((await wealth(buyer))[`stack:${ORE}`], 3);
    const { data: deleted } = await call(
      'deleteMail',
      buyer,
      `/mail/${buyer.characterId}/${purchase.mailId}`,
    );
    assert.deepEqual(deleted, { deleted: true });
    const { data: history } = await call('getPriceHistory', buyer, `/market/history/${ORE}`);
    assert.equal(history.length, 1);
    const { data: own } = await call('getOwnListings', seller, `/market/characters/${seller.characterId}`);
    assert.deepEqual(
      own.map((one: { id: string; remaining: number }) => [one.id, one.remaining]),
      [[listing.id, 7]],
    );
    const { data: cancelled } = await call('cancelListing', seller, `/market/listings/${listing.id}/cancel`, {
      body: { characterId: seller.characterId },
    });
    assert.equal(cancelled.status, 'cancelled');
    assert.deepEqual((await call('getListing', buyer, `/market/listings/${listing.id}`)).data, cancelled);
  });

  it('MK9 an auction over HTTP', async () => {
    const { data: listing } = await list({ unitPrice: undefined, startingBid: 100 });
    const { data: bid } = await call('bidOnListing', buyer, `/market/listings/${listing.id}/bids`, {
      body: { characterId: buyer.characterId, amount: 100 },
    });
    assert.equal(bid.auction.bidderId, buyer.characterId);
  });

  it('MK6 the same key answers the same, also for a listing, and another body is refused', async () => {
    const key = randomUUID();
    const body = {
      characterId: seller.characterId,
      goods: { kind: ORE, amount: 2 },
      unitPrice: 3,
      hours: 1,
    };
    const first = await call('listGoods', seller, '/market/listings', { key, body });
    const again = await call('listGoods', seller, '/market/listings', { key, body });
    assert.deepEqual(again.data, first.data);
    await refused('idempotency_key_reused', 'listGoods', seller, '/market/listings', {
      key,
      body: { ...body, hours: 2 },
    });
  });

  it('MK5 refusals over HTTP: nothing moves', async () => {
    const { data: listing } = await list();
    const at = `/market/listings/${listing.id}`;
    const own = { characterId: seller.characterId };
    const mine = { characterId: buyer.characterId };
    await refused('own_listing', 'buyListing', seller, `${at}/buy`, { body: { ...own, amount: 1 } });
    await refused('character_not_found', 'buyListing', buyer, `${at}/buy`, { body: { ...own, amount: 1 } });
    await refused('insufficient_items', 'buyListing', buyer, `${at}/buy`, { body: { ...mine, amount: 11 } });
    await refused('not_an_auction', 'bidOnListing', buyer, `${at}/bids`, { body: { ...mine, amount: 9 } });
    await refused('forbidden', 'cancelListing', buyer, `${at}/cancel`, { body: mine });
    await refused('character_not_found', 'cancelListing', buyer, `${at}/cancel`, { body: own });
    await refused('listing_not_found', 'getListing', buyer, `/market/listings/${randomUUID()}`);
    await refused('mail_not_found', 'claimMail', buyer, `/mail/${buyer.characterId}/${randomUUID()}/claim`);
    await refused('character_not_found', 'listMail', buyer, `/mail/${seller.characterId}`);
  });

  for (const amount of [
    0,
    -1,
    0.5,
    1_000_000_001,
    '5',
    null,
    [5],
    { $gt: 0 },
    '1e9',
    "1'; DROP TABLE mails",
  ]) {
    it(`MK3 ${JSON.stringify(amount)} is refused as amount, price, bid and duration`, async () => {
      const { data: listing } = await list();
      const at = `/market/listings/${listing.id}`;
      const body = { characterId: buyer.characterId, amount };
      const offer = {
        characterId: seller.characterId,
        goods: { kind: ORE, amount: 1 },
        unitPrice: 1,
        hours: 1,
      };
      await refused('invalid_request', 'buyListing', buyer, `${at}/buy`, { body });
      await refused('invalid_request', 'bidOnListing', buyer, `${at}/bids`, { body });
      const bad = [
        { ...offer, unitPrice: amount },
        { ...offer, startingBid: amount },
        { ...offer, hours: amount },
        { ...offer, goods: { kind: ORE, amount } },
        { ...offer, goods: { itemId: amount } },
        { ...offer, goods: amount },
      ];
      for (const one of bad)
        await refused('invalid_request', 'listGoods', seller, '/market/listings', { body: one });
    });
  }

  it('MK15 a query of another form is refused', async () => {
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'sort=best',
      'minPrice=-1',
      'cursor=%27',
      'x=1',
      'kind=A',
    ])
      await refused('invalid_request', 'browseListings', buyer, `/market/listings?${query}`);
    await refused('content_not_found', 'browseListings', buyer, '/market/listings?kind=nothing');
  });

  it('AP1 a key is needed where something moves', async () => {
    const { data: listing } = await list();
    await refused('idempotency_key_missing', 'buyListing', buyer, `/market/listings/${listing.id}/buy`, {
      key: '',
      body: { characterId: buyer.characterId, amount: 1 },
    });
  });

  it('MK17 watches over HTTP', async () => {
    const path = `/market/watches/${buyer.characterId}`;
    const set = (kind: string, watch: boolean) => call('setWatch', buyer, path, { body: { kind, watch } });
    assert.deepEqual((await set(ORE, true)).data, [ORE]);
    assert.deepEqual((await call('getWatches', buyer, path)).data, [ORE]);
    assert.deepEqual((await set(ORE, false)).data, []);
    assert.equal((await set('nothing', true)).error.code, 'content_not_found');
    await refused('character_not_found', 'getWatches', seller, path);
  });
});
