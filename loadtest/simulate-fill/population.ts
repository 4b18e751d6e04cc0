import type { PlaceKind } from '../../src/content/types.ts';
import { GameError } from '../../src/errors.ts';
import type { Placed, PlacementReason, Ticket } from '../../src/placement/ticket.ts';
import type { Consolidation } from '../../src/placement/upkeep-decision.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { Arrival } from './arrivals.ts';
import type { VirtualRealm } from './virtual-realm.ts';

interface Person {
  characterId: string;
  place: string;
  party: string | null;
  partySize: number;
  instanceId: string;
  processId: string;
  seatId: string;
}

export interface PopulationCounts {
  arrived: number;
  placed: number;
  refused: number;
  /** Placements after which a party stood in two instances of one place. */
  partySplits: number;
  moved: number;
  waitsMs: number[];
}

/** The people of the simulation: they come, stay together with their parties, are moved, and leave. */
export class Population {
  readonly counts: PopulationCounts = {
    arrived: 0,
    placed: 0,
    refused: 0,
    partySplits: 0,
    moved: 0,
    waitsMs: [],
  };
  readonly #present = new Map<string, Person>();
  readonly #parties = new Map<string, Set<Person>>();
  readonly #time: VirtualTime;
  readonly #kinds: Readonly<Record<string, PlaceKind>>;
  readonly #offerSec: number;

  constructor(time: VirtualTime, kinds: Readonly<Record<string, PlaceKind>>, offerSec: number) {
    this.#time = time;
    this.#kinds = kinds;
    this.#offerSec = offerSec;
  }

  get size(): number {
    return this.#present.size;
  }

  async arrive(arrival: Arrival, realm: VirtualRealm): Promise<void> {
    const { place, partyId, partySize, members } = arrival;
    const characterIds = members.map(({ characterId }) => characterId);
    this.counts.arrived += members.length;
    const start = this.#time.now();
    const asked = { place, party: partyId, partySize, characterIds };
    const placed = await this.#place(asked, 'join', realm);
    if (!placed) {
      this.counts.refused += members.length;
      return;
    }
    for (const [index, { characterId, staysMs }] of members.entries()) {
      this.counts.waitsMs.push(this.#time.now() - start);
      this.counts.placed += 1;
      this.#enter({ ...asked, characterId, ...seatOf(placed, index) });
      this.#time.schedule(() => this.#leave(characterId, realm), staysMs);
    }
    this.#countSplit(partyId, place);
  }

  /** As a realm does it: nobody is let in any more, and after the time to think everybody is moved. */
  async consolidate({ instanceId, processId }: Consolidation, realm: VirtualRealm): Promise<void> {
    const host = realm.host(processId);
    const instance = host.instances.get(instanceId);
    if (!instance) return;
    instance.closing = true;
    await this.#time.sleep(this.#offerSec * 1000);
    const people = [...this.#present.values()].filter((person) => person.instanceId === instanceId);
    const groups = Map.groupBy(people, ({ party, characterId }) => party ?? characterId);
    for (const group of groups.values()) await this.#move(group, realm);
    await host.closeEmpty({ instanceId });
    instance.closing = false;
  }

  async #move(group: Person[], realm: VirtualRealm): Promise<void> {
    const { place, party, instanceId } = group[0]!;
    const asked = {
      place,
      party,
      partySize: party === null ? 1 : group.length,
      characterIds: group.map(({ characterId }) => characterId),
      exclude: [instanceId],
    };
    const placed = await this.#place(asked, 'consolidation', realm);
    if (!placed) return;
    for (const [index, person] of group.entries()) {
      const seat = seatOf(placed, index);
      if (this.#present.has(person.characterId)) {
        realm.host(person.processId).leave(person.instanceId, person.seatId);
        Object.assign(person, seat);
        this.counts.moved += 1;
      } else {
        realm.host(seat.processId).leave(seat.instanceId, seat.seatId);
      }
    }
    this.#countSplit(party, place);
  }

  async #place(
    asked: {
      place: string;
      party: string | null;
      partySize: number;
      characterIds: string[];
      exclude?: string[];
    },
    reason: PlacementReason,
    realm: VirtualRealm,
  ): Promise<Placed | null> {
    const kind = this.#kinds[asked.place];
    if (!kind) throw new Error(`there is no place '${asked.place}'`);
    const there = [...(this.#parties.get(asked.party ?? '') ?? [])].filter(
      ({ place }) => place === asked.place,
    );
    const ticket: Ticket = {
      id: realm.newId(),
      place: asked.place,
      kind,
      members: asked.characterIds.map((characterId) => ({
        accountId: characterId,
        loginSessionId: characterId,
        characterId,
        fence: null,
        language: null,
      })),
      partyId: asked.party,
      partySize: asked.partySize,
      owner: kind === 'rift' ? (asked.party ?? asked.characterIds[0]!) : null,
      near: { party: there.map(({ instanceId }) => instanceId), friends: [], guild: [], blocked: [] },
      language: null,
      region: null,
      rttMs: {},
      isReturning: false,
      exclude: asked.exclude ?? [],
      reason,
    };
    try {
      const placed = await realm.placer.place(ticket);
      for (const seat of placed.seats) realm.host(seat.processId).take(placed.instanceId, seat.sessionId);
      return placed;
    } catch (error) {
      if (error instanceof GameError) return null;
      throw error;
    }
  }

  #enter({ characterId, place, party, partySize, instanceId, processId, seatId }: Person): void {
    const person = { characterId, place, party, partySize, instanceId, processId, seatId };
    this.#present.set(characterId, person);
    if (party === null) return;
    this.#parties.set(party, (this.#parties.get(party) ?? new Set()).add(person));
  }

  #leave(characterId: string, realm: VirtualRealm): void {
    const person = this.#present.get(characterId);
    if (!person) return;
    this.#present.delete(characterId);
    realm.host(person.processId).leave(person.instanceId, person.seatId);
    const party = this.#parties.get(person.party ?? '');
    party?.delete(person);
    if (party?.size === 0) this.#parties.delete(person.party!);
  }

  #countSplit(party: string | null, place: string): void {
    const members = [...(this.#parties.get(party ?? '') ?? [])].filter((person) => person.place === place);
    if (new Set(members.map(({ instanceId }) => instanceId)).size > 1) this.counts.partySplits += 1;
  }
}

function seatOf(placed: Placed, index: number): Pick<Person, 'instanceId' | 'processId' | 'seatId'> {
  const { processId, sessionId } = placed.seats[index]!;
  return { instanceId: placed.instanceId, processId, seatId: sessionId };
}
