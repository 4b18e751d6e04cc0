import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { INVITE_TIMEOUT_SEC, INVITES_PER_PARTY, PARTY_MAX_MEMBERS } from '../../src/social/party-store.ts';
import { HOSTILE_TEXTS, later, NOW } from '../kit/records.ts';
import { SocialFixture, type SocialHarness } from './social-fixture.ts';

/** What every PartyStore does, whatever it keeps its records in. */
export function partyStoreContract(name: string, open: () => Promise<SocialHarness>): void {
  describe(`PartyStore: ${name}`, () => {
    let fixture: SocialFixture;

    before(async () => {
      fixture = new SocialFixture(await open());
    });
    after(() => fixture.harness.close());

    describe('invitations', () => {
      it('PA1 the answer to an invitation makes a party, which the inviter leads', async () => {
        const [leader, guest] = await fixture.newCharacters(2);
        assert.equal(await fixture.parties.invite(leader!.id, guest!.id, NOW), 'invited');
        assert.equal(await fixture.parties.of(leader!.id), null);
        const [invite] = await fixture.parties.invitesFor(guest!.id, NOW);
        assert.deepEqual(invite, {
          partyId: invite!.partyId,
          fromId: leader!.id,
          from: leader!.name,
          expiresAt: later(INVITE_TIMEOUT_SEC),
        });
        assert.equal(await fixture.parties.accept(guest!.id, invite!.partyId, NOW), 'joined');
        const member = ({ id, name }: { id: string; name: string }) => ({
          characterId: id,
          name,
          level: 1,
          classId: 'vanguard',
          place: null,
          instance: null,
        });
        const party = {
          id: invite!.partyId,
          leaderId: leader!.id,
          members: [member(leader!), member(guest!)],
        };
        assert.deepEqual(await fixture.parties.of(leader!.id), party);
        assert.deepEqual(await fixture.parties.of(guest!.id), party);
        assert.deepEqual(await fixture.parties.invitesFor(guest!.id, NOW), []);
      });

      it('PA1 only the leader invites, and only who is in no party', async () => {
        const [leader, member] = await fixture.newParty(2);
        const [stranger] = await fixture.newParty(2);
        const free = await fixture.newCharacter();
        assert.equal(await fixture.parties.invite(member!, free.id, NOW), 'not_leader');
        assert.equal(await fixture.parties.invite(leader!, stranger!, NOW), 'in_party');
        assert.equal(await fixture.parties.invite(leader!, member!, NOW), 'in_party');
        assert.equal(await fixture.parties.invite(leader!, leader!, NOW), 'not_found');
        assert.equal(await fixture.parties.invite(leader!, randomUUID(), NOW), 'not_found');
        assert.equal(await fixture.parties.invite(randomUUID(), free.id, NOW), 'not_found');
        assert.deepEqual(await fixture.parties.invitesFor(free.id, NOW), []);
      });

      it('PA2 an invitation is gone after 60 s, once it was answered, and for everybody else', async () => {
        const [leader, guest, other] = await fixture.newCharacters(3);
        await fixture.parties.invite(leader!.id, guest!.id, NOW);
        const partyId = await fixture.invitedTo(guest!.id);
        assert.equal(await fixture.parties.accept(other!.id, partyId, NOW), 'gone');
        const end = later(INVITE_TIMEOUT_SEC);
        assert.deepEqual(await fixture.parties.invitesFor(guest!.id, end), []);
        assert.equal(await fixture.parties.accept(guest!.id, partyId, end), 'gone');
        assert.equal(await fixture.parties.decline(guest!.id, partyId, end), 'gone');
        assert.equal(await fixture.parties.decline(guest!.id, partyId, later(59)), 'declined');
        assert.equal(await fixture.parties.decline(guest!.id, partyId, NOW), 'gone');
        assert.equal(await fixture.parties.accept(guest!.id, partyId, NOW), 'gone');
        assert.equal(await fixture.parties.accept(guest!.id, randomUUID(), NOW), 'gone');
      });

      it('PA2 a party has ten open invitations; a repeated one stands anew and takes no second place', async () => {
        const [leader, first, ...others] = await fixture.newCharacters(INVITES_PER_PARTY + 2);
        const last = others.pop()!;
        for (const guest of [first!, ...others]) {
          assert.equal(await fixture.parties.invite(leader!.id, guest.id, NOW), 'invited');
        }
        assert.equal(await fixture.parties.invite(leader!.id, last.id, NOW), 'too_many');
        assert.equal(await fixture.parties.invite(leader!.id, first!.id, later(30)), 'invited');
        assert.deepEqual(
          (await fixture.parties.invitesFor(first!.id, NOW)).map(({ expiresAt }) => expiresAt),
          [later(30 + INVITE_TIMEOUT_SEC)],
        );
        assert.equal(await fixture.parties.invite(leader!.id, last.id, later(61)), 'invited');
      });

      it('PA2 who joins a party has no other invitations any more, and its own ones are withdrawn', async () => {
        const [one, two, guest, third] = await fixture.newCharacters(4);
        await fixture.parties.invite(one!.id, guest!.id, NOW);
        const partyId = await fixture.invitedTo(guest!.id);
        await fixture.parties.invite(two!.id, guest!.id, NOW);
        await fixture.parties.invite(guest!.id, third!.id, NOW);
        assert.equal(await fixture.parties.accept(guest!.id, partyId, NOW), 'joined');
        assert.deepEqual(await fixture.parties.invitesFor(guest!.id, NOW), []);
        assert.deepEqual(await fixture.parties.invitesFor(third!.id, NOW), []);
        assert.deepEqual(await fixture.memberIds(guest!.id), [one!.id, guest!.id]);
      });

      it('PA3 nobody joins a full party or a second one', async () => {
        const members = await fixture.newParty(PARTY_MAX_MEMBERS - 1);
        const [late, later] = await fixture.newCharacters(2);
        await fixture.parties.invite(members[0]!, late!.id, NOW);
        await fixture.parties.invite(members[0]!, later!.id, NOW);
        const partyId = await fixture.invitedTo(late!.id);
        assert.equal(await fixture.parties.accept(late!.id, partyId, NOW), 'joined');
        assert.equal(await fixture.parties.accept(later!.id, partyId, NOW), 'full');
        assert.deepEqual(await fixture.memberIds(late!.id), [...members, late!.id]);
        assert.equal(await fixture.parties.of(later!.id), null);
        assert.equal(await fixture.parties.invite(members[0]!, later!.id, NOW), 'full');
      });

      it('PA3 who leads others may not join elsewhere with an older invitation', async () => {
        const [one, two, guest] = await fixture.newCharacters(3);
        await fixture.parties.invite(one!.id, two!.id, NOW);
        const partyId = await fixture.invitedTo(two!.id);
        await fixture.join(two!.id, guest!.id);
        assert.equal(await fixture.parties.accept(two!.id, partyId, NOW), 'in_party');
        assert.deepEqual(await fixture.memberIds(two!.id), [two!.id, guest!.id]);
      });
    });

    describe('leaving', () => {
      it('PA4 the oldest member succeeds a leader who leaves, and only members leave', async () => {
        const [leader, second, third] = await fixture.newParty(3);
        assert.equal(await fixture.parties.leave(leader!), 'left');
        assert.equal(await fixture.parties.leave(leader!), 'not_in_party');
        assert.deepEqual(await fixture.memberIds(third!), [second!, third!]);
        assert.equal(await fixture.leaderOf(third!), second);
      });

      it('PA4 an appointed leader leads, and the oldest member follows it too', async () => {
        const [leader, second, third] = await fixture.newParty(3);
        assert.equal(await fixture.parties.lead(leader!, third!), 'done');
        assert.equal(await fixture.leaderOf(second!), third);
        assert.equal(await fixture.parties.lead(leader!, second!), 'not_leader');
        assert.equal(await fixture.parties.leave(third!), 'left');
        assert.equal(await fixture.leaderOf(second!), leader);
      });

      it('PA4 only the leader kicks, appoints and disbands, and only in its own party', async () => {
        const [leader, second, third] = await fixture.newParty(3);
        const [stranger] = await fixture.newParty(2);
        const free = await fixture.newCharacter();
        assert.equal(await fixture.parties.kick(second!, third!), 'not_leader');
        assert.equal(await fixture.parties.disband(second!), 'not_leader');
        for (const other of [stranger!, free.id, randomUUID()]) {
          assert.equal(await fixture.parties.kick(leader!, other), 'not_in_party');
          assert.equal(await fixture.parties.lead(leader!, other), 'not_in_party');
        }
        for (const loner of [free.id, randomUUID()]) {
          assert.equal(await fixture.parties.leave(loner), 'not_in_party');
          assert.equal(await fixture.parties.kick(loner, second!), 'not_in_party');
          assert.equal(await fixture.parties.lead(loner, second!), 'not_in_party');
          assert.equal(await fixture.parties.disband(loner), 'not_in_party');
        }
        assert.equal((await fixture.memberIds(stranger!)).length, 2);
        assert.equal(await fixture.parties.kick(leader!, second!), 'kicked');
        assert.equal(await fixture.parties.of(second!), null);
        assert.deepEqual(await fixture.memberIds(leader!), [leader!, third!]);
      });

      it('PA5 the last two part together, and the invitations end with the party', async () => {
        const [leader, second] = await fixture.newParty(2);
        const guest = await fixture.newCharacter();
        await fixture.parties.invite(leader!, guest.id, NOW);
        const partyId = await fixture.invitedTo(guest.id);
        assert.equal(await fixture.parties.leave(second!), 'left');
        assert.equal(await fixture.parties.of(leader!), null);
        assert.deepEqual(await fixture.parties.invitesFor(guest.id, NOW), []);
        assert.equal(await fixture.parties.accept(guest.id, partyId, NOW), 'gone');
        assert.equal(await fixture.parties.leave(leader!), 'not_in_party');
      });

      it('PA5 a disbanded party leaves nobody in it, and everybody free to join another', async () => {
        const [leader, second, third] = await fixture.newParty(3);
        assert.equal(await fixture.parties.disband(leader!), 'disbanded');
        for (const id of [leader!, second!, third!]) assert.equal(await fixture.parties.of(id), null);
        await fixture.join(third!, leader!);
        assert.deepEqual(await fixture.memberIds(leader!), [third!, leader!]);
      });

      it('PA5 the invitations of a leader who left are withdrawn, those of the next one stand', async () => {
        const [leader, second, third] = await fixture.newParty(3);
        const [one, two] = await fixture.newCharacters(2);
        await fixture.parties.invite(leader!, one!.id, NOW);
        await fixture.parties.lead(leader!, second!);
        await fixture.parties.invite(second!, two!.id, NOW);
        await fixture.parties.leave(leader!);
        assert.deepEqual(await fixture.parties.invitesFor(one!.id, NOW), []);
        await fixture.parties.accept(two!.id, await fixture.invitedTo(two!.id), NOW);
        assert.deepEqual(await fixture.memberIds(two!.id), [second!, third!, two!.id]);
      });
    });

    describe('members', () => {
      it('PA6 a deleted character leaves its party, which has a leader all the same', async () => {
        const [leader, second, third] = await fixture.newCharacters(3);
        await fixture.join(leader!.id, second!.id);
        await fixture.join(leader!.id, third!.id);
        assert.equal(await fixture.characters.delete(leader!.id, leader!.accountId), 'deleted');
        assert.deepEqual(await fixture.memberIds(third!.id), [second!.id, third!.id]);
        assert.equal(await fixture.leaderOf(third!.id), second!.id);
        assert.equal(await fixture.characters.delete(second!.id, second!.accountId), 'deleted');
        assert.equal(await fixture.parties.of(third!.id), null);
        const guest = await fixture.newCharacter();
        await fixture.join(third!.id, guest.id);
        assert.equal(await fixture.leaderOf(guest.id), third!.id);
      });

      it('PA6 so does one that goes with its account, and its invitations', async () => {
        const appointed = await fixture.newCharacter();
        const [leader, guest] = await fixture.newCharacters(2);
        await fixture.join(leader!.id, appointed.id);
        await fixture.parties.lead(leader!.id, appointed.id);
        await fixture.parties.invite(appointed.id, guest!.id, NOW);
        await fixture.harness.accounts.deleteAccount(appointed.accountId);
        assert.equal(await fixture.parties.of(leader!.id), null);
        assert.deepEqual(await fixture.parties.invitesFor(guest!.id, NOW), []);
        await fixture.join(leader!.id, guest!.id);
        assert.equal(await fixture.leaderOf(guest!.id), leader!.id);
      });

      it('PA7 members are shown where they are in the world, and nowhere after 60 s of silence', async () => {
        const [leader, second] = await fixture.newCharacters(2);
        await fixture.join(leader!.id, second!.id);
        await fixture.enter(leader!, 'room-1');
        const whereabouts = async () =>
          (await fixture.parties.of(second!.id))!.members.map(({ place, instance }) => [place, instance]);
        assert.deepEqual(await whereabouts(), [
          ['haven', 'room-1'],
          [null, null],
        ]);
        await fixture.harness.ageLeases(61);
        assert.deepEqual(await whereabouts(), [
          [null, null],
          [null, null],
        ]);
      });

      it('FR4 blocked people cannot invite each other, and a block hides an invitation that was there', async () => {
        const [one, two] = await fixture.newCharacters(2);
        await fixture.parties.invite(one!.id, two!.id, NOW);
        const partyId = await fixture.invitedTo(two!.id);
        await fixture.friends.block(two!.id, one!.id, NOW);
        assert.deepEqual(await fixture.parties.invitesFor(two!.id, NOW), []);
        assert.equal(await fixture.parties.accept(two!.id, partyId, NOW), 'gone');
        assert.equal(await fixture.parties.decline(two!.id, partyId, NOW), 'gone');
        assert.equal(await fixture.parties.invite(one!.id, two!.id, NOW), 'blocked');
        assert.equal(await fixture.parties.invite(two!.id, one!.id, NOW), 'blocked');
      });
    });

    describe('news', () => {
      it('PA8 everybody whom a change concerns is told', async () => {
        const [leader, second, third] = await fixture.newParty(3);
        const guest = await fixture.newCharacter();
        fixture.forgetNews();
        await fixture.parties.invite(leader!, guest.id, NOW);
        await fixture.heard('invite', [guest.id]);
        fixture.forgetNews();
        await fixture.parties.accept(guest.id, await fixture.invitedTo(guest.id), NOW);
        await fixture.heard('party', [leader!, second!, third!, guest.id]);
        await fixture.heard('invite', [guest.id]);
        fixture.forgetNews();
        await fixture.parties.kick(leader!, second!);
        await fixture.heard('party', [leader!, second!, third!, guest.id]);
        fixture.forgetNews();
        await fixture.parties.lead(leader!, third!);
        await fixture.heard('party', [leader!, third!, guest.id]);
        await fixture.parties.invite(third!, second!, NOW);
        fixture.forgetNews();
        await fixture.parties.disband(third!);
        await fixture.heard('party', [leader!, third!, guest.id]);
        await fixture.heard('invite', [second!]);
      });

      it('PA8 also when a character is deleted', async () => {
        const [leader, second, third] = await fixture.newCharacters(3);
        await fixture.join(leader!.id, second!.id);
        await fixture.join(leader!.id, third!.id);
        fixture.forgetNews();
        await fixture.characters.delete(second!.id, second!.accountId);
        await fixture.heard('party', [leader!.id, third!.id]);
      });
    });

    for (const text of HOSTILE_TEXTS) {
      it(`PA9 ${JSON.stringify(text)} names nobody and no party`, async () => {
        const [leader, second] = await fixture.newParty(2);
        assert.equal(await fixture.parties.of(text), null);
        assert.deepEqual(await fixture.parties.invitesFor(text, NOW), []);
        assert.equal(await fixture.parties.invite(leader!, text, NOW), 'not_found');
        assert.equal(await fixture.parties.invite(text, leader!, NOW), 'not_found');
        assert.equal(await fixture.parties.accept(text, randomUUID(), NOW), 'gone');
        assert.equal(await fixture.parties.accept(leader!, text, NOW), 'gone');
        assert.equal(await fixture.parties.decline(leader!, text, NOW), 'gone');
        assert.equal(await fixture.parties.leave(text), 'not_in_party');
        assert.equal(await fixture.parties.kick(leader!, text), 'not_in_party');
        assert.equal(await fixture.parties.lead(leader!, text), 'not_in_party');
        assert.equal(await fixture.parties.disband(text), 'not_in_party');
        assert.deepEqual(await fixture.memberIds(leader!), [leader!, second!]);
      });
    }
  });
}
