import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BLOCKS_LIMIT, FRIENDS_LIMIT } from '../../src/social/friend-store.ts';
import { HOSTILE_TEXTS, later, NOW } from '../kit/records.ts';
import { SocialFixture, type SocialHarness } from './social-fixture.ts';

const NOBODY = { friends: [], incoming: [], outgoing: [], blocked: [] };

/** What every FriendStore does, whatever it keeps its records in. */
export function friendStoreContract(name: string, open: () => Promise<SocialHarness>): void {
  describe(`FriendStore: ${name}`, () => {
    let fixture: SocialFixture;

    before(async () => {
      fixture = new SocialFixture(await open());
    });
    after(() => fixture.harness.close());

    describe('requests', () => {
      it('FR1 an accepted request makes two friends, each in the list of the other', async () => {
        const [one, two] = await fixture.newCharacters(2);
        assert.equal(await fixture.friends.request(one!.id, two!.id, NOW), 'requested');
        assert.deepEqual(await fixture.friends.lists(one!.id), {
          ...NOBODY,
          outgoing: [{ characterId: two!.id, name: two!.name, at: NOW }],
        });
        assert.deepEqual(await fixture.friends.lists(two!.id), {
          ...NOBODY,
          incoming: [{ characterId: one!.id, name: one!.name, at: NOW }],
        });
        assert.equal(await fixture.friends.accept(two!.id, one!.id, later(5)), 'friends');
        for (const [own, other] of [
          [one!, two!],
          [two!, one!],
        ] as const) {
          const { id: characterId, name, level, classId } = other;
          const friend = { characterId, name, level, classId, since: later(5), place: null };
          assert.deepEqual(await fixture.friends.lists(own.id), { ...NOBODY, friends: [friend] });
        }
      });

      it('FR1 requests that cross make friends at once; repeated ones change nothing', async () => {
        const [one, two] = await fixture.newCharacters(2);
        assert.equal(await fixture.friends.request(one!.id, two!.id, NOW), 'requested');
        assert.equal(await fixture.friends.request(one!.id, two!.id, later(9)), 'already');
        assert.equal(await fixture.friends.request(two!.id, one!.id, NOW), 'friends');
        assert.equal(await fixture.friends.request(one!.id, two!.id, NOW), 'already');
        assert.equal((await fixture.friends.lists(one!.id)).friends.length, 1);
        assert.deepEqual((await fixture.friends.lists(one!.id)).outgoing, []);
      });

      it('FR1 nobody accepts a request that was not made to it, or asks itself or nobody', async () => {
        const [one, two, three] = (await fixture.newCharacters(3)).map(({ id }) => id);
        await fixture.friends.request(one!, two!, NOW);
        assert.equal(await fixture.friends.accept(one!, two!, NOW), 'not_found');
        assert.equal(await fixture.friends.accept(three!, one!, NOW), 'not_found');
        assert.equal(await fixture.friends.request(one!, one!, NOW), 'not_found');
        assert.equal(await fixture.friends.request(one!, randomUUID(), NOW), 'not_found');
        assert.deepEqual((await fixture.friends.lists(three!)).friends, []);
      });

      it('FR2 a character has 200 friends and open requests at most, and is asked by no more', async () => {
        const people = (await fixture.newCharacters(FRIENDS_LIMIT + 2)).map(({ id }) => id);
        const [one, last, ...others] = people as [string, string, ...string[]];
        for (const other of others.slice(0, 100)) await fixture.friends.request(one, other, NOW);
        for (const other of others.slice(100)) await fixture.befriend(other, one);
        assert.equal(await fixture.friends.request(one, last, NOW), 'limit_reached');
        assert.equal(await fixture.friends.request(last, one, NOW), 'requested');
        for (const other of others.slice(0, 99)) {
          assert.equal(await fixture.friends.accept(other, one, NOW), 'friends');
        }
        assert.equal(await fixture.friends.accept(one, last, NOW), 'friends');
        assert.equal(await fixture.friends.accept(others[99]!, one, NOW), 'limit_reached');
        assert.equal((await fixture.friends.lists(one)).friends.length, FRIENDS_LIMIT);
        const stranger = await fixture.newCharacter();
        assert.equal(await fixture.friends.request(stranger.id, one, NOW), 'limit_reached');
        await fixture.friends.remove(one, last);
        assert.equal(await fixture.friends.accept(others[99]!, one, NOW), 'friends');
      }).timeout(60_000);

      it('FR3 either side ends a friendship, takes a request back or declines it', async () => {
        const [one, two] = (await fixture.newCharacters(2)).map(({ id }) => id);
        await fixture.befriend(one!, two!);
        assert.equal(await fixture.friends.remove(two!, one!), 'removed');
        assert.equal(await fixture.friends.remove(one!, two!), 'not_found');
        for (const id of [one!, two!]) {
          await fixture.friends.request(one!, two!, NOW);
          assert.equal(await fixture.friends.remove(id, id === one ? two! : one!), 'removed');
          assert.deepEqual(await fixture.friends.lists(one!), NOBODY);
          assert.deepEqual(await fixture.friends.lists(two!), NOBODY);
        }
      });

      it('FR3 a deleted character is in nobody’s list', async () => {
        const [gone, friend, asked, blocker] = await fixture.newCharacters(4);
        await fixture.befriend(gone!.id, friend!.id);
        await fixture.friends.request(gone!.id, asked!.id, NOW);
        await fixture.friends.block(blocker!.id, gone!.id, NOW);
        assert.equal(await fixture.characters.delete(gone!.id, gone!.accountId), 'deleted');
        for (const { id } of [friend!, asked!, blocker!]) {
          assert.deepEqual(await fixture.friends.lists(id), NOBODY);
        }
      });
    });

    describe('blocks', () => {
      it('FR4 a block ends friendship and requests, and neither may ask again until it is lifted', async () => {
        const [one, friend, asking] = await fixture.newCharacters(3);
        await fixture.befriend(one!.id, friend!.id);
        await fixture.friends.request(asking!.id, one!.id, NOW);
        for (const other of [friend!, asking!]) {
          assert.equal(await fixture.friends.block(one!.id, other.id, NOW), 'blocked');
          assert.equal(await fixture.friends.request(other.id, one!.id, NOW), 'blocked');
          assert.equal(await fixture.friends.request(one!.id, other.id, NOW), 'blocked');
          assert.deepEqual(await fixture.friends.lists(other.id), NOBODY);
        }
        assert.equal(await fixture.friends.block(one!.id, friend!.id, NOW), 'blocked');
        const { blocked, ...rest } = await fixture.friends.lists(one!.id);
        assert.deepEqual(rest, { friends: [], incoming: [], outgoing: [] });
        const byName = (list: { name: string }[]) => list.sort((a, b) => (a.name < b.name ? -1 : 1));
        assert.deepEqual(
          byName(blocked),
          byName([friend!, asking!].map(({ id, name }) => ({ characterId: id, name }))),
        );
        assert.equal(await fixture.friends.unblock(friend!.id, one!.id), 'not_found');
        assert.equal(await fixture.friends.unblock(one!.id, friend!.id), 'unblocked');
        assert.equal(await fixture.friends.unblock(one!.id, friend!.id), 'not_found');
        assert.equal(await fixture.friends.request(friend!.id, one!.id, NOW), 'requested');
      });

      it('FR4 who was blocked is told nothing, who blocked is', async () => {
        const [one, two, three, four] = (await fixture.newCharacters(4)).map(({ id }) => id);
        await fixture.befriend(one!, two!);
        await fixture.friends.request(three!, four!, NOW);
        await fixture.heard('friends', [three!]);
        fixture.forgetNews();
        await fixture.friends.block(one!, two!, NOW);
        await fixture.friends.unblock(one!, two!);
        // News come in the order of the changes: with these, those of the block have been heard.
        await fixture.friends.remove(four!, three!);
        await fixture.heard('friends', [one!, three!]);
        assert.equal(fixture.wasTold('friends', two!), false);
        assert.equal(fixture.wasTold('invite', two!), false);
      });

      it('FR2 a character blocks 200 others at most', async () => {
        const [one, ...others] = (await fixture.newCharacters(BLOCKS_LIMIT + 2)).map(({ id }) => id);
        const last = others.pop()!;
        for (const other of others) {
          assert.equal(await fixture.friends.block(one!, other, NOW), 'blocked');
        }
        assert.equal(await fixture.friends.block(one!, last, NOW), 'limit_reached');
        assert.equal(await fixture.friends.block(one!, others[0]!, NOW), 'blocked');
        assert.equal(await fixture.friends.block(one!, one!, NOW), 'not_found');
        assert.equal(await fixture.friends.block(one!, randomUUID(), NOW), 'not_found');
        assert.equal((await fixture.friends.lists(one!)).blocked.length, BLOCKS_LIMIT);
      }).timeout(60_000);
    });

    describe('presence', () => {
      it('FR5 a friend is shown where it is in the world, and nowhere after 60 s of silence', async () => {
        const [one, two] = await fixture.newCharacters(2);
        await fixture.befriend(one!.id, two!.id);
        await fixture.enter(two!, 'room-1');
        const place = async () => (await fixture.friends.lists(one!.id)).friends[0]!.place;
        assert.equal(await place(), 'haven');
        await fixture.harness.ageLeases(61);
        assert.equal(await place(), null);
      });

      it('FR6 company is where friends and blocked people of any of the characters are, in that place alone', async () => {
        const [one, two, shared, near, far, away, foe, hater] = await fixture.newCharacters(8);
        for (const other of [shared!, near!, far!, away!, two!]) await fixture.befriend(one!.id, other.id);
        await fixture.befriend(two!.id, shared!.id);
        await fixture.friends.block(two!.id, foe!.id, NOW);
        await fixture.friends.block(hater!.id, one!.id, NOW);
        for (const friend of [two!, shared!, near!]) await fixture.enter(friend, 'room-1');
        const taken = await fixture.characters.takeLease(far!.id, far!.accountId, 'room-2');
        const save = { ...far!, characterId: far!.id, fence: taken!.fence, place: 'meridian' };
        await fixture.characters.saveCharacters([save]);
        await fixture.enter(foe!, 'room-3');
        await fixture.enter(hater!, 'room-4');
        const company = async (place: string, ...ids: string[]) => {
          const { friends, blocked } = await fixture.friends.companyIn(place, ids);
          return [friends.sort(), blocked.sort()];
        };
        const ids = [one!.id, two!.id];
        assert.deepEqual(await company('haven', ...ids), [
          ['room-1', 'room-1'],
          ['room-3', 'room-4'],
        ]);
        assert.deepEqual(await company('haven', one!.id), [['room-1', 'room-1', 'room-1'], ['room-4']]);
        assert.deepEqual(await company('meridian', ...ids), [['room-2'], []]);
        assert.deepEqual(await company('nowhere', ...ids), [[], []]);
        assert.deepEqual(await company('haven'), [[], []]);
        await fixture.harness.ageLeases(61);
        assert.deepEqual(await company('haven', ...ids), [[], []]);
      });

      it('FR7 both sides are told of requests, friendships and their ends', async () => {
        const [one, two] = (await fixture.newCharacters(2)).map(({ id }) => id);
        const changes = [
          () => fixture.friends.request(one!, two!, NOW),
          () => fixture.friends.accept(two!, one!, NOW),
          () => fixture.friends.remove(one!, two!),
        ];
        for (const change of changes) {
          fixture.forgetNews();
          await change();
          await fixture.heard('friends', [one!, two!]);
        }
      });
    });

    for (const text of HOSTILE_TEXTS) {
      it(`FR8 ${JSON.stringify(text)} names nobody and no place`, async () => {
        const { id } = await fixture.newCharacter();
        assert.deepEqual(await fixture.friends.lists(text), NOBODY);
        for (const [one, other] of [
          [text, id],
          [id, text],
        ] as const) {
          assert.equal(await fixture.friends.request(one, other, NOW), 'not_found');
          assert.equal(await fixture.friends.accept(one, other, NOW), 'not_found');
          assert.equal(await fixture.friends.remove(one, other), 'not_found');
          assert.equal(await fixture.friends.block(one, other, NOW), 'not_found');
          assert.equal(await fixture.friends.unblock(one, other), 'not_found');
        }
        const nobody = { friends: [], blocked: [] };
        assert.deepEqual(await fixture.friends.companyIn(text, [id, text]), nobody);
      });
    }
  });
}
