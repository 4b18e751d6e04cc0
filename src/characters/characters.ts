import type { CharacterRecord, CharacterSave, Lease, Whereabouts } from './character-store.ts';

export interface EnteredCharacter {
  character: CharacterRecord;
  lease: Lease;
}

/** Every method throws GameError as noted. */
export interface Characters {
  /** Errors: class_not_found, character_name_taken, character_limit_reached, session_revoked (the account is gone). */
  create(accountId: string, input: { name: string; classId: string }): Promise<CharacterRecord>;
  list(accountId: string): Promise<CharacterRecord[]>;
  /** Errors: character_not_found, also for somebody else's. */
  get(accountId: string, characterId: string): Promise<CharacterRecord>;
  /** Errors: character_not_found, character_in_world. */
  delete(accountId: string, characterId: string): Promise<void>;

  /** Takes the character's lease for an instance (a room id). Errors: character_not_found. */
  enter(accountId: string, characterId: string, instance: string): Promise<EnteredCharacter>;
  /** For a traveller, whose lease has moved to the instance already. Errors: character_taken_over. */
  resume(lease: Lease, instance: string): Promise<EnteredCharacter>;
  /** Saves what changed of them in the world. @returns ids whose lease is gone: their connections must be closed, they may no longer write. */
  save(saves: CharacterSave[]): Promise<string[]>;
  /** To be called every 20 s for everybody in an instance, moved or not. @returns as `save`. */
  renewLeases(leases: Lease[]): Promise<string[]>;
  leave(lease: Lease): Promise<void>;
  /** As `leave`, of many at once. */
  leaveAll(leases: Lease[]): Promise<void>;
  /** As `CharacterStore.locate`. */
  locate(characterIds: string[]): Promise<Whereabouts[]>;
  /** For a traveller who never came: gives back the lease that moved to the instance, if it did and is still the current one. */
  forsake(lease: Lease, instance: string): Promise<void>;
}
