import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../src/errors.ts';
import { makeSocial } from '../../src/social/make-social.ts';
import { INVITE_TIMEOUT_SEC, INVITES_PER_PARTY, PARTY_MAX_MEMBERS } from '../../src/social/party-store.ts';
import type { Social } from '../../src/social/social.ts';
import { SocialFixture } from '../contracts/social-fixture.ts';
import { memoryHarness } from '../contracts/social-harness.ts';
import { later, NOW } from '../kit/records.ts';

describe('social', () => {
  let fixture: SocialFixture;
  let social: Social;
  let now: Date;

  beforeEach(async () => {
    now = NOW;
    fixture = new SocialFixture(await memoryHarness());
    const { parties, friends, characters } = fixture;
    social = makeSocial({ parties, friends, characters, clock: () => now });
  });

  async function refused(work: Promise<unknown>, code: ErrorCode): Promise<void> {
    await assert.rejects(work, (error: { code?: string }) => error.code === code);
  }

  it('PA1 others are invited by name, whatever its case, and never oneself or nobody', async () => {
    const [one, two] = await fixture.newCharacters(2);
    await social.invite(one!.id, two!.name.toUpperCase());
    assert.equal((await social.invitesFor(two!.id))[0]!.fromId, one!.id);
    await refused(social.invite(one!.id, one!.name), 'not_yourself');
    await refused(social.invite(one!.id, 'nobody'), 'character_not_found');
  });

  it('PA2 the clock ends an invitation', async () => {
    const [one, two] = await fixture.newCharacters(2);
    await social.invite(one!.id, two!.name);
    const partyId = await fixture.invitedTo(two!.id);
    now = later(INVITE_TIMEOUT_SEC);
    assert.deepEqual(await social.invitesFor(two!.id), []);
    await refused(social.accept(two!.id, partyId), 'invite_not_found');
    await refused(social.decline(two!.id, partyId), 'invite_not_found');
  });

  it('PA4 each refusal has its code', async () => {
    const [leader, member] = await fixture.newParty(2);
    const free = await fixture.newCharacter();
    await refused(social.invite(member!, free.name), 'party_not_leader');
    await refused(social.kick(member!, leader!), 'party_not_leader');
    await refused(social.lead(member!, member!), 'party_not_leader');
    await refused(social.disband(member!), 'party_not_leader');
    await refused(social.kick(leader!, free.id), 'party_not_found');
    await refused(social.leave(free.id), 'party_not_found');
    await refused(social.disband(free.id), 'party_not_found');
    const { name } = (await fixture.characters.find(leader!))!;
    await refused(social.invite(free.id, name), 'already_in_party');
    await fixture.friends.block(free.id, leader!, NOW);
    await refused(social.invite(leader!, free.name), 'blocked');
    await social.leave(member!);
    assert.equal(await social.partyOf(leader!), null);
  });

  it('PA3 PA2 a full party and too many invitations have their codes', async () => {
    const members = await fixture.newParty(PARTY_MAX_MEMBERS - 1);
    const guests = await fixture.newCharacters(INVITES_PER_PARTY + 1);
    const [first, second, ...others] = guests;
    const last = others.pop()!;
    for (const { name } of [first!, second!, ...others]) await social.invite(members[0]!, name);
    await refused(social.invite(members[0]!, last.name), 'too_many_invites');
    const { id } = (await social.partyOf(members[0]!))!;
    await social.accept(first!.id, id);
    await refused(social.accept(second!.id, id), 'party_full');
    await refused(social.invite(members[0]!, last.name), 'party_full');
    await social.kick(members[0]!, first!.id);
    await social.lead(members[0]!, members[1]!);
    await social.accept(second!.id, id);
    assert.equal((await social.partyOf(second!.id))!.leaderId, members[1]);
    await social.disband(members[1]!);
    assert.equal(await social.partyOf(second!.id), null);
  });

  it('FR1 friends are asked by name; asking twice or a friend changes nothing', async () => {
    const [one, two] = await fixture.newCharacters(2);
    await social.requestFriend(one!.id, two!.name.toUpperCase());
    await social.requestFriend(one!.id, two!.name);
    await social.acceptFriend(two!.id, one!.id);
    await social.requestFriend(one!.id, two!.name);
    assert.equal((await social.friends(one!.id)).friends.length, 1);
    await social.removeFriend(one!.id, two!.id);
    assert.equal((await social.friends(two!.id)).friends.length, 0);
  });

  it('FR4 each refusal among friends has its code', async () => {
    const [one, two] = await fixture.newCharacters(2);
    await refused(social.requestFriend(one!.id, one!.name), 'not_yourself');
    await refused(social.requestFriend(one!.id, 'nobody'), 'character_not_found');
    await refused(social.block(one!.id, one!.name), 'not_yourself');
    await refused(social.block(one!.id, 'nobody'), 'character_not_found');
    await refused(social.acceptFriend(one!.id, two!.id), 'friend_not_found');
    await refused(social.removeFriend(one!.id, randomUUID()), 'friend_not_found');
    await refused(social.unblock(one!.id, two!.id), 'friend_not_found');
    await social.block(one!.id, two!.name);
    await refused(social.requestFriend(two!.id, one!.name), 'blocked');
    await refused(social.requestFriend(one!.id, two!.name), 'blocked');
    await social.unblock(one!.id, two!.id);
    await social.requestFriend(two!.id, one!.name);
  });

  it('FR6 company comes from the store', async () => {
    const [one, two] = await fixture.newCharacters(2);
    await fixture.befriend(one!.id, two!.id);
    await fixture.enter(two!, 'room-1');
    assert.deepEqual(await social.companyIn('haven', [one!.id]), { friends: ['room-1'], blocked: [] });
  });
});
