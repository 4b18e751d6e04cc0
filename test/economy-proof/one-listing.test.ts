import assert from 'node:assert/strict';
import { Api } from '../../loadtest/economy/api.ts';
import { createWealthyPeople } from '../../loadtest/economy/wealthy-people.ts';
import type { Person } from '../../loadtest/person.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { Realm } from '../kit/realm.ts';
import { characterOwner, wealthOf } from '../kit/wealth.ts';

const BUYERS = 200;
const CREDITS = 5_000;
const ORE = 20;
const PRICE = 700;
const JWT_SECRET = 'a secret of the crowd at one listing, long enough';

describe('many buyers at one listing', function () {
  this.timeout(120_000);
  let realm: Realm;
  let api: Api;
  let seller: Person;
  let buyers: Person[];

  before(async () => {
    realm = await Realm.start({ env: { JWT_SECRET, REQUESTS_PER_MINUTE: '1000000' } });
    api = new Api(() => new URL(realm.url), false);
  });
  after(() => realm.stop());

  beforeEach(async () => {
    [seller, ...buyers] = (await createWealthyPeople(realm.database, JWT_SECRET, BUYERS + 1)) as [
      Person,
      ...Person[],
    ];
  });

  function ask({ accessToken, characterId }: Person, path: string, body: object = {}) {
    const key = crypto.randomUUID();
    return api.ask({ token: accessToken, method: 'POST', path, key, body: { characterId, ...body } });
  }

  async function list(terms: object): Promise<string> {
    const { data } = await ask(seller, '/market/listings', { hours: 24, ...terms });
    return data.id;
  }

  const credits = async ({ characterId }: Person) =>
    (await wealthOf(realm.services.ledger, characterId)).credits;

  async function mailOf({ accessToken: token, characterId }: Person) {
    const { entries } = await api.must({ token, method: 'GET', path: `/mail/${characterId}` });
    return entries;
  }

  async function assertBooksAreRight(): Promise<void> {
    assert.deepEqual((await makeEconomyAudit(realm.database).run()).problems, []);
  }

  /** @returns how often each was answered */
  function tally(answers: { status: number; code: string | null }[]): Record<string, number> {
    const outcomes = Map.groupBy(answers, ({ status, code }) => `${status} ${code ?? 'done'}`);
    return Object.fromEntries([...outcomes].map(([outcome, all]) => [outcome, all.length]));
  }

  it(`EP3 of ${BUYERS} who buy the same at once, one gets it and pays, and ${BUYERS - 1} are told that it is gone`, async () => {
    const [itemId] = (await ask(seller, '/trade/buy', { kind: 'trail-boots', amount: 1 })).data.items;
    const before = (await credits(seller))!;
    const id = await list({ goods: { itemId }, unitPrice: PRICE });
    const answers = await Promise.all(
      buyers.map((buyer) => ask(buyer, `/market/listings/${id}/buy`, { amount: 1 })),
    );
    assert.deepEqual(tally(answers), { '200 done': 1, '409 listing_closed': BUYERS - 1 });
    const winner = buyers[answers.findIndex(({ code }) => code === null)]!;
    assert.equal(await credits(seller), before - PRICE / 20 + PRICE);
    for (const buyer of buyers) {
      const isWinner = buyer === winner;
      assert.equal(await credits(buyer), isWinner ? CREDITS - PRICE : CREDITS);
      const attached = (await mailOf(buyer)).flatMap(
        ({ attachments }: { attachments: { items: { id: string }[] } }) =>
          attachments.items.map((item) => item.id),
      );
      assert.deepEqual(attached, isWinner ? [itemId] : []);
    }
    await assertBooksAreRight();
  });

  it(`EP4 of ${BUYERS} who each buy one of ${ORE}, ${ORE} get one`, async () => {
    const id = await list({ goods: { kind: 'iron-ore', amount: ORE }, unitPrice: 100 });
    const answers = await Promise.all(
      buyers.map((buyer) => ask(buyer, `/market/listings/${id}/buy`, { amount: 1 })),
    );
    assert.deepEqual(tally(answers), { '200 done': ORE, '409 listing_closed': BUYERS - ORE });
    assert.equal(await credits(seller), CREDITS - 100 + ORE * 100);
    await assertBooksAreRight();
  });

  it(`EP5 ${BUYERS} who bid at once: the highest alone has paid, everybody else has all back`, async () => {
    const id = await list({ goods: { kind: 'iron-ore', amount: ORE }, startingBid: 10 });
    // Above every other one by more than the least raise: in whatever order they come, it wins.
    const highest = CREDITS - 100;
    const answers = await Promise.all(
      buyers.map((buyer, n) =>
        ask(buyer, `/market/listings/${id}/bids`, { amount: n === BUYERS - 1 ? highest : 10 + 20 * n }),
      ),
    );
    const outcomes = tally(answers);
    assert.deepEqual(Object.keys(outcomes).sort(), ['200 done', '409 bid_too_low']);
    for (const [n, buyer] of buyers.entries())
      assert.equal(await credits(buyer), n === BUYERS - 1 ? CREDITS - highest : CREDITS);
    const escrow = await realm.services.ledger.balances({ kind: 'escrow', id });
    assert.deepEqual(escrow, [
      { asset: 'credits', amount: highest },
      { asset: 'stack:iron-ore', amount: ORE },
    ]);
    await assertBooksAreRight();
  });

  it(`EP6 one buyer who sends the same ${BUYERS} times at once buys once, and is answered the same each time`, async () => {
    const id = await list({ goods: { kind: 'iron-ore', amount: ORE }, unitPrice: 100 });
    const [{ accessToken: token, characterId }] = buyers as [Person];
    const key = crypto.randomUUID();
    const question = { token, method: 'POST', path: `/market/listings/${id}/buy`, key };
    const answers = await Promise.all(
      Array.from({ length: BUYERS }, () => api.ask({ ...question, body: { characterId, amount: 2 } })),
    );
    for (const { data } of answers) assert.deepEqual(data, answers[0]!.data);
    assert.equal(await credits(buyers[0]!), CREDITS - 200);
    assert.deepEqual(await realm.services.ledger.balances({ kind: 'escrow', id }), [
      { asset: 'stack:iron-ore', amount: ORE - 2 },
    ]);
    assert.equal((await realm.services.ledger.balances(characterOwner(characterId))).length, 4);
    await assertBooksAreRight();
  });

  it('EP7 an account that spends what it has 200 times at once spends it once', async () => {
    const [buyer] = buyers as [Person];
    const { code } = await ask(buyer, '/trade/sell', { kind: 'silver-ore', amount: 'all' });
    assert.equal(code, null);
    const path = '/inventory/transfer';
    const has = (await credits(buyer))!;
    const move = (n: number) =>
      api.ask({
        token: buyer.accessToken,
        method: 'POST',
        path,
        key: `spend-${n}`,
        body: { from: buyer.characterId, to: 'storage', credits: has },
      });
    const answers = await Promise.all(Array.from({ length: BUYERS }, (_, n) => move(n)));
    assert.deepEqual(tally(answers), { '200 done': 1, '409 insufficient_credits': BUYERS - 1 });
    await assertBooksAreRight();
  });
});
