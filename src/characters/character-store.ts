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

export interface CharacterStore {
  /** Names are unique whatever their case; the limit is checked in the same transaction. */
  create(character: CharacterRecord, limitPerAccount: number): Promise<'created' | 'name_taken' | 'limit_reached'>;
  /** Oldest first. */
  listByAccount(accountId: string): Promise<CharacterRecord[]>;
  find(characterId: string): Promise<CharacterRecord | null>;
  /** 'in_world' while an instance holds its lease. */
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
  /** Gives the lease back, if it is still the current one. */
  releaseLease(lease: Lease): Promise<void>;
  /** Saves in one statement. @returns the ids that were refused because their fence is no longer current. */
  savePositions(saves: PositionSave[]): Promise<string[]>;
}

/** Tells every process of leases that were taken, including by other processes. */
export interface LeaseFeed {
  onLeaseTaken(handler: (lease: Lease) => void): () => void;
}
