import { randomUUID } from 'node:crypto';
import { VirtualTime } from '../../loadtest/virtual-time.ts';
import type { Lease } from '../../src/characters/character-store.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { DepartureGate, type Resident } from '../../src/placement/departures.ts';
import type { Placed, Ticket } from '../../src/placement/ticket.ts';
import type { Traveller, TravelNews } from '../../src/placement/travel.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { accountRecord, characterRecord, PROGRESS } from '../kit/records.ts';

/** A character in an instance that writes down what happens to it. */
export class TestResident implements Resident {
  readonly instance: string;
  readonly lease: Lease & { accountId: string };
  refuses: ErrorCode | null = null;
  /** 'freeze', 'thaw', 'leave <seat>' and 'dismiss <code>', as they came. */
  readonly told: string[] = [];
  readonly news: TravelNews[] = [];
  isHere = true;

  constructor(instance: string, lease: Lease & { accountId: string }) {
    this.instance = instance;
    this.lease = lease;
  }

  get id(): string {
    return this.lease.characterId;
  }
  get fence(): number {
    return this.lease.fence;
  }
  traveller(): Traveller {
    const { characterId, accountId, fence } = this.lease;
    const at = { x: 7, y: 9, facing: 3 };
    return { characterId, accountId, loginSessionId: 'login', fence, language: 'de', ...at, ...PROGRESS };
  }
  refusal(): ErrorCode | null {
    return this.refuses;
  }
  freeze(): void {
    this.told.push('freeze');
  }
  thaw(): void {
    this.told.push('thaw');
  }
  leave(news: TravelNews): void {
    this.told.push(`leave ${news.seat.sessionId}`);
    this.news.push(news);
    this.isHere = false;
  }
  dismiss(code: ErrorCode): void {
    this.told.push(`dismiss ${code}`);
    this.isHere = false;
  }
}

/** A departure gate over characters in memory, in virtual time. */
export class TravelKit {
  readonly time = new VirtualTime();
  readonly accounts = new MemoryAccountStore();
  readonly store = new MemoryCharacterStore(this.accounts, () => this.time.now());
  readonly residents: TestResident[] = [];
  readonly gate = new DepartureGate({
    find: (instance, characterId) =>
      this.residents.find((one) => one.isHere && one.instance === instance && one.id === characterId),
    leases: this.store,
    clock: this.time,
  });
  /** What placement was asked, and what was given back. */
  readonly tickets: Ticket[] = [];
  readonly released: Placed[] = [];

  async enter(
    instance = 'haven-1',
    { place = 'haven', level = 1 }: { place?: string; level?: number } = {},
  ): Promise<TestResident> {
    const account = accountRecord();
    await this.accounts.createAccount(account);
    const character = characterRecord(account.id, { place, level });
    await this.store.create(character, 5);
    const taken = await this.store.takeLease(character.id, account.id, instance);
    const resident = new TestResident(instance, {
      characterId: character.id,
      accountId: account.id,
      fence: taken!.fence,
    });
    this.residents.push(resident);
    return resident;
  }

  /** Seats in an instance, one a member: 'seat-0', 'seat-1'. */
  readonly placement = {
    into: 'forest-1',
    place: async (ticket: Ticket): Promise<Placed> => {
      this.tickets.push(ticket);
      const instanceId = this.placement.into;
      const seats = ticket.members.map((_, i) => ({
        name: ticket.kind,
        roomId: instanceId,
        sessionId: `seat-${i}`,
        processId: 'p1',
      }));
      return { instanceId, seats };
    },
    release: async (placed: Placed): Promise<void> => {
      this.released.push(placed);
    },
  };

  /** 'place instance fence' of each, as the database says. */
  async whereabouts(residents: readonly TestResident[] = this.residents): Promise<string[]> {
    const found = await this.store.locate(residents.map(({ id }) => id));
    return found.map(({ place, instance, fence }) => `${place} ${instance} ${fence}`);
  }
}

export const newId = (): string => randomUUID();
