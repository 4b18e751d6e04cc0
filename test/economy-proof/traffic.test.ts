import assert from 'node:assert/strict';
import { Api } from '../../loadtest/economy/api.ts';
import { prove } from '../../loadtest/economy/proof.ts';
import { Traffic } from '../../loadtest/economy/traffic.ts';
import { createWealthyPeople } from '../../loadtest/economy/wealthy-people.ts';
import { Realm } from '../kit/realm.ts';

const CLIENTS = 50;
/** A fifth of a long evening; `ECONOMY_ACTIONS=10000` plays all of it. */
const ACTIONS = Number(process.env.ECONOMY_ACTIONS ?? 2_000);
const JWT_SECRET = 'a secret of the random traffic, long enough';

describe('the economy under random traffic', function () {
  this.timeout(300_000);
  let realm: Realm;

  before(async () => {
    realm = await Realm.start({ env: { JWT_SECRET, REQUESTS_PER_MINUTE: '1000000' } });
  });
  after(() => realm.stop());

  it(`EP1 ${ACTIONS} actions of ${CLIENTS} clients, repeated and reordered, are each done once or not at all`, async () => {
    const seed = Number(process.env.ECONOMY_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const api = new Api(() => new URL(realm.url), false);
    const people = await createWealthyPeople(realm.database, JWT_SECRET, CLIENTS);
    const traffic = new Traffic({ api, gifts: null, people, seed, deletes: true });
    await traffic.open();
    await traffic.run((begun) => begun >= ACTIONS);
    const proof = await prove(traffic, api, realm.database);
    if (process.env.ECONOMY_SHOW) console.log([...traffic.journal.outcomes].sort(), traffic.gone.size);
    assert.deepEqual(
      proof,
      { complaints: [], audit: [], lost: [], unknown: [], differences: [] },
      `ECONOMY_SEED=${seed}`,
    );
    assert.ok(traffic.journal.done.length > ACTIONS / 4, `${traffic.journal.done.length} were done`);
  });
});
