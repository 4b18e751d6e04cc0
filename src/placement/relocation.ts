import type { CharacterStore } from '../characters/character-store.ts';
import type { Content, Place } from '../content/types.ts';
import { type ErrorCode, GameError } from '../errors.ts';
import type { Party } from '../social/party-store.ts';
import type { Social } from '../social/social.ts';
import type { PerformHop } from './hop.ts';
import type { TicketFor } from './ticket-for.ts';
import type { TravelNews } from './travel.ts';

/** What became of those who were to leave an instance. */
export interface MoveReport {
  moved: string[];
  stayed: { characterId: string; code: ErrorCode }[];
}

export interface RelocationDependencies {
  content: Content;
  social: Pick<Social, 'partyOf'>;
  leases: Pick<CharacterStore, 'locate'>;
  ticketFor: TicketFor;
  hop: PerformHop;
  newId(): string;
}

/** Characters who move together. */
interface Group {
  characterIds: string[];
  party: Party | null;
}

/** Groups that are under way at once. */
const HOPS_AT_ONCE = 8;

/** Moves characters out of an instance into others of its place; parties stay together, and a rift moves whole. */
export function makeRelocation({
  content,
  social,
  leases,
  ticketFor,
  hop,
  newId,
}: RelocationDependencies): (
  instance: string,
  characterIds: readonly string[],
  reason: Exclude<TravelNews['reason'], 'travel'>,
) => Promise<MoveReport> {
  async function groupsOf(place: Place, characterIds: readonly string[]): Promise<Group[]> {
    const groups: Group[] = [];
    const left = new Set(characterIds);
    for (const characterId of left) {
      const party = await social.partyOf(characterId);
      const together =
        place.kind === 'rift'
          ? [...left]
          : [...left].filter(
              (id) => id === characterId || party?.members.some((member) => member.characterId === id),
            );
      for (const id of together) left.delete(id);
      groups.push({ characterIds: together, party });
    }
    return groups;
  }

  return async (instance, wanted, reason) => {
    const report: MoveReport = { moved: [], stayed: [] };
    const here = (await leases.locate([...wanted])).filter((one) => one.instance === instance);
    const characterIds = here.map(({ characterId }) => characterId);
    for (const characterId of wanted) {
      if (!characterIds.includes(characterId)) {
        report.stayed.push({ characterId, code: 'character_not_in_world' });
      }
    }
    if (!here[0]) return report;
    const place = content.places.get(here[0].place)!;

    const stay = ({ characterIds: ids }: Group, code: ErrorCode): void => {
      report.stayed.push(...ids.map((characterId) => ({ characterId, code })));
    };
    const move = async (group: Group): Promise<void> => {
      try {
        const ticket = await ticketFor({
          id: newId(),
          place,
          ...group,
          language: null,
          region: null,
          rttMs: {},
          reason,
          isReturning: reason === 'drain',
          exclude: [instance],
        });
        const travellers = group.characterIds.map((characterId) => ({ characterId, instance }));
        await hop({ travellers, arrivals: null, party: null, into: null, reason, ticket });
        report.moved.push(...group.characterIds);
      } catch (error) {
        const code = error instanceof GameError ? error.code : 'internal';
        stay(group, code);
      }
    };
    const groups: Group[] = [];
    for (const group of await groupsOf(place, characterIds)) {
      if (isWhole(group, instance)) groups.push(group);
      else stay(group, 'travel_refused');
    }
    const worker = async (): Promise<void> => {
      for (let group = groups.shift(); group; group = groups.shift()) await move(group);
    };
    await Promise.all(Array.from({ length: HOPS_AT_ONCE }, worker));
    return report;
  };
}

/** A party that is partly to stay stays: it would be torn apart. */
function isWhole({ characterIds, party }: Group, instance: string): boolean {
  const here = party?.members.filter((member) => member.instance === instance) ?? [];
  return here.every(({ characterId }) => characterIds.includes(characterId));
}
