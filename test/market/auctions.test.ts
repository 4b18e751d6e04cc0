import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { NewListing } from '../../src/market/listing.ts';
import { listingFee, nextBid } from '../../src/market/market-rules.ts';
import { MarketKit, refused, tally } from './kit.ts';

const ORE = 'iron-ore';

describe('auctions', () => {
  let kit: MarketKit;

  beforeEach(async () => {
    kit = await MarketKit.start();
  });
  afterEach(async () => {
    await kit.audit();
    assert.deepEqual(kit.failures, []);
    await kit.close();
  });

  const auction = async (terms: Partial<NewListing> = {}) => {
    const seller = await kit.person(1000, { [ORE]: 10 });
    const listing = await kit.list(seller, {
      goods: { kind: ORE, amount: 10 },
      startingBid: 100,
      hours: 2,
      ...terms,
    });
    return { seller, id: listing.id, listing };
  };

  it('MK1 the fee is 5 % of what is asked, the next bid 5 % more, both rounded up and at least 1', () => {
    assert.deepEqual([1, 20, 21, 1000, 1_000_000_000].map(listingFee), [1, 1, 2, 50, 50_000_000]);
    assert.deepEqual(
      [null, 1, 20, 100, 101].map((bid) => nextBid(100, bid)),
      [100, 2, 21, 105, 107],
    );
  });

  it('MK9 a bid is held, and whoever is outbid has it back at once', async () => {
    const { id, listing, seller } = await auction();
    assert.deepEqual(listing.auction, { startingBid: 100, bid: null, bidderId: null, bids: 0, nextBid: 100 });
    assert.equal(listing.price, 10);
    assert.equal(await kit.credits(seller), 995);
    const [first, second] = [await kit.person(200), await kit.person(200)];
    await refused(kit.bid(first, id, 99), 'bid_too_low');
    const bid = await kit.bid(first, id, 100);
    assert.deepEqual(bid.auction, { startingBid: 100, bid: 100, bidderId: first, bids: 1, nextBid: 105 });
    assert.equal(bid.price, 11);
    assert.equal(await kit.credits(first), 100);
    await refused(kit.bid(first, id, 150), 'own_bid');
    const { details } = await refused(kit.bid(second, id, 104), 'bid_too_low');
    assert.deepEqual(details, { least: 105 });
    await kit.bid(second, id, 105);
    assert.deepEqual([await kit.credits(first), await kit.credits(second)], [200, 95]);
    assert.deepEqual(
      (await kit.market.involving(second)).map((one) => one.id),
      [id],
    );
    assert.deepEqual(await kit.market.involving(first), []);
  });

  it('MK10 sellers, the poor, and bids on what has only a price are refused', async () => {
    const { id, seller } = await auction({ unitPrice: 50 });
    const poor = await kit.person(10);
    await refused(kit.bid(seller, id, 100), 'own_listing');
    await refused(kit.bid(poor, id, 100), 'insufficient_credits');
    await refused(kit.bid(poor, id, 500), 'bid_too_high');
    await refused(kit.bid(poor, randomUUID(), 100), 'listing_not_found');
    const { id: priced } = await auction({ unitPrice: 5, startingBid: null });
    await refused(kit.bid(poor, priced, 5), 'not_an_auction');
    const { id: unpriced } = await auction();
    await refused(kit.buy(poor, unpriced, 10), 'listing_not_for_sale');
  });

  it('MK10 an auction with a price is bought as a whole, which pays the bidder back', async () => {
    const { id, seller } = await auction({ unitPrice: 50 });
    const [bidder, buyer] = [await kit.person(200), await kit.person(600)];
    await kit.bid(bidder, id, 120);
    await refused(kit.cancel(seller, id), 'listing_has_bids');
    await refused(kit.buy(buyer, id, 9), 'listing_whole_only');
    await kit.buy(buyer, id, 10);
    assert.deepEqual([await kit.credits(bidder), await kit.credits(buyer)], [200, 100]);
    // 1000 less the fee of 25, and 500 for the goods.
    assert.equal(await kit.credits(seller), 1475);
    // Who has the highest bid may buy, too.
    const { id: other } = await auction({ unitPrice: 50 });
    await kit.give(bidder, 'credits', 420);
    await kit.bid(bidder, other, 120);
    await kit.buy(bidder, other, 10);
    assert.equal(await kit.credits(bidder), 120);
  });

  it('MK11 when its time is over the highest bidder gets it, the seller the bid', async () => {
    const { id, seller } = await auction();
    const bidder = await kit.person(200);
    await kit.bid(bidder, id, 130);
    assert.equal(await kit.market.closeExpired(), 0);
    kit.later(2);
    await refused(kit.bid(await kit.person(500), id, 200), 'listing_closed');
    assert.equal(await kit.market.closeExpired(), 1);
    assert.equal(await kit.market.closeExpired(), 0);
    assert.equal(await kit.credits(seller), 995 + 130);
    assert.equal((await kit.market.get(id)).status, 'sold');
    const [mail] = await kit.mails(bidder);
    assert.equal(mail!.reason, 'won');
    assert.deepEqual(mail!.attachments.stacks, [{ kind: ORE, amount: 10 }]);
    assert.deepEqual(await kit.market.history(ORE), [
      { day: '2026-03-01', low: 13, high: 13, average: 13, sold: 10 },
    ]);
  });

  it('MK11 without a bid it comes back by mail; a unique item, too', async () => {
    const seller = await kit.person(100);
    const itemId = await kit.item(seller, 'tide-sabre');
    const { id } = await kit.list(seller, { goods: { itemId }, startingBid: 20, hours: 1 });
    kit.later(5);
    assert.equal(await kit.market.closeExpired(), 1);
    assert.equal((await kit.market.get(id)).status, 'expired');
    const [mail] = await kit.mails(seller);
    assert.equal(mail!.reason, 'unsold');
    assert.deepEqual(mail!.attachments.items, [{ id: itemId, kind: 'tide-sabre', state: { edge: 7 } }]);
    assert.equal(await kit.ownerOf(itemId), `mail ${mail!.id}`);
  });

  it('MK11 ten who close 20 listings at once close each once', async () => {
    const seller = await kit.person(1000, { [ORE]: 20 });
    for (let n = 0; n < 20; n++)
      await kit.list(seller, { goods: { kind: ORE, amount: 1 }, unitPrice: 1, hours: 1 });
    kit.later(1);
    await Promise.all(Array.from({ length: 10 }, () => kit.market.closeExpired()));
    assert.equal((await kit.mails(seller)).length, 20);
  });

  it('MK12 of 20 who bid the same at once one is the highest, and nobody else’s credits are held', async () => {
    const { id } = await auction();
    const bidders = await Promise.all(Array.from({ length: 20 }, () => kit.person(300)));
    const outcomes = await tally(bidders.map((bidder) => kit.bid(bidder, id, 200)));
    assert.deepEqual(outcomes, { done: 1, bid_too_low: 19 });
    const held = (await Promise.all(bidders.map((bidder) => kit.credits(bidder)))).filter(
      (left) => left === 100,
    );
    assert.equal(held.length, 1);
  });

  it('MK12 bids that race a purchase and the end leave nothing held', async () => {
    const { id } = await auction({ unitPrice: 50 });
    const people = await Promise.all(Array.from({ length: 12 }, () => kit.person(1000)));
    const work = people.map((one, n) =>
      n % 4 === 0 ? kit.buy(one, id, 10) : kit.bid(one, id, 100 + 30 * n),
    );
    await tally(work);
    const left = await Promise.all(people.map((one) => kit.credits(one)));
    assert.deepEqual(left.sort(), [...Array<number>(11).fill(1000), 500].sort());
  });

  it('MK13 what is sold or won when its owner is no more goes nowhere, and nothing is lost', async () => {
    const { id, seller } = await auction();
    const bidder = await kit.person(200);
    await kit.bid(bidder, id, 100);
    const unsold = await auction();
    for (const gone of [seller, bidder, unsold.seller])
      await kit.database.dataSource.query('DELETE FROM characters WHERE id = $1', [gone]);
    assert.equal((await kit.market.get(id)).sellerName, null);
    kit.later(2);
    assert.equal(await kit.market.closeExpired(), 2);
    assert.deepEqual(await kit.mails(bidder), []);
    assert.equal(await kit.amount({ kind: 'system', id: 'discarded' }, 'credits'), 100);
    assert.equal(await kit.amount({ kind: 'system', id: 'discarded' }, `stack:${ORE}`), 20);
  });
});
