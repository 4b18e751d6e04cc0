import type { Placed, Ticket } from './ticket.ts';

/** Finds seats, whichever process they are on. */
export interface Placement {
  /**
   * All seats of the ticket in one instance, or none.
   * Errors: place_full, party_too_large, rift_private, shutting_down, unavailable.
   */
  place(ticket: Ticket): Promise<Placed>;
  /** Gives back seats that nobody has taken. Never rejects: what cannot be given back runs out by itself. */
  release(placed: Placed): Promise<void>;
}
