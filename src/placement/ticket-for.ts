import type { Place } from '../content/types.ts';
import type { Party } from '../social/party-store.ts';
import type { Social } from '../social/social.ts';
import type { Ticket } from './ticket.ts';

export interface TicketInput
  extends Pick<Ticket, 'id' | 'language' | 'region' | 'rttMs' | 'reason' | 'isReturning' | 'exclude'> {
  place: Place;
  /** Who is to be placed together. */
  characterIds: readonly string[];
  /** Their party, if the caller knows it already; null: they have none. */
  party?: Party | null;
}

/** Everything that placement wants to know of those to be placed, but for the admissions that become their seats. */
export type TicketFor = (input: TicketInput) => Promise<Omit<Ticket, 'members'>>;

export function makeTicketFor(social: Pick<Social, 'partyOf' | 'companyIn'>): TicketFor {
  return async ({ place, characterIds, party: known, ...given }) => {
    const [party, company] = await Promise.all([
      known === undefined ? social.partyOf(characterIds[0]!) : known,
      social.companyIn(place.id, [...characterIds]),
    ]);
    const owner = place.kind === 'rift' ? ownerOf(party, characterIds) : null;
    return {
      ...given,
      place: place.id,
      kind: place.kind,
      partyId: party?.id ?? null,
      partySize: party?.members.length ?? 1,
      owner,
      near: {
        party: party ? instancesOfOthers(party, place.id, characterIds) : [],
        friends: company.friends,
        guild: [],
        // In a private instance there are members of the party alone: a block between them opens no second one.
        blocked: owner === null ? company.blocked : [],
      },
    };
  };
}

/** Whose private instance it is. */
function ownerOf(party: Party | null, characterIds: readonly string[]): string {
  return party?.id ?? characterIds[0]!;
}

function instancesOfOthers(party: Party, placeId: string, characterIds: readonly string[]): string[] {
  const instances = party.members
    .filter(({ characterId, place }) => place === placeId && !characterIds.includes(characterId))
    .map(({ instance }) => instance);
  return instances.filter((instance) => instance !== null);
}
