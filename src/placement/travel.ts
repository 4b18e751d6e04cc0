import type { PartyAsOf } from '../characters/character-store.ts';
import type { Progress } from '../game/progression.ts';
import type { PlacementReason, SeatReservation, Ticket } from './ticket.ts';

/** So long a traveller stands ready; then it asks the database where its lease is, and stays if it has not moved. */
export const PREPARED_FOR_MS = 5_000;

/** A character that stands ready to go, as the instance that it leaves says. */
export interface Traveller extends Progress {
  characterId: string;
  accountId: string;
  loginSessionId: string;
  /** Its current fence. */
  fence: number;
  language: string | null;
  x: number;
  y: number;
  facing: number;
}

/** One character of one travel, in the instance that it leaves. */
export interface Departure {
  instance: string;
  characterId: string;
  travelId: string;
}

/**
 * The instances that are left, wherever they run. From `prepare` on the character stands still and does nothing else, until
 * `commit` or `abort`. One who hears of neither asks the database where the lease is, and does accordingly.
 * Every method may be called twice.
 */
export interface Departures {
  /** Errors: character_not_in_world, travel_in_progress, travel_refused (dead or in a trade), unavailable. */
  prepare(departure: Departure): Promise<Traveller>;
  /**
   * Its lease has moved: tells the client its seat and takes it out of this world, unless it is back with a newer lease.
   * @param fence the lease's fence since the move
   */
  commit(departure: Departure & { fence: number; news: TravelNews }): Promise<void>;
  /** It stays. */
  abort(departure: Departure): Promise<void>;
}

/** What the traveller's client is told; see `travel` in the protocol. */
export interface TravelNews {
  place: string;
  reason: Exclude<PlacementReason, 'join'>;
  holdSec: number;
  seat: SeatReservation;
}

/** One hop of characters who go together or stay together. */
export interface Hop {
  travellers: { characterId: string; instance: string }[];
  /** Where they arrive, one by one; null: where they stand, for a move within the place. */
  arrivals: { x: number; y: number }[] | null;
  party: PartyAsOf | null;
  /** The only instance that will do, since others of the party are there already; null: any. */
  into: string | null;
  reason: TravelNews['reason'];
  /** What is asked of placement, once the travellers are known. */
  ticket: Omit<Ticket, 'members'>;
}
