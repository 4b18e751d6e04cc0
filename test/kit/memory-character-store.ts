import {
  type CharacterRecord,
  type CharacterSave,
  type CharacterStore,
  LEASE_TIMEOUT_SEC,
  type Lease,
  type LeaseFeed,
  type LeaseMove,
  type MoveOutcome,
  type PartyAsOf,
  type Whereabouts,
} from '../../src/characters/character-store.ts';
import { nameKey } from '../../src/game/names.ts';
import { Handlers } from './handlers.ts';
import type { MemoryAccountStore } from './memory-account-store.ts';

interface Entry {
  record: CharacterRecord;
  instance: string | null;
  renewedAtMs: number;
  /** The lease moved ahead of its character. */
  awaitsArrival: boolean;
  fence: number;
}

/** Characters in memory, with what a database would announce. They go when their account goes. */
export class MemoryCharacterStore implements CharacterStore, LeaseFeed {
  /** The members of a party as they are now. */
  partyMembers: (partyId: string) => readonly string[] = () => [];
  private readonly accounts: MemoryAccountStore;
  private readonly nowMs: () => number;
  private readonly entries = new Map<string, Entry>();
  private readonly taken = new Handlers<Lease>();
  private readonly deletions = new Handlers<string>();

  constructor(accounts: MemoryAccountStore, nowMs: () => number = Date.now) {
    this.accounts = accounts;
    this.nowMs = nowMs;
    accounts.onAccountDeleted((accountId) => {
      for (const { record } of this.ofAccount(accountId)) this.remove(record.id);
    });
  }

  onLeaseTaken(handler: (lease: Lease) => void): () => void {
    return this.taken.add(handler);
  }

  /** What hangs on a character goes with it. */
  onDeleted(handler: (characterId: string) => void): () => void {
    return this.deletions.add(handler);
  }

  has(characterId: string): boolean {
    return this.entries.has(characterId);
  }

  async create(character: CharacterRecord, limitPerAccount: number): ReturnType<CharacterStore['create']> {
    if (!this.accounts.hasAccount(character.accountId)) return 'account_gone';
    if (this.ofAccount(character.accountId).length >= limitPerAccount) return 'limit_reached';
    const key = nameKey(character.name);
    if ([...this.entries.values()].some(({ record }) => nameKey(record.name) === key)) return 'name_taken';
    this.entries.set(character.id, {
      record: { ...character },
      instance: null,
      renewedAtMs: 0,
      awaitsArrival: false,
      fence: 0,
    });
    return 'created';
  }

  async listByAccount(accountId: string): Promise<CharacterRecord[]> {
    return this.ofAccount(accountId)
      .map(({ record }) => ({ ...record }))
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  }

  async find(characterId: string): Promise<CharacterRecord | null> {
    const entry = this.entries.get(characterId);
    return entry ? { ...entry.record } : null;
  }

  async findByName(name: string): Promise<CharacterRecord | null> {
    const key = nameKey(name);
    const entry = [...this.entries.values()].find(({ record }) => nameKey(record.name) === key);
    return entry ? { ...entry.record } : null;
  }

  async delete(characterId: string, accountId: string): ReturnType<CharacterStore['delete']> {
    const entry = this.entries.get(characterId);
    if (entry?.record.accountId !== accountId) return 'not_found';
    if (this.instanceOf(entry) !== null) return 'in_world';
    this.remove(characterId);
    return 'deleted';
  }

  async takeLease(
    characterId: string,
    accountId: string,
    instance: string,
  ): ReturnType<CharacterStore['takeLease']> {
    const entry = this.entries.get(characterId);
    if (entry?.record.accountId !== accountId) return null;
    const wasHeld = entry.instance !== null;
    entry.instance = instance;
    entry.renewedAtMs = this.nowMs();
    entry.awaitsArrival = false;
    entry.fence++;
    if (wasHeld) this.taken.tell({ characterId, fence: entry.fence });
    return { character: { ...entry.record }, fence: entry.fence };
  }

  async resumeLease(lease: Lease, instance: string): Promise<CharacterRecord | null> {
    const entry = this.arriving(lease, instance);
    if (!entry) return null;
    entry.renewedAtMs = this.nowMs();
    entry.awaitsArrival = false;
    return { ...entry.record };
  }

  async releaseLease({ characterId, fence }: Lease): Promise<void> {
    const entry = this.entries.get(characterId);
    if (entry?.fence === fence) release(entry);
  }

  async releaseLeases(leases: Lease[]): Promise<void> {
    for (const lease of leases) await this.releaseLease(lease);
  }

  async forsakeLease(lease: Lease, instance: string): Promise<void> {
    const entry = this.arriving(lease, instance);
    if (entry) release(entry);
  }

  async saveCharacters(saves: CharacterSave[]): Promise<string[]> {
    saves.forEach(assertStorable);
    return this.write(saves, ({ record }, save) => Object.assign(record, writtenOf(save)));
  }

  async moveLeases(moves: LeaseMove[], party: PartyAsOf | null): Promise<MoveOutcome> {
    const stale = moves
      .filter(({ characterId, fence }) => !isHeld(this.entries.get(characterId), fence))
      .map(({ characterId }) => characterId);
    if (stale.length > 0) return { moved: false, stale };
    if (party && [...this.partyMembers(party.partyId)].sort().join() !== [...party.memberIds].sort().join()) {
      return { moved: false, partyChanged: true };
    }
    moves.forEach(assertStorable);
    for (const move of moves) {
      const entry = this.entries.get(move.characterId)!;
      Object.assign(entry.record, writtenOf(move));
      entry.instance = move.instance;
      entry.renewedAtMs = this.nowMs();
      entry.awaitsArrival = true;
      entry.fence++;
    }
    return { moved: true };
  }

  async locate(characterIds: string[]): Promise<Whereabouts[]> {
    const found = characterIds.map((id) => this.entries.get(id)).filter((entry) => entry !== undefined);
    return found.map((entry) => {
      const { id: characterId, accountId, name, level, place } = entry.record;
      return {
        characterId,
        accountId,
        name,
        level,
        place,
        fence: entry.fence,
        instance: this.instanceOf(entry),
      };
    });
  }

  async renewLeases(leases: Lease[]): Promise<string[]> {
    return this.write(leases, () => undefined);
  }

  private remove(characterId: string): void {
    this.entries.delete(characterId);
    this.deletions.tell(characterId);
  }

  private arriving({ characterId, fence }: Lease, instance: string): Entry | null {
    const entry = this.entries.get(characterId);
    return entry?.awaitsArrival && entry.fence === fence && entry.instance === instance ? entry : null;
  }

  private instanceOf({ instance, renewedAtMs }: Entry): string | null {
    return this.nowMs() - renewedAtMs < LEASE_TIMEOUT_SEC * 1000 ? instance : null;
  }

  private write<L extends Lease>(leases: L[], change: (entry: Entry, lease: L) => void): string[] {
    const stale: string[] = [];
    for (const lease of leases) {
      const entry = this.entries.get(lease.characterId);
      if (!isHeld(entry, lease.fence)) {
        stale.push(lease.characterId);
        continue;
      }
      entry.renewedAtMs = this.nowMs();
      change(entry, lease);
    }
    return stale;
  }

  private ofAccount(accountId: string): Entry[] {
    return [...this.entries.values()].filter(({ record }) => record.accountId === accountId);
  }
}

function release(entry: Entry): void {
  entry.instance = null;
  entry.awaitsArrival = false;
}

function isHeld(entry: Entry | undefined, fence: number): entry is Entry {
  return entry !== undefined && entry.instance !== null && entry.fence === fence;
}

/** What a world writes of a character. */
function writtenOf(save: Omit<CharacterSave, keyof Lease>) {
  const { place, x, y, facing, level, experience, health, mana, stamina } = save;
  return { place, x, y, facing, level, experience, health, mana, stamina };
}

/** As the checks of the table. */
function assertStorable(save: CharacterSave | LeaseMove): void {
  const { x, y, level, experience, health, mana, stamina } = save;
  const areFinite = [x, y, experience, health, mana, stamina].every(Number.isFinite);
  const areInRange = level >= 1 && Math.min(experience, health, mana, stamina) >= 0;
  if (!areFinite || !areInRange) throw new RangeError('this cannot be stored');
}
