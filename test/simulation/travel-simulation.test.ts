import assert from 'node:assert/strict';
import { live, travel } from './sim-events.ts';
import { SimRealm } from './sim-realm.ts';

const RUNS = 2_000;
const CHAOS_MS = 8_000;
/** As long as whatever was begun may take: deadlines, seats that run out, retries. */
const SETTLE_MS = 25_000;

describe('simulation of placement, lease and travel', () => {
  const given = process.env.SEED;
  const seeds = given ? [Number(given)] : Array.from({ length: RUNS }, (_, i) => i + 1);

  it(`TR18 in ${seeds.length} seeded runs nobody is ever in two places, and in the end nobody in none`, async function () {
    this.timeout(300_000);
    const totals = { travels: 0, refusals: 0, deaths: 0 };
    for (const seed of seeds) {
      const { counts } = await replay(seed);
      totals.travels += counts.travels;
      totals.refusals += counts.refusals;
      totals.deaths += counts.deaths;
    }
    if (given) return;
    // Chaos that nobody gets through, or in which nothing goes wrong, would prove nothing.
    assert.ok(Math.min(totals.travels, totals.refusals, totals.deaths) > RUNS, JSON.stringify(totals));
  });

  it('TR18 a seed replays the same story', async () => {
    const [first, second] = [await replay(7), await replay(7)];
    assert.ok(first.story.length > 20, first.story.join('\n'));
    assert.deepEqual(first.story, second.story);
  });
});

async function replay(seed: number): Promise<SimRealm> {
  const realm = new SimRealm(seed);
  try {
    await run(realm);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`SEED=${seed}: ${what}\n${realm.story.join('\n')}`);
  }
  return realm;
}

async function run(realm: SimRealm): Promise<void> {
  await realm.start();
  await live(realm, CHAOS_MS);
  const quitter = realm.clients.at(-1)!;
  quitter.wantsIn = false;
  quitter.leave();
  realm.calmDown();
  await realm.time.advance(SETTLE_MS);
  assert.deepEqual(realm.ledger.violations, []);
  await assertWhole(realm);
  await assertPartiesTravel(realm);
  assert.deepEqual(realm.ledger.violations, []);
}

/** Whoever wants to be in the world is in it once, with the lease; nothing that was promised or prepared is left. */
async function assertWhole(realm: SimRealm): Promise<void> {
  await realm.lapse(60_000);
  const instances = realm.processes.flatMap((process) => [...process.instances.values()]);
  const located = new Map((await realm.locate()).map((one) => [one.characterId, one]));
  for (const client of realm.clients) {
    const { characterId, wantsIn } = client;
    const { instance, fence, place } = located.get(characterId)!;
    const played = instances.flatMap((one) => {
      const occupant = one.occupants.get(characterId);
      return occupant
        ? [{ instance: one.id, place: one.place.id, fence: occupant.fence, isFrozen: occupant.isFrozen }]
        : [];
    });
    assert.deepEqual(played, wantsIn ? [{ instance, place, fence, isFrozen: false }] : [], characterId);
    assert.equal(client.isInWorld, wantsIn, characterId);
    if (!wantsIn) assert.equal(instance, null, characterId);
  }
  for (const { id, held, joining } of instances) assert.equal(held.size + joining.size, 0, `seats of ${id}`);
  for (const { id, gate, departing } of realm.processes) {
    assert.deepEqual({ prepared: gate.waiting, departing }, { prepared: 0, departing: 0 }, id);
  }
}

/** What went wrong has broken nothing: every leader takes its whole party along. */
async function assertPartiesTravel(realm: SimRealm): Promise<void> {
  for (const memberIds of realm.parties.all()) {
    const members = realm.clients.filter((one) => memberIds.includes(one.characterId) && one.wantsIn);
    const leader = members.find(({ characterId }) => characterId === memberIds[0]);
    if (!leader) continue;
    const here = (await realm.locate()).find(({ characterId }) => characterId === leader.characterId)!.place;
    const goal = here === 'haven' ? 'forest' : 'haven';
    const travelling = travel(realm, leader, goal);
    await realm.time.advance(5_000);
    await travelling;
    const located = await realm.locate();
    const ends = members.map(({ characterId }) => located.find((one) => one.characterId === characterId)!);
    assert.deepEqual(new Set(ends.map(({ place }) => place)), new Set([goal]));
    assert.equal(new Set(ends.map(({ instance }) => instance)).size, 1, `a party in one ${goal}`);
    for (const member of members) assert.equal(member.isInWorld, true, member.characterId);
  }
}
