import type { Placed } from './ticket.ts';

/** The answer to a ticket is kept for those who ask again because theirs was lost. */
const REMEMBER_MS = 30_000;

/** What became, or will become, of the tickets of a while, by their ids. */
export class Answers {
  readonly #byTicket = new Map<string, { answer: Promise<Placed>; at: number }>();

  get(ticketId: string): Promise<Placed> | undefined {
    return this.#byTicket.get(ticketId)?.answer;
  }

  keep(ticketId: string, answer: Promise<Placed>, now: number): void {
    this.#forgetOld(now);
    this.#byTicket.set(ticketId, { answer, at: now });
  }

  /** The map is in the order of time. */
  #forgetOld(now: number): void {
    for (const [ticketId, { at }] of this.#byTicket) {
      if (now - at < REMEMBER_MS) return;
      this.#byTicket.delete(ticketId);
    }
  }
}
