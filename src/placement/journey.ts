import type { CharacterStore, Whereabouts } from '../characters/character-store.ts';
import type { Characters } from '../characters/characters.ts';
import type { Content, Place } from '../content/types.ts';
import { GameError } from '../errors.ts';
import type { Social } from '../social/social.ts';
import type { PerformHop } from './hop.ts';
import { missingFor, NO_UPGRADES, type UpgradeLevelsOf } from './locks.ts';
import { makeNavigation, type Navigation, type PopulationOf } from './navigation.ts';
import { type InWorld, makePartyHop } from './party-hop.ts';
import { type MoveReport, makeRelocation } from './relocation.ts';
import type { TicketFor } from './ticket-for.ts';
import type { TravelNews } from './travel.ts';

/** Where somebody went, and with whom. */
export interface Journey {
  place: string;
  travelling: string[];
}

/**
 * Travels between places. The leader of a party takes everybody along who is in the world, from whatever instance.
 * Errors of portal and warp: party_not_leader, place_locked, place_unreachable, party_too_large, and those of a hop.
 */
export interface Journeys {
  /** The room has seen that the character stands in the portal. Further errors: place_unreachable (there is no such portal). */
  portal(characterId: string, from: { place: string; portal: string }): Promise<Journey>;
  /** Further errors: character_not_found, character_not_in_world, station_not_found. */
  warp(accountId: string, characterId: string, stationId: string): Promise<Journey>;
  /** To other instances of the same place, where they stand. Never rejects because of one of them. */
  moveAll(
    instance: string,
    characterIds: readonly string[],
    reason: Exclude<TravelNews['reason'], 'travel'>,
  ): Promise<MoveReport>;
  /** Alone, out of an instance that is not its own any more, to where the first portal of that place leads. Errors: those of a hop. */
  expel(characterId: string, from: string): Promise<void>;
  /** Errors: character_not_found. */
  places(accountId: string, characterId: string): Promise<Navigation>;
}

export interface JourneyDependencies {
  content: Content;
  social: Pick<Social, 'partyOf'>;
  characters: Pick<Characters, 'get'>;
  leases: Pick<CharacterStore, 'locate'>;
  upgradeLevels: UpgradeLevelsOf;
  ticketFor: TicketFor;
  hop: PerformHop;
  population: PopulationOf;
  newId(): string;
}

/** A spawn of a place. */
interface Destination {
  place: string;
  spawn: string;
}

export function makeJourneys(dependencies: JourneyDependencies): Journeys {
  const { content, social, characters, leases, upgradeLevels, ticketFor, hop, population, newId } =
    dependencies;
  const navigate = makeNavigation(content, population);
  const goTogether = makePartyHop({ content, ticketFor, hop, newId });

  async function travel(characterId: string, { place: placeId, spawn }: Destination): Promise<Journey> {
    const place = content.places.get(placeId)!;
    const party = await social.partyOf(characterId);
    if (party && party.leaderId !== characterId) throw new GameError('party_not_leader');
    const present = await whoIsInWorld(party?.members.map((member) => member.characterId) ?? [characterId]);
    const leader = present.find((one) => one.characterId === characterId);
    if (!leader) throw new GameError('character_not_in_world');
    // Its room has not heard yet that its lease went ahead.
    if (leader.place === placeId) throw new GameError('travel_in_progress');
    await assertFits(content, place, present, upgradeLevels);
    const go = (travellers: InWorld[]) => goTogether({ place, spawn, party, travellers });
    try {
      return { place: placeId, travelling: await go(present) };
    } catch (error) {
      // Who left the world while the others got ready stays behind.
      const gone = goneAccordingTo(error);
      if (gone.size === 0 || gone.has(characterId)) throw error;
      return { place: placeId, travelling: await go(present.filter((one) => !gone.has(one.characterId))) };
    }
  }

  async function whoIsInWorld(characterIds: string[]): Promise<InWorld[]> {
    const found = await leases.locate(characterIds);
    return found.filter((one): one is InWorld => one.instance !== null);
  }

  return {
    async portal(characterId, from) {
      const portal = content.maps.get(from.place)?.portals.find(({ name }) => name === from.portal);
      if (!portal || portal.place === from.place) throw new GameError('place_unreachable');
      return travel(characterId, portal);
    },

    async warp(accountId, characterId, stationId) {
      await characters.get(accountId, characterId);
      const station = content.stations.get(stationId);
      if (!station) throw new GameError('station_not_found');
      const [here] = await whoIsInWorld([characterId]);
      if (!here) throw new GameError('character_not_in_world');
      const isReachable = station.routes.some((from) => content.stations.get(from)?.place === here.place);
      if (!isReachable || station.place === here.place) throw new GameError('place_unreachable');
      return travel(characterId, station);
    },

    async expel(characterId, from) {
      const [here] = await whoIsInWorld([characterId]);
      const portal = content.maps.get(from)?.portals[0];
      if (!here || !portal) return;
      const place = content.places.get(portal.place)!;
      await goTogether({ place, spawn: portal.spawn, party: null, travellers: [here] });
    },

    moveAll: makeRelocation({ content, social, leases, ticketFor, hop, newId }),

    async places(accountId, characterId) {
      const { place, level } = await characters.get(accountId, characterId);
      const upgrades = (await upgradeLevels([characterId])).get(characterId) ?? NO_UPGRADES;
      return navigate(place, { level, upgrades });
    },
  };
}

/** Errors: place_locked, naming everybody for whom it is; party_too_large. */
async function assertFits(
  content: Content,
  place: Place,
  travellers: readonly Whereabouts[],
  upgradeLevels: UpgradeLevelsOf,
): Promise<void> {
  const missing = await missingFor(place, travellers, upgradeLevels);
  const locked = travellers
    .map(({ characterId, name }, at) => ({ characterId, name, missing: missing[at]! }))
    .filter(({ missing }) => missing.length > 0);
  if (locked.length > 0) {
    throw new GameError('place_locked', { details: { missing: locked[0]!.missing, characters: locked } });
  }
  const { cap } = content.placement.kinds[place.kind];
  if (travellers.length > cap) throw new GameError('party_too_large', { details: { cap } });
}

function goneAccordingTo(error: unknown): Set<string> {
  if (!(error instanceof GameError) || error.code !== 'character_not_in_world') return new Set();
  const { characters = [] } = (error.details ?? {}) as {
    characters?: { characterId: string; code: string }[];
  };
  const isGone = characters.every(({ code }) => code === 'character_not_in_world');
  return new Set(isGone ? characters.map(({ characterId }) => characterId) : []);
}
