import {
  type CharacterRecord,
  type CharacterStore,
  LEASE_TIMEOUT_SEC,
  type Lease,
  type LeaseFeed,
  type PositionSave,
} from '../../src/characters/character-store.ts';
import { nameKey } from '../../src/game/names.ts';
import { Handlers } from './handlers.ts';
import type { MemoryAccountStore } from './memory-account-store.ts';

interface Entry {
  record: CharacterRecord;
  instance: string | null;
  renewedAtMs: number;
  fence: number;
}

/** Characters in memory, with what a database would announce. They go when their account goes. */
export class MemoryCharacterStore implements CharacterStore, LeaseFeed {
  private readonly accounts: MemoryAccountStore;
  private readonly nowMs: () => number;
  private readonly entries = new Map<string, Entry>();
  private readonly taken = new Handlers<Lease>();

  constructor(accounts: MemoryAccountStore, nowMs: () => number = Date.now) {
    this.accounts = accounts;
    this.nowMs = nowMs;
    accounts.onAccountDeleted((accountId) => {
      for (const { record } of this.ofAccount(accountId)) this.entries.delete(record.id);
    });
  }

  onLeaseTaken(handler: (lease: Lease) => void): () => void {
    return this.taken.add(handler);
  }

  async create(character: CharacterRecord, limitPerAccount: number): ReturnType<CharacterStore['create']> {
    if (!this.accounts.hasAccount(character.accountId)) return 'account_gone';
    if (this.ofAccount(character.accountId).length >= limitPerAccount) return 'limit_reached';
    const key = nameKey(character.name);
    if ([...this.entries.values()].some(({ record }) => nameKey(record.name) === key)) return 'name_taken';
    this.entries.set(character.id, { record: { ...character }, instance: null, renewedAtMs: 0, fence: 0 });
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

  async delete(characterId: string, accountId: string): ReturnType<CharacterStore['delete']> {
    const entry = this.entries.get(characterId);
    if (entry?.record.accountId !== accountId) return 'not_found';
    const age = this.nowMs() - entry.renewedAtMs;
    if (entry.instance !== null && age < LEASE_TIMEOUT_SEC * 1000) return 'in_world';
    this.entries.delete(characterId);
    return 'deleted';
  }

  async takeLease(
    characterId: string,
    accountId: string,
    instance: string,
  ): ReturnType<CharacterStore['takeLease']> {
    const entry = this.entries.get(characterId);
    if (entry?.record.accountId !== accountId) return null;
    entry.instance = instance;
    entry.renewedAtMs = this.nowMs();
    entry.fence++;
    this.taken.tell({ characterId, fence: entry.fence });
    return { character: { ...entry.record }, fence: entry.fence };
  }

  async releaseLease(lease: Lease): Promise<void> {
    const entry = this.entries.get(lease.characterId);
    if (entry?.fence === lease.fence) entry.instance = null;
  }

  async savePositions(saves: PositionSave[]): Promise<string[]> {
    if (saves.some((save) => !Number.isFinite(save.x) || !Number.isFinite(save.y))) {
      throw new RangeError('a position must be finite');
    }
    return this.write(saves, ({ record }, { place, x, y, facing }) =>
      Object.assign(record, { place, x, y, facing }),
    );
  }

  async renewLeases(leases: Lease[]): Promise<string[]> {
    return this.write(leases, () => undefined);
  }

  private write<L extends Lease>(leases: L[], change: (entry: Entry, lease: L) => void): string[] {
    const stale: string[] = [];
    for (const lease of leases) {
      const entry = this.entries.get(lease.characterId);
      if (!entry || entry.instance === null || entry.fence !== lease.fence) {
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
