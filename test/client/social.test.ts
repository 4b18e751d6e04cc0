import assert from 'node:assert/strict';
import type { FriendLists, PartyAnswer } from '../../client/src/api/social-api.ts';
import { whereabouts } from '../../client/src/hud/social-context.ts';
import { Friends } from '../../client/src/social/friends.ts';
import { Party } from '../../client/src/social/party.ts';
import type { PartyView } from '../../src/protocol.ts';

const partyOf = (...names: string[]): PartyView => ({
  id: 'p',
  leaderId: names[0]!,
  members: names.map((name) => ({
    characterId: name,
    name,
    level: 1,
    classId: 'ranger',
    place: null,
    instance: null,
  })),
});
const inviteFrom = (from: string, inMs = 60_000) => ({
  partyId: `party of ${from}`,
  from,
  expiresAt: new Date(Date.now() + inMs).toISOString(),
});
const friendsNamed = (...names: string[]): FriendLists => ({
  friends: names.map((name) => ({ characterId: name, name, level: 1, classId: 'ranger', place: null })),
  incoming: [],
  outgoing: [],
  blocked: [],
});

/** A party whose every question the test answers by itself. */
function openParty() {
  const questions: PromiseWithResolvers<PartyAnswer>[] = [];
  let changes = 0;
  const ask = () => {
    const question = Promise.withResolvers<PartyAnswer>();
    questions.push(question);
    return question.promise;
  };
  const party = new Party({ party: ask, actOnParty: ask }, () => changes++);
  return { party, questions, changes: () => changes };
}

describe('the own party', () => {
  it('CL19 is what the realm answers, and then what the room says', async () => {
    const { party, questions, changes } = openParty();
    const refreshing = party.refresh();
    questions[0]!.resolve({ party: partyOf('ann', 'bob'), invites: [inviteFrom('cid')] });
    await refreshing;
    assert.deepEqual(party.view, partyOf('ann', 'bob'));
    assert.deepEqual(
      party.invites.map(({ from }) => from),
      ['cid'],
    );
    party.tell(null);
    assert.equal(party.view, null);
    assert.equal(changes(), 2);
  });

  it('CL19 an answer that was on its way does not undo what the room said meanwhile', async () => {
    const { party, questions } = openParty();
    const acting = party.act({ do: 'invites', name: 'bob' });
    party.tell(partyOf('ann', 'bob'));
    party.tellInvite(inviteFrom('dee'));
    questions[0]!.resolve({ party: null, invites: [] });
    await acting;
    assert.deepEqual(party.view, partyOf('ann', 'bob'));
    assert.deepEqual(
      party.invites.map(({ from }) => from),
      ['dee'],
    );
  });

  it('CL19 an invitation counts once, and no longer than it is good', () => {
    const { party } = openParty();
    party.tellInvite(inviteFrom('ann', -1));
    party.tellInvite(inviteFrom('bob'));
    party.tellInvite(inviteFrom('bob'));
    assert.deepEqual(
      party.invites.map(({ from }) => from),
      ['bob'],
    );
  });

  it('CL19 a refusal is the caller’s to tell, and changes nothing', async () => {
    const { party, questions, changes } = openParty();
    const acting = party.act({ do: 'leave' });
    questions[0]!.reject(new Error('refused'));
    await assert.rejects(acting, { message: 'refused' });
    assert.equal(changes(), 0);
  });
});

describe('friends', () => {
  it('CL20 an older answer that comes late does not undo a newer one', async () => {
    const questions: PromiseWithResolvers<FriendLists>[] = [];
    const ask = () => {
      const question = Promise.withResolvers<FriendLists>();
      questions.push(question);
      return question.promise;
    };
    const friends = new Friends({ friends: ask, actOnFriends: ask }, () => {});
    const both = [friends.refresh(), friends.act({ do: 'remove', friend: 'bob' })];
    questions[1]!.resolve(friendsNamed('ann'));
    await both[1];
    questions[0]!.resolve(friendsNamed('ann', 'bob'));
    await both[0];
    assert.deepEqual(friends.lists, friendsNamed('ann'));
  });

  it('CL20 whereabouts are told by the place’s name', () => {
    const name = (id: string) => ({ 'verdant-forest': 'Verdant Forest' })[id]!;
    assert.equal(whereabouts('verdant-forest', name), 'in Verdant Forest');
    assert.equal(whereabouts(null, name), 'not in the world');
  });
});
