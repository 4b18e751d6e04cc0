import assert from 'node:assert/strict';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { FRIENDS_LIMIT } from '../../src/social/friend-store.ts';
import { PARTY_MAX_MEMBERS } from '../../src/social/party-store.ts';
import { SocialFixture } from '../contracts/social-fixture.ts';
import { postgresHarness } from '../contracts/social-harness.ts';
import { NOW } from '../kit/records.ts';

describe('races of parties and friends', () => {
  let fixture: SocialFixture;

  beforeEach(async () => {
    fixture = new SocialFixture(await postgresHarness());
  });
  afterEach(() => fixture.harness.close());

  it('PA3 of ten who accept at once four join', async () => {
    const [leader, ...guests] = (await fixture.newCharacters(11)).map(({ id }) => id);
    for (const guest of guests) {
      assert.equal(await fixture.parties.invite(leader!, guest, NOW), 'invited');
    }
    const partyId = await fixture.invitedTo(guests[0]!);
    const outcomes = await Promise.all(guests.map((guest) => fixture.parties.accept(guest, partyId, NOW)));
    assert.equal(outcomes.filter((outcome) => outcome === 'joined').length, 4);
    assert.equal(outcomes.filter((outcome) => outcome === 'full').length, 6);
    assert.equal((await fixture.memberIds(leader!)).length, PARTY_MAX_MEMBERS);
  });

  it('PA3 who accepts five invitations at once is in one party', async () => {
    const [guest, ...leaders] = (await fixture.newCharacters(6)).map(({ id }) => id);
    await Promise.all(leaders.map((leader) => fixture.parties.invite(leader, guest!, NOW)));
    const invites = await fixture.parties.invitesFor(guest!, NOW);
    const outcomes = await Promise.all(
      invites.map(({ partyId }) => fixture.parties.accept(guest!, partyId, NOW)),
    );
    assert.equal(outcomes.filter((outcome) => outcome === 'joined').length, 1);
    const members = await fixture.memberIds(guest!);
    assert.equal(members.length, 2);
    for (const leader of leaders.filter((id) => !members.includes(id))) {
      assert.equal(await fixture.parties.of(leader), null);
    }
  });

  it('PA3 two who accept each other’s invitations at once end in one party', async () => {
    const [one, two] = (await fixture.newCharacters(2)).map(({ id }) => id);
    await fixture.parties.invite(one!, two!, NOW);
    await fixture.parties.invite(two!, one!, NOW);
    const [toOne, toTwo] = [await fixture.invitedTo(one!), await fixture.invitedTo(two!)];
    const outcomes = await Promise.all([
      fixture.parties.accept(one!, toOne, NOW),
      fixture.parties.accept(two!, toTwo, NOW),
    ]);
    assert.deepEqual(outcomes.sort(), ['gone', 'joined']);
    assert.deepEqual((await fixture.memberIds(one!)).sort(), [one!, two!].sort());
  });

  it('PA3 ten first invitations at once of one character are of one party', async () => {
    const [leader, ...guests] = (await fixture.newCharacters(11)).map(({ id }) => id);
    const outcomes = await Promise.all(guests.map((guest) => fixture.parties.invite(leader!, guest, NOW)));
    assert.deepEqual(new Set(outcomes), new Set(['invited']));
    const parties = await Promise.all(guests.map((guest) => fixture.invitedTo(guest)));
    assert.equal(new Set(parties).size, 1);
  });

  it('PA4 of five who leave at once all are out, and nothing remains', async () => {
    const members = await fixture.newParty(5);
    const outcomes = await Promise.all(members.map((id) => fixture.parties.leave(id)));
    // The last two part together: the fifth is out before its own turn.
    assert.deepEqual(outcomes.sort(), ['left', 'left', 'left', 'left', 'not_in_party']);
    for (const id of members) assert.equal(await fixture.parties.of(id), null);
  });

  it('PA4 leaders who kick and appoint each other at once leave one leader', async () => {
    const members = await fixture.newParty(5);
    const [leader, second] = members;
    const outcomes = await Promise.all([
      fixture.parties.lead(leader!, second!),
      fixture.parties.kick(leader!, second!),
      fixture.parties.kick(second!, leader!),
      fixture.parties.lead(second!, leader!),
    ]);
    const left = (await Promise.all(members.map((id) => fixture.parties.of(id)))).filter((party) => party);
    const kicked = outcomes.filter((outcome) => outcome === 'kicked').length;
    assert.equal(left.length, 5 - kicked);
    assert.equal(new Set(left.map((party) => party!.leaderId)).size, 1);
    assert.ok(left[0]!.members.some(({ characterId }) => characterId === left[0]!.leaderId));
  });

  const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  it(`PA3 PA4 PA6 400 random changes, 16 at once, leave every party whole (SEED=${SEED})`, async () => {
    const random = seededRandom(SEED);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const people = await fixture.newCharacters(14);
    const ids = people.map(({ id }) => id);
    const accept = async (id: string) => {
      const invites = await fixture.parties.invitesFor(id, NOW);
      return invites.length > 0 && fixture.parties.accept(id, invites[0]!.partyId, NOW);
    };
    const invite = async (id: string, other: string) =>
      fixture.parties.invite((await fixture.leaderOf(id)) ?? id, other, NOW);
    // Joining is more likely than leaving, or parties would never grow.
    const changes: ((id: string, other: string) => Promise<unknown>)[] = [
      ...Array(6).fill(invite),
      ...Array(6).fill(accept),
      (id) => fixture.parties.leave(id),
      (id, other) => fixture.parties.kick(id, other),
      (id, other) => fixture.parties.lead(id, other),
      (id) => fixture.parties.disband(id),
      async (id) => {
        const character = people.find((person) => person.id === id)!;
        if ((await fixture.characters.delete(id, character.accountId)) !== 'deleted') return;
        await fixture.characters.create(character, people.length);
      },
    ];
    let largest = 0;
    for (let round = 0; round < 25; round++) {
      await Promise.all(Array.from({ length: 16 }, () => pick(changes)(pick(ids), pick(ids))));
      for (const id of ids) {
        const party = await fixture.parties.of(id);
        if (!party) continue;
        const members = party.members.map(({ characterId }) => characterId);
        largest = Math.max(largest, members.length);
        assert.ok(members.includes(id) && members.includes(party.leaderId), `SEED=${SEED}`);
        assert.ok(members.length <= PARTY_MAX_MEMBERS && new Set(members).size === members.length);
        for (const other of members) {
          const same = (await fixture.parties.of(other))!;
          assert.deepEqual([same.id, same.leaderId], [party.id, party.leaderId], `SEED=${SEED}`);
        }
      }
    }
    assert.ok(largest > 2, `the largest party had ${largest}, SEED=${SEED}`);
  }).timeout(60_000);

  it('FR1 requests of two at once make them friends once', async () => {
    const [one, two] = (await fixture.newCharacters(2)).map(({ id }) => id);
    const outcomes = await Promise.all([
      fixture.friends.request(one!, two!, NOW),
      fixture.friends.request(two!, one!, NOW),
    ]);
    assert.deepEqual(outcomes.sort(), ['friends', 'requested']);
    assert.equal((await fixture.friends.lists(one!)).friends.length, 1);
    assert.equal((await fixture.friends.lists(two!)).friends.length, 1);
  });

  it('FR2 requests at once do not exceed the limit', async () => {
    const [one, ...others] = (await fixture.newCharacters(FRIENDS_LIMIT + 11)).map(({ id }) => id);
    const outcomes = await Promise.all(others.map((other) => fixture.friends.request(one!, other, NOW)));
    assert.equal(outcomes.filter((outcome) => outcome === 'requested').length, FRIENDS_LIMIT);
    assert.equal(outcomes.filter((outcome) => outcome === 'limit_reached').length, 10);
  }).timeout(60_000);

  it('FR4 a block and a request at once never leave a request behind', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const [one, two] = (await fixture.newCharacters(2)).map(({ id }) => id);
      await Promise.all([fixture.friends.request(one!, two!, NOW), fixture.friends.block(two!, one!, NOW)]);
      assert.deepEqual((await fixture.friends.lists(two!)).incoming, []);
    }
  });
});
