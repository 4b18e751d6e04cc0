import type { CharacterStore } from '../characters/character-store.ts';
import { type ErrorCode, GameError } from '../errors.ts';
import type { FriendStore } from './friend-store.ts';
import type { PartyStore } from './party-store.ts';
import type { Social } from './social.ts';

export interface SocialDependencies {
  parties: PartyStore;
  friends: FriendStore;
  characters: Pick<CharacterStore, 'findByName'>;
  clock: () => Date;
}

const PARTY_REFUSALS = {
  not_found: 'character_not_found',
  not_leader: 'party_not_leader',
  not_in_party: 'party_not_found',
  in_party: 'already_in_party',
  full: 'party_full',
  too_many: 'too_many_invites',
  blocked: 'blocked',
  gone: 'invite_not_found',
} as const satisfies Record<string, ErrorCode>;

/** Somebody in the caller's lists was meant. */
const LISTED_REFUSALS = {
  not_found: 'friend_not_found',
  limit_reached: 'friend_limit_reached',
} as const satisfies Record<string, ErrorCode>;

/** Somebody was meant by name. */
const NAMED_REFUSALS = {
  not_found: 'character_not_found',
  blocked: 'blocked',
  limit_reached: 'friend_limit_reached',
} as const satisfies Record<string, ErrorCode>;

export function makeSocial({ parties, friends, characters, clock }: SocialDependencies): Social {
  /** Errors: character_not_found, not_yourself. */
  async function idOfOther(characterId: string, name: string): Promise<string> {
    const other = await characters.findByName(name);
    if (!other) throw new GameError('character_not_found', { message: 'No character has this name.' });
    if (other.id === characterId) throw new GameError('not_yourself');
    return other.id;
  }

  return {
    partyOf: (characterId) => parties.of(characterId),
    invitesFor: (characterId) => parties.invitesFor(characterId, clock()),

    async invite(by, name) {
      check(await parties.invite(by, await idOfOther(by, name), clock()), ['invited'], PARTY_REFUSALS);
    },
    async accept(characterId, partyId) {
      check(await parties.accept(characterId, partyId, clock()), ['joined'], PARTY_REFUSALS);
    },
    async decline(characterId, partyId) {
      check(await parties.decline(characterId, partyId, clock()), ['declined'], PARTY_REFUSALS);
    },
    async leave(characterId) {
      check(await parties.leave(characterId), ['left'], PARTY_REFUSALS);
    },
    async kick(by, characterId) {
      check(await parties.kick(by, characterId), ['kicked'], PARTY_REFUSALS);
    },
    async lead(by, characterId) {
      check(await parties.lead(by, characterId), ['done'], PARTY_REFUSALS);
    },
    async disband(by) {
      check(await parties.disband(by), ['disbanded'], PARTY_REFUSALS);
    },

    friends: (characterId) => friends.lists(characterId),

    async requestFriend(by, name) {
      const outcome = await friends.request(by, await idOfOther(by, name), clock());
      check(outcome, ['requested', 'friends', 'already'], NAMED_REFUSALS);
    },
    async acceptFriend(characterId, from) {
      check(await friends.accept(characterId, from, clock()), ['friends'], LISTED_REFUSALS);
    },
    async removeFriend(characterId, other) {
      check(await friends.remove(characterId, other), ['removed'], LISTED_REFUSALS);
    },
    async block(characterId, name) {
      const outcome = await friends.block(characterId, await idOfOther(characterId, name), clock());
      check(outcome, ['blocked'], NAMED_REFUSALS);
    },
    async unblock(characterId, other) {
      check(await friends.unblock(characterId, other), ['unblocked'], LISTED_REFUSALS);
    },

    companyIn: (place, characterIds) => friends.companyIn(place, characterIds),
  };
}

function check<Outcome extends string, Success extends Outcome>(
  outcome: Outcome,
  successes: readonly Success[],
  refusals: Readonly<Record<Exclude<Outcome, Success>, ErrorCode>>,
): void {
  if ((successes as readonly string[]).includes(outcome)) return;
  throw new GameError(refusals[outcome as Exclude<Outcome, Success>]);
}
