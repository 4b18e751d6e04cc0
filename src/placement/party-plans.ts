import type { Ticket } from './ticket.ts';

/** How long a party's other members are waited for. */
const EXPECTED_MS = 15_000;

interface Plan {
  key: string;
  instanceId: string;
  sent: Set<string>;
  /** Of the party, in all. */
  size: number;
  /** Members who were there before anybody was sent. */
  present: number;
  until: number;
}

/**
 * Where parties were sent a moment ago, and how many of each are still to come: so that members who join one by one end up
 * together, and nobody else takes the seats that they need.
 */
export class PartyPlans {
  readonly #byParty = new Map<string, Plan>();
  readonly #byInstance = new Map<string, Set<Plan>>();

  /** Members of the ticket's party who were sent to the instance, those of the ticket not counted. */
  sent(ticket: Ticket, instanceId: string, now: number): number {
    const plan = this.#of(ticket, now);
    if (plan?.instanceId !== instanceId) return 0;
    const ids = new Set(ticket.members.map(({ characterId }) => characterId));
    return [...plan.sent].filter((id) => !ids.has(id)).length;
  }

  /** Members of other parties than the ticket's who are expected in the instance. */
  expected(ticket: Ticket, instanceId: string, now: number): number {
    const own = keyOf(ticket);
    let seats = 0;
    for (const plan of this.#byInstance.get(instanceId) ?? []) {
      if (plan.until <= now) this.#drop(plan);
      else if (plan.key !== own) seats += Math.max(0, plan.size - plan.present - plan.sent.size);
    }
    return seats;
  }

  /** The ticket's members go to the instance; the rest of its party is expected there. */
  send(ticket: Ticket, instanceId: string, now: number): void {
    const key = keyOf(ticket);
    if (key === null || ticket.partySize <= 1) return;
    const before = this.#of(ticket, now);
    const stays = before?.instanceId === instanceId;
    if (before && !stays) this.#drop(before);
    const plan: Plan = stays
      ? before
      : {
          key,
          instanceId,
          sent: new Set(),
          size: ticket.partySize,
          present: ticket.near.party.filter((id) => id === instanceId).length,
          until: 0,
        };
    for (const { characterId } of ticket.members) plan.sent.add(characterId);
    plan.until = now + EXPECTED_MS;
    this.#dropExpired(now);
    // Last in the map, which so stays in the order of expiry.
    this.#byParty.delete(key);
    this.#byParty.set(key, plan);
    const there = this.#byInstance.get(instanceId) ?? new Set();
    this.#byInstance.set(instanceId, there.add(plan));
  }

  /** They did not get their seats. */
  takeBack(ticket: Ticket, instanceId: string, now: number): void {
    const plan = this.#of(ticket, now);
    if (plan?.instanceId !== instanceId) return;
    for (const { characterId } of ticket.members) plan.sent.delete(characterId);
    if (plan.sent.size === 0) this.#drop(plan);
  }

  #of(ticket: Ticket, now: number): Plan | undefined {
    const plan = this.#byParty.get(keyOf(ticket) ?? '');
    if (!plan || plan.until > now) return plan;
    this.#drop(plan);
    return undefined;
  }

  #dropExpired(now: number): void {
    for (const plan of this.#byParty.values()) {
      if (plan.until > now) return;
      this.#drop(plan);
    }
  }

  #drop(plan: Plan): void {
    this.#byParty.delete(plan.key);
    const there = this.#byInstance.get(plan.instanceId);
    there?.delete(plan);
    if (there?.size === 0) this.#byInstance.delete(plan.instanceId);
  }
}

function keyOf({ partyId, place }: Ticket): string | null {
  return partyId === null ? null : `${partyId} ${place}`;
}
