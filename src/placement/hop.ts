import type { CharacterStore, LeaseMove, MoveOutcome } from '../characters/character-store.ts';
import type { PlaceKind } from '../content/types.ts';
import { GameError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { Placement } from './placement.ts';
import type { Placed, Ticket } from './ticket.ts';
import { type Departures, type Hop, PREPARED_FOR_MS, type Traveller } from './travel.ts';

export interface HopDependencies {
  departures: Departures;
  placement: Placement;
  leases: Pick<CharacterStore, 'moveLeases' | 'locate' | 'renewLeases'>;
  /** How long a seat in an instance of this kind waits for its client, seconds. */
  holdSec(kind: PlaceKind): number;
  newId(): string;
  clock: Clock;
}

/**
 * Moves characters into one instance, all of them or none. Resolves once their leases have moved and whoever could be
 * reached was told its seat; on an error everybody is where they were.
 * Errors: character_not_in_world, travel_in_progress, travel_refused, each with `details.characters: [{ characterId, code }]`;
 * party_changed, unavailable, and what placement refuses with.
 */
export type PerformHop = (hop: Hop) => Promise<Placed>;

/** Travellers that wait any longer may be about to go on with what they did. */
const MOVE_WITHIN_MS = PREPARED_FOR_MS - 1_000;
const TELL_ATTEMPTS = 3;
const TELL_AGAIN_MS = 200;
const TELL_PATIENCE_MS = 500;
const RESOLVE_AGAIN_MS = { first: 250, longest: 2_000 };

export function makeHop(dependencies: HopDependencies): PerformHop {
  const { departures, placement, leases, holdSec, newId, clock } = dependencies;
  const wait = (ms: number) => new Promise<void>((done) => void clock.schedule(done, ms));

  return async (hop) => {
    const travelId = newId();
    const startedAt = clock.now();
    try {
      const travellers = await prepareAll(departures, hop, travelId);
      const ticket = ticketOf(hop, travellers);
      const placed = await placement.place(ticket);
      try {
        if (hop.into !== null && placed.instanceId !== hop.into) throw new GameError('place_full');
        await move(hop, travellers, placed, startedAt + MOVE_WITHIN_MS);
      } catch (error) {
        await placement.release(placed);
        throw error;
      }
      await tellAll(travellers, (traveller, i) =>
        departures.commit({
          instance: hop.travellers[i]!.instance,
          characterId: traveller.characterId,
          travelId,
          fence: traveller.fence + 1,
          news: {
            place: ticket.place,
            reason: hop.reason,
            holdSec: holdSec(ticket.kind),
            seat: placed.seats[i]!,
          },
        }),
      );
      return placed;
    } catch (error) {
      await tellAll(hop.travellers, (traveller) => departures.abort({ ...traveller, travelId }));
      throw error;
    }
  };

  /**
   * From here on either everybody's lease has moved, or an error is thrown and nobody's has.
   * @param moveBy after this nobody is moved any more: the travellers may have gone on with what they did, and their seats
   * may have run out
   */
  async function move(hop: Hop, travellers: Traveller[], placed: Placed, moveBy: number): Promise<void> {
    const moves = travellers.map(
      (traveller, i): LeaseMove => ({
        ...traveller,
        ...hop.arrivals?.[i],
        instance: placed.instanceId,
        place: hop.ticket.place,
      }),
    );
    for (let isInDoubt = false, waitMs = RESOLVE_AGAIN_MS.first; ; isInDoubt = true) {
      const outcome = await attempt(moves, hop.party, moveBy).catch(unlessAway);
      if (outcome !== 'away') {
        if (outcome.moved) return;
        if ('partyChanged' in outcome) throw new GameError('party_changed');
        if (outcome.stale.length === 0) throw new GameError('unavailable', { retryAfterSec: 1 });
        const haveThey = isInDoubt && (await haveMoved(moves).catch(unlessAway));
        if (haveThey === true) return;
        if (haveThey === false) {
          throw refusal(
            outcome.stale.map((characterId) => ({ characterId, code: 'character_not_in_world' })),
          );
        }
      }
      // It may have moved them before its answer was lost. Asked again, it waits for itself and finds them stale.
      await wait(waitMs);
      waitMs = Math.min(waitMs * 2, RESOLVE_AGAIN_MS.longest);
    }
  }

  /** Too late it only finds out what became of earlier attempts, which it waits for as a move does. */
  async function attempt(moves: LeaseMove[], party: Hop['party'], moveBy: number): Promise<MoveOutcome> {
    if (clock.now() <= moveBy) return leases.moveLeases(moves, party);
    return { moved: false, stale: await leases.renewLeases(moves) };
  }

  /** Leases move together: one that is where it was to go tells of all. */
  async function haveMoved(moves: LeaseMove[]): Promise<boolean> {
    const found = await leases.locate(moves.map(({ characterId }) => characterId));
    return found.some(({ characterId, fence, instance }) =>
      moves.some(
        (moved) =>
          moved.characterId === characterId && moved.fence + 1 === fence && moved.instance === instance,
      ),
    );
  }

  /** Never rejects, and does not wait for those who are slow to hear: they find out by themselves. */
  async function tellAll<T>(
    all: readonly T[],
    tell: (one: T, index: number) => Promise<void>,
  ): Promise<void> {
    const told = all.map(async (one, index) => {
      for (let attempt = 1; attempt <= TELL_ATTEMPTS; attempt++) {
        try {
          return await tell(one, index);
        } catch {
          await wait(TELL_AGAIN_MS * attempt);
        }
      }
    });
    await Promise.race([Promise.all(told), wait(TELL_PATIENCE_MS)]);
  }
}

async function prepareAll(
  departures: Departures,
  { travellers }: Hop,
  travelId: string,
): Promise<Traveller[]> {
  const answers = await Promise.allSettled(
    travellers.map((traveller) => departures.prepare({ ...traveller, travelId })),
  );
  const refused = answers.flatMap((answer, i) =>
    answer.status === 'rejected' ? [{ ...travellers[i]!, error: answer.reason as unknown }] : [],
  );
  const fault = refused.find(({ error }) => !(error instanceof GameError));
  if (fault) throw fault.error;
  if (refused.length > 0) {
    throw refusal(
      refused.map(({ characterId, error }) => ({ characterId, code: (error as GameError).code })),
    );
  }
  return answers.map((answer) => (answer as PromiseFulfilledResult<Traveller>).value);
}

/** @throws every error but that the database is away */
function unlessAway(error: unknown): 'away' {
  if (error instanceof GameError && error.code === 'unavailable') return 'away';
  throw error;
}

function refusal(characters: { characterId: string; code: GameError['code'] }[]): GameError {
  return new GameError(characters[0]!.code, { details: { characters } });
}

function ticketOf({ ticket }: Hop, travellers: Traveller[]): Ticket {
  return {
    ...ticket,
    language: ticket.language ?? travellers[0]!.language,
    members: travellers.map(({ accountId, loginSessionId, characterId, fence, language }) => ({
      accountId,
      loginSessionId,
      characterId,
      fence: fence + 1,
      language,
    })),
  };
}
