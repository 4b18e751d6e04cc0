import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { OPEN_LISTINGS_PER_CHARACTER } from '../../src/market/market-rules.ts';
import { MarketKit, refused, tally } from './kit.ts';

const ORE = 'iron-ore';
const BLADE = 'tide-sabre';

describe('listings', () => {
  let kit: MarketKit;

  before(async () => {
    kit = await MarketKit.start();
  });
  after(() => kit.close());
  afterEach(() => kit.audit());

  const ores = (amount: number) => ({ kind: ORE, amount });

  it('MK1 listing puts a stack into escrow and takes 5 %, rounded up', async () => {
    const seller = await kit.person(1000, { [ORE]: 30 });
    const listing = await kit.list(seller, { goods: ores(20), unitPrice: 7, hours: 3 });
    assert.equal(await kit.credits(seller), 993);
    assert.equal(await kit.amount({ kind: 'character', id: seller }, `stack:${ORE}`), 10);
    assert.equal(await kit.amount({ kind: 'escrow', id: listing.id }, `stack:${ORE}`), 20);
    assert.deepEqual(listing, {
      id: listing.id,
      sellerId: seller,
      sellerName: listing.sellerName,
      kind: ORE,
      item: null,
      listed: 20,
      remaining: 20,
      unitPrice: 7,
      price: 7,
      auction: null,
      status: 'open',
      createdAt: kit.now,
      expiresAt: new Date(kit.now.getTime() + 3 * 3_600_000),
    });
    assert.deepEqual(await kit.market.get(listing.id), listing);
  });

  it('MK1 the fee is at least 1, and who cannot pay it lists nothing', async () => {
    const seller = await kit.person(1, { [ORE]: 2 });
    await kit.list(seller, { goods: ores(1), unitPrice: 1 });
    assert.equal(await kit.credits(seller), 0);
    await refused(kit.list(seller, { goods: ores(1), unitPrice: 1 }), 'insufficient_credits');
    assert.equal(await kit.amount({ kind: 'character', id: seller }, `stack:${ORE}`), 1);
  });

  it('MK2 a unique item is listed with what is special about it', async () => {
    const seller = await kit.person(1000);
    const itemId = await kit.item(seller, BLADE);
    const listing = await kit.list(seller, { goods: { itemId }, unitPrice: 500 });
    assert.deepEqual(listing.item, { id: itemId, state: { edge: 7 } });
    assert.equal(await kit.ownerOf(itemId), `escrow ${listing.id}`);
    await refused(kit.list(seller, { goods: { itemId }, unitPrice: 500 }), 'item_not_found');
  });

  it('MK2 what is worn, bound, somebody else’s or unknown is not listed', async () => {
    const seller = await kit.person(1000, { [ORE]: 5, 'field-ration': 5 });
    const other = await kit.person(1000);
    const worn = await kit.item(seller, BLADE, 'equip:weapon');
    const bound = await kit.item(seller, 'issue-blade');
    const foreign = await kit.item(other, BLADE);
    const offer = (goods: { itemId: string } | { kind: string; amount: number }) =>
      kit.list(seller, { goods, unitPrice: 5 });
    await refused(offer({ itemId: worn }), 'item_in_use');
    await refused(offer({ itemId: bound }), 'item_bound');
    await refused(offer({ kind: 'field-ration', amount: 1 }), 'item_bound');
    await refused(offer({ itemId: foreign }), 'item_not_found');
    await refused(offer({ itemId: randomUUID() }), 'item_not_found');
    await refused(offer({ itemId: "'; DROP TABLE items; --" }), 'item_not_found');
    await refused(offer({ kind: BLADE, amount: 1 }), 'content_not_found');
    await refused(offer({ kind: '__proto__', amount: 1 }), 'content_not_found');
    await refused(offer({ kind: ORE, amount: 6 }), 'insufficient_items');
    assert.equal(await kit.credits(seller), 1000);
  });

  for (const bad of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_000_001, 2 ** 53]) {
    it(`MK3 ${bad} is no amount, price, bid or duration`, async () => {
      const seller = await kit.person(1000, { [ORE]: 5 });
      await refused(kit.list(seller, { goods: ores(bad), unitPrice: 5 }), 'invalid_request');
      await refused(kit.list(seller, { goods: ores(1), unitPrice: bad }), 'invalid_request');
      await refused(kit.list(seller, { goods: ores(1), startingBid: bad }), 'invalid_request');
      await refused(kit.list(seller, { goods: ores(1), unitPrice: 5, hours: bad }), 'invalid_request');
      await refused(kit.buy(seller, randomUUID(), bad), 'invalid_request');
      await refused(kit.bid(seller, randomUUID(), bad), 'invalid_request');
      assert.equal(await kit.credits(seller), 1000);
    });
  }

  it('MK3 a listing needs a price or a starting bid below it, and all of it costs a billion at most', async () => {
    const seller = await kit.person(1000, { [ORE]: 5 });
    await refused(kit.list(seller, { goods: ores(5) }), 'invalid_request');
    await refused(kit.list(seller, { goods: ores(5), unitPrice: 2, startingBid: 10 }), 'invalid_request');
    await refused(kit.list(seller, { goods: ores(5), unitPrice: 200_000_001 }), 'invalid_request');
    await refused(kit.list(seller, { goods: ores(5), unitPrice: 5, hours: 73 }), 'invalid_request');
  });

  it('MK4 buying some pays the seller at once, and what was bought comes by mail', async () => {
    const seller = await kit.person(10, { [ORE]: 20 });
    const buyer = await kit.person(100);
    const { id } = await kit.list(seller, { goods: ores(20), unitPrice: 7 });
    const purchase = await kit.buy(buyer, id, 5);
    assert.deepEqual(purchase, { listingId: id, mailId: purchase.mailId, amount: 5, paid: 35 });
    assert.equal(await kit.credits(seller), 3 + 35);
    assert.equal(await kit.credits(buyer), 65);
    assert.equal((await kit.market.get(id)).remaining, 15);
    const [mail] = await kit.mails(buyer);
    assert.deepEqual(mail, {
      id: purchase.mailId,
      reason: 'bought',
      listingId: id,
      sentAt: kit.now,
      claimedAt: null,
      attachments: { credits: 0, stacks: [{ kind: ORE, amount: 5 }], items: [] },
    });
  });

  it('MK4 the last piece closes the listing', async () => {
    const seller = await kit.person(10, { [ORE]: 2 });
    const buyer = await kit.person(100);
    const { id } = await kit.list(seller, { goods: ores(2), unitPrice: 7 });
    await kit.buy(buyer, id, 2);
    assert.equal((await kit.market.get(id)).status, 'sold');
    await refused(kit.buy(buyer, id, 1), 'listing_closed');
    await refused(kit.cancel(seller, id), 'listing_closed');
  });

  it('MK5 own, unknown and overdue listings and more than there is are not bought', async () => {
    const seller = await kit.person(100, { [ORE]: 5 });
    const buyer = await kit.person(10);
    const { id } = await kit.list(seller, { goods: ores(5), unitPrice: 7, hours: 1 });
    await refused(kit.buy(seller, id), 'own_listing');
    await refused(kit.buy(buyer, randomUUID()), 'listing_not_found');
    await refused(kit.buy(buyer, 'x'), 'listing_not_found');
    const { details } = await refused(kit.buy(buyer, id, 6), 'insufficient_items');
    assert.deepEqual(details, { remaining: 5 });
    await refused(kit.buy(buyer, id, 2), 'insufficient_credits');
    kit.later(1);
    await refused(kit.buy(buyer, id), 'listing_closed');
    assert.equal(await kit.credits(buyer), 10);
  });

  it('MK6 of 40 who buy one piece at once one gets it, and 39 are told that it is gone', async () => {
    const seller = await kit.person(10, { [ORE]: 1 });
    const buyers = await Promise.all(Array.from({ length: 40 }, () => kit.person(100)));
    const { id } = await kit.list(seller, { goods: ores(1), unitPrice: 7 });
    const outcomes = await tally(buyers.map((buyer) => kit.buy(buyer, id)));
    assert.deepEqual(outcomes, { done: 1, listing_closed: 39 });
    const paid = (await Promise.all(buyers.map((buyer) => kit.credits(buyer)))).filter((left) => left === 93);
    assert.equal(paid.length, 1);
  });

  it('MK6 buying, cancelling and buying again with the same key at once happen once', async () => {
    const seller = await kit.person(10, { [ORE]: 10 });
    const buyer = await kit.person(100);
    const { id } = await kit.list(seller, { goods: ores(10), unitPrice: 7 });
    const key = randomUUID();
    const attempts = await Promise.all(Array.from({ length: 5 }, () => kit.buy(buyer, id, 3, key)));
    assert.equal(new Set(attempts.map(({ mailId }) => mailId)).size, 1);
    assert.equal(await kit.credits(buyer), 79);
    await refused(kit.buy(buyer, id, 4, key), 'idempotency_key_reused');
    const outcomes = await tally([kit.cancel(seller, id), kit.buy(buyer, id, 7), kit.cancel(seller, id)]);
    assert.deepEqual(outcomes, { done: 1, listing_closed: 2 });
  });

  it('MK7 a cancelled listing comes back by mail without its fee, and only to its seller', async () => {
    const seller = await kit.person(100, { [ORE]: 5 });
    const other = await kit.person(100);
    const { id } = await kit.list(seller, { goods: ores(5), unitPrice: 10 });
    await refused(kit.cancel(other, id), 'forbidden');
    const cancelled = await kit.cancel(seller, id);
    assert.equal(cancelled.status, 'cancelled');
    assert.equal(await kit.credits(seller), 97);
    const [mail] = await kit.mails(seller);
    assert.equal(mail!.reason, 'cancelled');
    assert.deepEqual(mail!.attachments.stacks, [{ kind: ORE, amount: 5 }]);
  });

  it(`MK8 a character has ${OPEN_LISTINGS_PER_CHARACTER} open listings at most, however many it asks for at once`, async () => {
    const seller = await kit.person(100, { [ORE]: 100 });
    const outcomes = await tally(
      Array.from({ length: OPEN_LISTINGS_PER_CHARACTER + 5 }, () =>
        kit.list(seller, { goods: ores(1), unitPrice: 1 }),
      ),
    );
    assert.deepEqual(outcomes, { done: OPEN_LISTINGS_PER_CHARACTER, listing_limit_reached: 5 });
    assert.equal((await kit.market.involving(seller)).length, OPEN_LISTINGS_PER_CHARACTER);
  });
});
