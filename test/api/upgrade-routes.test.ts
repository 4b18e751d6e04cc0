import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openContent } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { reward, wealthOf } from '../kit/wealth.ts';

describe('upgrades', () => {
  let realm: Realm;
  let ann: Person;

  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });

  after(() => realm.stop());

  beforeEach(async () => {
    ann = await realm.person();
    await spendAll();
  });

  const credits = async (person = ann) =>
    (await wealthOf(realm.services.ledger, person.characterId)).credits ?? 0;

  const give = (amount: number) => reward(realm.services.ledger, ann.characterId, { credits: amount });

  /** So that the tests reckon from zero, whatever newcomers are given. */
  async function spendAll(): Promise<void> {
    const amount = await credits();
    if (amount > 0) await give(-amount);
  }

  function buy(upgrade: string, key: string = randomUUID(), person = ann) {
    const path = `/upgrades/${person.characterId}/${upgrade}`;
    return realm.api('POST', path, { token: person.accessToken, key });
  }

  async function list() {
    const states = await realm.must('GET', `/upgrades/${ann.characterId}`, { token: ann.accessToken });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
    return new Map<string, any>(states.map((state: { id: string }) => [state.id, state]));
  }

  it('SL8 levels cost more and more, and are shown with the cost of the next', async () => {
    await give(120 + 264 + 50);
    assert.deepEqual((await buy('speed-boost')).data, { level: 1, paid: 120, credits: 314 });
    assert.deepEqual((await buy('speed-boost')).data, { level: 2, paid: 264, credits: 50 });
    const { level, cost, missing, maxLevel, effects } = (await list()).get('speed-boost');
    assert.deepEqual(
      { level, cost, missing, maxLevel, effects },
      {
        level: 2,
        cost: 581,
        missing: [],
        maxLevel: 5,
        effects: { speedBonus: 0.04 },
      },
    );
    const poor = await buy('speed-boost');
    assert.equal(poor.error.code, 'insufficient_credits');
    assert.equal(await credits(), 50);
  });

  it('SL8 the highest level is the last', async () => {
    await give(1_000_000);
    for (let level = 1; level <= 2; level++) await buy('debris-scanner');
    for (let level = 1; level <= 4; level++) assert.equal((await buy('cargo-magnet')).data.level, level);
    const before = await credits();
    assert.equal((await buy('cargo-magnet')).error.code, 'upgrade_maxed');
    assert.equal(await credits(), before);
    assert.equal((await list()).get('cargo-magnet').cost, null);
  });

  it('SL9 what an upgrade is built upon has to be there first', async () => {
    await give(10_000);
    const missing = [{ kind: 'upgrade', upgrade: 'debris-scanner', needed: 2, has: 0 }];
    const refusal = await buy('cargo-magnet');
    assert.deepEqual([refusal.error.code, refusal.error.details], ['requirements_unmet', { missing }]);
    assert.deepEqual((await list()).get('cargo-magnet').missing, missing);
    assert.equal(await credits(), 10_000);
  });

  it('SL10 a repeated key buys one level, however often and at once it is sent', async () => {
    await give(10_000);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => buy('speed-boost', key)));
    for (const answer of answers) {
      assert.deepEqual(answer.data, { level: 1, paid: 120, credits: 9_880 });
    }
    assert.equal((await buy('debris-scanner', key)).error.code, 'idempotency_key_reused');
    assert.equal(await credits(), 9_880);
  });

  it('SL10 purchases at once buy one level after the other, each at its own cost', async () => {
    await give(120 + 264 + 581 + 1_000);
    const answers = await Promise.all(Array.from({ length: 12 }, () => buy('speed-boost')));
    const bought = answers.filter(({ success }) => success).map(({ data }) => [data.level, data.paid]);
    assert.deepEqual(
      bought.sort(([a], [b]) => a - b),
      [
        [1, 120],
        [2, 264],
        [3, 581],
      ],
    );
    const codes = new Set(answers.filter(({ success }) => !success).map(({ error }) => error.code));
    assert.deepEqual([...codes], ['insufficient_credits']);
    assert.equal(await credits(), 1_000);
  });

  it('SL11 a wider inventory holds more at once', async () => {
    await give(1_000_000);
    const room = async () => {
      const answer = await realm.api('POST', '/trade/buy', {
        token: ann.accessToken,
        body: { characterId: ann.characterId, kind: 'brass-compass', amount: 50 },
        key: randomUUID(),
      });
      assert.equal(answer.error.code, 'over_capacity');
      return answer.error.details.capacity;
    };
    const { slots, weight } = await room();
    await buy('inventory-expansion');
    assert.deepEqual(await room(), { slots: slots + 5, weight: weight + 15_000 });
  });

  it('SL10 somebody else, an unknown upgrade and other forms buy nothing', async () => {
    await give(10_000);
    const bob = await realm.person();
    const asAnn = { ...bob, characterId: ann.characterId };
    assert.equal((await buy('speed-boost', randomUUID(), asAnn)).error.code, 'character_not_found');
    assert.equal((await buy('luck')).error.code, 'content_not_found');
    assert.equal((await buy('constructor')).error.code, 'content_not_found');
    assert.equal((await buy(encodeURIComponent("' OR 1=1 --"))).error.code, 'invalid_request');
    assert.equal((await buy('speed-boost', '')).error.code, 'idempotency_key_missing');
    assert.equal(await credits(), 10_000);
  });
});
