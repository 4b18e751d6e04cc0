import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { CHECKS } from '../../src/db/audit/checks.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { GameError } from '../../src/errors.ts';
import { MarketKit } from './kit.ts';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const OPERATIONS = 600;
const AT_ONCE = 25;
const KINDS = ['iron-ore', 'copper-ore', 'lumen-crystal'];

describe('the trading post in turmoil', () => {
  it('MK19 whatever many do at once, in whatever order, the books are right and nobody hears of a deadlock', async () => {
    console.log(`      seed ${SEED}`);
    const random = seededRandom(SEED);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const kit = await MarketKit.start();
    const stacks = Object.fromEntries(KINDS.map((kind) => [kind, 60]));
    const people = await Promise.all(Array.from({ length: 12 }, () => kit.person(3000, stacks)));
    const items = await Promise.all(people.map((one) => kit.item(one, 'tide-sabre')));
    const characters = makeCharacterStore(kit.database);
    const listings: string[] = [];
    const mails: [string, string][] = [];
    const keys = Array.from({ length: 3 }, () => randomUUID());

    const actions: (() => Promise<unknown>)[] = [
      async () => {
        const [goods, amount] = [pick(KINDS), 1 + Math.floor(random() * 8)];
        const terms = {
          unitPrice: random() < 0.6 ? 40 : null,
          startingBid: 20,
          hours: 1 + Math.floor(random() * 3),
        };
        const listed = await kit.list(pick(people), { goods: { kind: goods, amount }, ...terms });
        listings.push(listed.id);
      },
      async () => {
        const listed = await kit.list(pick(people), { goods: { itemId: pick(items) }, unitPrice: 90 });
        listings.push(listed.id);
      },
      async () => {
        const buyer = pick(people);
        const { mailId } = await kit.buy(buyer, pick(listings), 1 + Math.floor(random() * 8));
        mails.push([buyer, mailId]);
      },
      () => kit.bid(pick(people), pick(listings), 20 + Math.floor(random() * 80)),
      () => kit.bid(pick(people), pick(listings), 20 + Math.floor(random() * 80), pick(keys)),
      () => kit.cancel(pick(people), pick(listings)),
      async () => {
        const [owner, mailId] = pick(mails);
        await kit.claim(owner, mailId);
      },
      async () => {
        const owner = pick(people);
        for (const { id, claimedAt } of await kit.mails(owner)) if (!claimedAt) mails.push([owner, id]);
      },
      () => {
        const [one, two] = [pick(people), pick(people)];
        if (one === two) return Promise.resolve();
        const offer = (credits: number) => ({
          credits,
          stacks: [{ kind: pick(KINDS), amount: 1 }],
          items: [],
        });
        const sides = [
          { characterId: one, fence: 0, offer: offer(5) },
          { characterId: two, fence: 0, offer: offer(7) },
        ] as const;
        return kit.trades.settle({ id: `${random()}`, sides });
      },
      async () => {
        if (random() < 0.1) kit.later(0.5);
        await kit.market.closeExpired();
      },
      async () => {
        if (random() > 0.05) return;
        const one = pick(people.slice(0, 4));
        const record = await characters.find(one);
        if (record) await characters.delete(one, record.accountId);
      },
    ];

    let left = OPERATIONS;
    const codes = new Map<string, number>();
    const work = async () => {
      while (left-- > 0) {
        let code = 'done';
        try {
          if (listings.length === 0 || mails.length === 0) await actions[left % 3]!();
          else await pick(actions)();
        } catch (error) {
          if (error instanceof GameError) code = error.code;
          else if (listings.length > 0) throw error;
        }
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      assert.ok((codes.get('done') ?? 0) > OPERATIONS / 5, JSON.stringify([...codes]));
      for (const code of ['unavailable', 'internal']) assert.equal(codes.get(code), undefined);
      assert.deepEqual(kit.failures, []);
      for (const { name, sql } of CHECKS)
        assert.deepEqual(await kit.database.dataSource.query(sql), [], name);
    } finally {
      await kit.close();
    }
  });
});
