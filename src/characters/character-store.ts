import type { Progress } from '../game/progression.ts';

/** What the characters domain needs of its storage. Implemented in `src/db/` and, for tests, in memory. */

export interface CharacterRecord extends Progress {
  id: string;
  accountId: string;
  name: string;
  classId: string;
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

export interface CharacterSave extends Lease, Progress {
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

/** Where a character is, for those who want to find it. */
export interface Whereabouts extends Lease {
  accountId: string;
  name: string;
  level: number;
  place: string;
  /** The instance that holds its lease; null: it is not in the world. */
  instance: string | null;
}

/** A lease that moves from one instance to another, together with the character as it is to be there. */
export interface LeaseMove extends Lease, Progress {
  /** The instance that it moves to. */
  instance: string;
  place: string;
  x: number;
  y: number;
  facing: number;
}

/** A party as it was when its travel began: it hops only as long as these are still its members. */
export interface PartyAsOf {
  partyId: string;
  /** Every member, travelling or not. */
  memberIds: string[];
}

export type MoveOutcome =
  | { moved: true }
  /** Nobody moved: the leases of these are not the given ones any more. */
  | { moved: false; stale: string[] }
  /** Nobody moved: the party is not what it was. */
  | { moved: false; partyChanged: true };

export interface CharacterStore {
  /** Names are unique whatever their case; the limit is checked in the same transaction. */
  create(
    character: CharacterRecord,
    limitPerAccount: number,
  ): Promise<'created' | 'name_taken' | 'limit_reached' | 'account_gone'>;
  /** Oldest first. */
  listByAccount(accountId: string): Promise<CharacterRecord[]>;
  find(characterId: string): Promise<CharacterRecord | null>;
  /** Whatever the name's case. */
  findByName(name: string): Promise<CharacterRecord | null>;
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
  /**
   * For one whose lease moved to this instance ahead of it, and who comes now: once, if the lease is still the current one.
   * @returns null when it is not
   */
  resumeLease(lease: Lease, instance: string): Promise<CharacterRecord | null>;
  /** Gives the lease back, if it is still the current one; then nobody may write the character until it is taken. */
  releaseLease(lease: Lease): Promise<void>;
  /** As `releaseLease`, of many in one statement. */
  releaseLeases(leases: Lease[]): Promise<void>;
  /**
   * Gives back the lease of one who never came, if it moved to this instance and is still the current one. One that was
   * taken instead may have the very same fence, also in the same instance, and stays.
   */
  forsakeLease(lease: Lease, instance: string): Promise<void>;
  /**
   * Saves in one statement, and renews the leases. At most one save per lease; of a character's several leases the
   * current one's is stored, whatever their order.
   * @returns the ids that were refused because their lease was taken over or given back.
   */
  saveCharacters(saves: CharacterSave[]): Promise<string[]>;
  /**
   * Moves leases: each fence grows by one, the character becomes the given one, the old instance may write no more. All
   * in one transaction, or none. Moved leases are not announced as taken: the instance that is left knows. Called again
   * with the same leases it waits for the first call and then finds them stale, even when that one's answer was lost.
   */
  moveLeases(moves: LeaseMove[], party: PartyAsOf | null): Promise<MoveOutcome>;
  /** Those that exist, in no order. A lease that nobody renewed within LEASE_TIMEOUT_SEC counts as none. */
  locate(characterIds: string[]): Promise<Whereabouts[]>;
  /** Renews in one statement. @returns the ids whose lease was taken over or given back. */
  renewLeases(leases: Lease[]): Promise<string[]>;
}

/** Tells every process of leases that were taken, including by other processes. */
export interface LeaseFeed {
  onLeaseTaken(handler: (lease: Lease) => void): () => void;
}
