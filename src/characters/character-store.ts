/** What the characters domain needs of its storage. Implemented in `src/db/` and, for tests, in memory. */

export interface CharacterRecord {
  id: string;
  accountId: string;
  name: string;
  classId: string;
  level: number;
  experience: number;
  health: number;
  mana: number;
  stamina: number;
  /** Place id, and the position in it in world pixels. */
  place: string;
  x: number;
  y: number;
  facing: number;
  createdAt: Date;
}

/** The right of one instance to write one character. The fence only grows; a write with an older one is refused. */
export interface Lease {
  characterId: string;
  fence: number;
}

export interface PositionSave extends Lease {
  place: string;
  x: number;
  y: number;
  facing: number;
}

/**
 * A lease that was neither taken, saved with nor renewed for this long was left behind by a process that died:
 * it no longer keeps its character from being deleted. Instances renew every 20 s, so two renewals may fail.
 */
export const LEASE_TIMEOUT_SEC = 60;

export interface CharacterStore {
  /** Names are unique whatever their case; the limit is checked in the same transaction. */
  create(
    character: CharacterRecord,
    limitPerAccount: number,
  ): Promise<'created' | 'name_taken' | 'limit_reached' | 'account_gone'>;
  /** Oldest first. */
  listByAccount(accountId: string): Promise<CharacterRecord[]>;
  find(characterId: string): Promise<CharacterRecord | null>;
  /** 'in_world' while an instance holds its lease, see LEASE_TIMEOUT_SEC. */
  delete(characterId: string, accountId: string): Promise<'deleted' | 'not_found' | 'in_world'>;

  /**
   * Gives the lease to an instance, whoever held it, and announces the new fence to every process.
   * @returns null when the account has no such character.
   */
  takeLease(
    characterId: string,
    accountId: string,
    instance: string,
  ): Promise<{ character: CharacterRecord; fence: number } | null>;
  /** Gives the lease back, if it is still the current one; then nobody may write the character until it is taken. */
  releaseLease(lease: Lease): Promise<void>;
  /**
   * Saves in one statement, and renews the leases. At most one save per lease; of a character's several leases the
   * current one's is stored, whatever their order.
   * @returns the ids that were refused because their lease was taken over or given back.
   */
  savePositions(saves: PositionSave[]): Promise<string[]>;
  /** Renews in one statement. @returns the ids whose lease was taken over or given back. */
  renewLeases(leases: Lease[]): Promise<string[]>;
}

/** Tells every process of leases that were taken, including by other processes. */
export interface LeaseFeed {
  onLeaseTaken(handler: (lease: Lease) => void): () => void;
}
