import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { errorsOf } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { openContent } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { reward, wealthOf } from '../kit/wealth.ts';

const MERIDIAN = { place: 'meridian', x: 200, y: 200 };

describe('trade with shops', () => {
  let realm: Realm;
  let ann: Person;

  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });

  after(() => realm.stop());

  beforeEach(async () => {
    ann = await realm.person();
  });

  const wealth = (person = ann) => wealthOf(realm.services.ledger, person.characterId);

  async function give(amounts: Record<string, number>, person = ann): Promise<void> {
    await reward(realm.services.ledger, person.characterId, amounts);
  }

  function trade(action: 'sell' | 'buy', body: object, key: string = randomUUID(), person = ann) {
    return realm.api('POST', `/trade/${action}`, {
      token: person.accessToken,
      body: { characterId: person.characterId, ...body },
      key,
    });
  }

  /** Nothing moves, and the answer is this error. */
  async function refused(action: 'sell' | 'buy', code: ErrorCode, body: object, person = ann) {
    const before = [await wealth(ann), await wealth(person)];
    const answer = await trade(action, body, randomUUID(), person);
    assert.equal(answer.error?.code, code, JSON.stringify(answer));
    const declared = errorsOf(ROUTES.find(({ id }) => id === action)!);
    assert.ok(declared.includes(code), `${action} does not declare ${code}`);
    assert.deepEqual([await wealth(ann), await wealth(person)], before);
  }

  /** The difference that `work` makes. */
  async function change(work: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = await wealth();
    await work();
    const after = await wealth();
    const assets = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changes = [...assets].map((asset) => [asset, (after[asset] ?? 0) - (before[asset] ?? 0)] as const);
    return Object.fromEntries(changes.filter(([, amount]) => amount !== 0));
  }

  it('SL7 the price list is the one of the place where the character is', async () => {
    const prices = async () =>
      (await realm.must('GET', `/trade/${ann.characterId}`, { token: ann.accessToken })).shop;
    const quay = await prices();
    assert.equal(quay.name, 'Quay Market');
    assert.deepEqual(
      quay.pays.find(({ kind }: { kind: string }) => kind === 'iron-ore'),
      { kind: 'iron-ore', price: 2 },
    );
    assert.deepEqual(quay.asks[0], { kind: 'health-draught', price: 14 });
    await realm.moveTo(ann, MERIDIAN);
    assert.equal((await prices()).name, 'Canal Exchange');
    await realm.moveTo(ann, { place: 'proving-pit', x: 200, y: 200 });
    assert.equal(await prices(), null);
  });

  it('SL3 some of a stack, then all of it, goes to the shop for its price', async () => {
    await give({ 'stack:silver-ore': 10 });
    let answer: Awaited<ReturnType<typeof trade>>;
    const some = await change(async () => {
      answer = await trade('sell', { kind: 'silver-ore', amount: 4 });
    });
    assert.deepEqual(some, { credits: 28, 'stack:silver-ore': -4 });
    const { credits, ...receipt } = answer!.data;
    assert.deepEqual(receipt, {
      kind: 'silver-ore',
      amount: 4,
      price: 7,
      total: 28,
      items: [],
    });
    assert.equal(credits, (await wealth()).credits);
    const all = await change(() => trade('sell', { kind: 'silver-ore', amount: 'all' }));
    assert.deepEqual(all, { credits: 42, 'stack:silver-ore': -6 });
  });

  it('SL3 the same goods have the price of the other place there', async () => {
    await give({ 'stack:silver-ore': 1 });
    await realm.moveTo(ann, MERIDIAN);
    assert.deepEqual(await change(() => trade('sell', { kind: 'silver-ore', amount: 1 })), {
      credits: 13,
      'stack:silver-ore': -1,
    });
  });

  it('SL6 what is unique comes with an id, and is sold by it, once', async () => {
    await give({ credits: 1000 });
    const bought = await trade('buy', { kind: 'brass-compass', amount: 2 });
    assert.equal(bought.data.total, 132);
    const [first, second] = bought.data.items;
    assert.equal(bought.data.items.length, 2);
    const sold = await trade('sell', { itemId: first });
    assert.deepEqual(
      [sold.data.kind, sold.data.amount, sold.data.total, sold.data.items],
      ['brass-compass', 1, 30, [first]],
    );
    await refused('sell', 'item_not_found', { itemId: first });
    assert.equal((await trade('sell', { itemId: second.toUpperCase() })).data.total, 30);
  });

  it('SL6 a stack is bought at the list price', async () => {
    await give({ credits: 1000 });
    assert.deepEqual(await change(() => trade('buy', { kind: 'health-draught', amount: 20 })), {
      credits: -280,
      'stack:health-draught': 20,
    });
  });

  it('SL6 who cannot pay, or cannot carry it, gets nothing', async () => {
    const { credits = 0 } = await wealth();
    const tooMany = Math.floor(credits / 14) + 1;
    await refused('buy', 'insufficient_credits', { kind: 'health-draught', amount: tooMany });
    await give({ credits: 1_000_000 });
    await refused('buy', 'over_capacity', { kind: 'health-draught', amount: 10_000 });
    await refused('buy', 'over_capacity', { kind: 'brass-compass', amount: 50 });
    await refused('buy', 'invalid_request', { kind: 'brass-compass', amount: 51 });
  });

  it('SL6 purchases at once do not fill more room than there is', async () => {
    await give({ credits: 1_000_000 });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => trade('buy', { kind: 'brass-compass', amount: 5 })),
    );
    const codes = new Set(answers.map((answer) => answer.error?.code ?? 'bought'));
    assert.deepEqual([...codes].sort(), ['bought', 'over_capacity']);
    const full = await trade('buy', { kind: 'brass-compass', amount: 5 });
    const { used, capacity } = full.error.details;
    assert.ok(used.slots - 5 <= capacity.slots && used.slots > capacity.slots, JSON.stringify(full.error));
  });

  it('SL4 a repeated key answers what the first answered, also from elsewhere, and nothing moves again', async () => {
    await give({ 'stack:silver-ore': 10 });
    const key = randomUUID();
    const sale = { kind: 'silver-ore', amount: 'all' };
    const first = await trade('sell', sale, key);
    await realm.moveTo(ann, { place: 'proving-pit', x: 200, y: 200 });
    assert.deepEqual(
      await change(async () => {
        assert.deepEqual((await trade('sell', sale, key)).data, first.data);
      }),
      {},
    );
    const other = await trade('sell', { ...sale, amount: 1 }, key);
    assert.equal(other.error.code, 'idempotency_key_reused');
    const none = await realm.api('POST', '/trade/sell', {
      token: ann.accessToken,
      body: { characterId: ann.characterId, ...sale },
    });
    assert.equal(none.error.code, 'idempotency_key_missing');
  });

  it('SL4 the same sale sent many times at once happens once', async () => {
    await give({ 'stack:silver-ore': 10 });
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => trade('sell', { kind: 'silver-ore', amount: 3 }, key)),
    );
    for (const answer of answers) assert.deepEqual(answer.data, answers[0]!.data);
    assert.equal((await wealth())['stack:silver-ore'], 7);
  });

  it('SL4 of many sales of the same goods at once as many succeed as there are goods for', async () => {
    await give({ 'stack:silver-ore': 10 });
    const before = (await wealth()).credits ?? 0;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => trade('sell', { kind: 'silver-ore', amount: 3 })),
    );
    const codes = answers.map((answer) => answer.error?.code ?? 'sold').sort();
    assert.deepEqual(codes, [...Array(7).fill('insufficient_items'), ...Array(3).fill('sold')]);
    const after = await wealth();
    assert.deepEqual([after['stack:silver-ore'], after.credits], [1, before + 9 * 7]);
  });

  it('SL5 what the shop does not trade in, what is bound and what nobody knows stays', async () => {
    await give({ 'stack:harbour-writ': 1, 'stack:silver-ore': 1 });
    await refused('sell', 'item_bound', { kind: 'harbour-writ', amount: 1 });
    await refused('sell', 'content_not_found', { kind: 'moon-cheese', amount: 1 });
    await refused('sell', 'insufficient_items', { kind: 'silver-ore', amount: 2 });
    await refused('sell', 'insufficient_items', { kind: 'void-shard', amount: 'all' });
    await refused('buy', 'not_traded_here', { kind: 'void-shard', amount: 1 });
    await refused('buy', 'content_not_found', { kind: 'moon-cheese', amount: 1 });
    await realm.moveTo(ann, { place: 'proving-pit', x: 200, y: 200 });
    await refused('sell', 'no_shop_here', { kind: 'silver-ore', amount: 1 });
    await refused('buy', 'no_shop_here', { kind: 'health-draught', amount: 1 });
  });

  it("SL5 nobody sells another's things, or as another", async () => {
    await give({ credits: 1000 });
    const { data } = await trade('buy', { kind: 'brass-compass', amount: 1 });
    const bob = await realm.person();
    await refused('sell', 'item_not_found', { itemId: data.items[0] }, bob);
    const asAnn = { characterId: ann.characterId, kind: 'silver-ore', amount: 1 };
    await refused('sell', 'character_not_found', asAnn, bob);
    await refused('buy', 'character_not_found', { ...asAnn, kind: 'health-draught' }, bob);
  });

  it('SL5 what is worn is not sold', async () => {
    await give({ credits: 1000 });
    const { data } = await trade('buy', { kind: 'brass-compass', amount: 1 });
    const [itemId] = data.items;
    await realm.database.run((manager) =>
      manager.query(`UPDATE items SET placed = 'equip:trinket-1' WHERE id = $1`, [itemId]),
    );
    await refused('sell', 'item_in_use', { itemId });
  });

  it('SL5 amounts that are no whole numbers from 1, and other forms, are refused', async () => {
    await give({ credits: 1000, 'stack:silver-ore': 10 });
    for (const amount of [0, -1, 1.5, 1e9 + 1, 2 ** 53, '1', 'ALL', null, [1], { $gt: 0 }, undefined]) {
      await refused('sell', 'invalid_request', { kind: 'silver-ore', amount });
      await refused('buy', 'invalid_request', { kind: 'health-draught', amount });
    }
    await refused('buy', 'invalid_request', { kind: 'health-draught', amount: 'all' });
    for (const kind of ["'; DROP TABLE items; --", '<script>', '__proto__', '', 7]) {
      await refused('sell', 'invalid_request', { kind, amount: 1 });
      await refused('buy', 'invalid_request', { kind, amount: 1 });
    }
    const itemId = randomUUID();
    await refused('sell', 'item_not_found', { itemId });
    await refused('sell', 'invalid_request', { itemId: 'mine' });
    await refused('sell', 'invalid_request', { itemId, kind: 'silver-ore', amount: 1 });
    await refused('sell', 'content_not_found', { kind: 'constructor', amount: 1 });
  });
});
