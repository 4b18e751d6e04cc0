import assert from 'node:assert/strict';
import { Api } from '../../loadtest/economy/api.ts';
import { createWealthyPeople } from '../../loadtest/economy/wealthy-people.ts';
import type { Person } from '../../loadtest/person.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { Realm } from '../kit/realm.ts';

const ROUNDS = 15;
const AT_ONCE = 8;
const JWT_SECRET = 'a secret of those who leave in the middle of it, long';

describe('characters that are deleted in the middle of it', function () {
  this.timeout(120_000);
  let realm: Realm;
  let api: Api;

  before(async () => {
    realm = await Realm.start({ env: { JWT_SECRET, REQUESTS_PER_MINUTE: '1000000' } });
    api = new Api(() => new URL(realm.url), false);
  });
  after(() => realm.stop());

  function ask({ accessToken: token, characterId }: Person, path: string, body: object = {}) {
    const key = crypto.randomUUID();
    return api.ask({ token, method: 'POST', path, key, body: { characterId, ...body } });
  }

  const end = ({ accessToken: token, characterId }: Person) =>
    api.ask({ token, method: 'DELETE', path: `/characters/${characterId}` });

  function times<T>(count: number, work: (n: number) => Promise<T>): Promise<T>[] {
    return Array.from({ length: count }, (_, n) => work(n));
  }

  /** @param race what happens at once, each time among other people; who leaves comes first */
  async function prove(race: (leaver: Person, others: Person[]) => Promise<Promise<{ status: number }>[]>) {
    const people = await createWealthyPeople(realm.database, JWT_SECRET, ROUNDS * (AT_ONCE + 1));
    for (let round = 0; round < ROUNDS; round++) {
      const [leaver, ...others] = people.splice(0, AT_ONCE + 1) as [Person, ...Person[]];
      const answers = await Promise.all([...(await race(leaver, others))]);
      assert.ok(
        answers.every(({ status }) => status < 500),
        JSON.stringify(answers),
      );
      const { data } = await api.ask({ token: leaver.accessToken, method: 'GET', path: '/characters' });
      assert.deepEqual(data, []);
    }
    assert.deepEqual((await makeEconomyAudit(realm.database).run()).problems, []);
    assert.equal(await deadlocks(), 0);
  }

  /** Since the database began: each of them has kept somebody waiting for a second. */
  async function deadlocks(): Promise<number> {
    const { rows } = await realm.database.query({
      text: 'SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()',
    });
    return (rows[0] as { count: number }).count;
  }

  it('EP12 who sells to the shop and is deleted leaves nothing that is nobody’s', () =>
    prove(async (leaver) => [
      ...times(AT_ONCE, () => ask(leaver, '/trade/sell', { kind: 'iron-ore', amount: 1 })),
      end(leaver),
    ]));

  it('EP12 a seller who is deleted while others buy and bid leaves nothing that is nobody’s', () =>
    prove(async (leaver, others) => {
      const goods = { kind: 'iron-ore', amount: AT_ONCE };
      const terms = { goods, hours: 24 };
      const { data: sale } = await ask(leaver, '/market/listings', { ...terms, unitPrice: 5 });
      const { data: auction } = await ask(leaver, '/market/listings', { ...terms, startingBid: 5 });
      return [
        ...others.map((buyer) => ask(buyer, `/market/listings/${sale.id}/buy`, { amount: 1 })),
        ...others.map((bidder, n) =>
          ask(bidder, `/market/listings/${auction.id}/bids`, { amount: 5 + 9 * n }),
        ),
        end(leaver),
      ];
    }));

  it('EP12 a buyer and bidder who is deleted meanwhile leaves nothing that is nobody’s', () =>
    prove(async (leaver, [seller, rival]) => {
      const terms = { goods: { kind: 'iron-ore', amount: AT_ONCE }, hours: 24 };
      const { data: sale } = await ask(seller!, '/market/listings', { ...terms, unitPrice: 5 });
      const { data: auction } = await ask(seller!, '/market/listings', { ...terms, startingBid: 5 });
      await ask(leaver, `/market/listings/${auction.id}/bids`, { amount: 6 });
      return [
        ...times(AT_ONCE, () => ask(leaver, `/market/listings/${sale.id}/buy`, { amount: 1 })),
        ...times(AT_ONCE, (n) =>
          ask(n % 2 ? rival! : leaver, `/market/listings/${auction.id}/bids`, { amount: 10 + 9 * n }),
        ),
        end(leaver),
      ];
    }));

  it('EP12 who hands everything over and is deleted leaves nothing that is nobody’s', () =>
    prove(async (leaver) => {
      const transfer = {
        from: leaver.characterId,
        to: 'storage',
        credits: 10,
        stacks: [{ kind: 'iron-ore', amount: 1 }],
      };
      const { accessToken: token } = leaver;
      return [
        ...times(AT_ONCE, () =>
          api.ask({
            token,
            method: 'POST',
            path: '/inventory/transfer',
            key: crypto.randomUUID(),
            body: transfer,
          }),
        ),
        end(leaver),
      ];
    }));
});
