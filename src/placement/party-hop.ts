import type { Whereabouts } from '../characters/character-store.ts';
import type { Content, Place } from '../content/types.ts';
import { GameError } from '../errors.ts';
import { arrivalPoints } from '../game/arrival-points.ts';
import { gameMapOf } from '../game/map.ts';
import type { Party } from '../social/party-store.ts';
import type { PerformHop } from './hop.ts';
import type { TicketFor } from './ticket-for.ts';

export type InWorld = Whereabouts & { instance: string };

export interface PartyHopDependencies {
  content: Content;
  ticketFor: TicketFor;
  hop: PerformHop;
  newId(): string;
}

export interface PartyHop {
  place: Place;
  /** Name of the spawn at which they arrive. */
  spawn: string;
  /** Null: somebody who travels alone. */
  party: Party | null;
  /** Everybody of the party who is in the world, also in that place already. */
  travellers: InWorld[];
}

/**
 * Brings everybody into one instance of a place, or nobody anywhere.
 * @returns a function that resolves with who travelled; its errors are those of a hop
 */
export function makePartyHop({
  content,
  ticketFor,
  hop,
  newId,
}: PartyHopDependencies): (partyHop: PartyHop) => Promise<string[]> {
  return async ({ place, spawn, party, travellers }) => {
    const at = content.maps.get(place.id)!.spawns.find(({ name }) => name === spawn)!;

    async function go(
      those: InWorld[],
      where: { into: string | null; exclude: string[] },
    ): Promise<string[]> {
      const characterIds = those.map(({ characterId }) => characterId);
      const ticket = await ticketFor({
        id: newId(),
        place,
        characterIds,
        party,
        language: null,
        region: null,
        rttMs: {},
        reason: 'travel',
        isReturning: false,
        exclude: where.exclude,
      });
      await hop({
        travellers: those.map(({ characterId, instance }) => ({ characterId, instance })),
        arrivals: arrivalPoints(gameMapOf(content.maps.get(place.id)!), at, those.length),
        party: party && { partyId: party.id, memberIds: party.members.map((member) => member.characterId) },
        into: where.into,
        reason: 'travel',
        ticket,
      });
      return characterIds;
    }

    const there = [...new Set(travellers.filter((one) => one.place === place.id).map((one) => one.instance))];
    if (there.length === 1) {
      // Some of the party are there already: the others follow them if they fit in, or else all go elsewhere together.
      try {
        const followers = travellers.filter((one) => one.place !== place.id);
        return await go(followers, { into: there[0]!, exclude: [] });
      } catch (error) {
        if (!(error instanceof GameError) || error.code !== 'place_full') throw error;
      }
    }
    return go(travellers, { into: null, exclude: there });
  };
}
