import { ServerError } from '@colyseus/core';
import type { Lease } from '../src/characters/character-store.ts';
import type { EnteredCharacter } from '../src/characters/characters.ts';
import { GameError } from '../src/errors.ts';
import type { Admission } from '../src/placement/ticket.ts';
import type { Services } from '../src/services.ts';
import type { RoomEnvironment } from './environment.ts';

/**
 * Takes the character for an instance: whoever plays it elsewhere is closed and saved first. A traveller's lease is here
 * already; if it has moved on since, the seat admits nobody.
 * Errors: session_revoked, character_taken_over, character_not_found, unavailable.
 */
export async function enterCharacter(
  { services, saver }: RoomEnvironment,
  { accountId, loginSessionId, characterId, fence }: Admission,
  instance: string,
): Promise<EnteredCharacter> {
  // Nobody is thrown out of the world for a session that has ended since its seat was reserved.
  if ((await services.accounts.endedSessions([loginSessionId])).length > 0) {
    throw new GameError('session_revoked');
  }
  if (fence !== null) return services.characters.resume({ characterId, fence }, instance);
  void services.connections.get(characterId)?.close('character_taken_over');
  await saver.whenSaved(characterId);
  return services.characters.enter(accountId, characterId, instance);
}

/**
 * To be asked once the connection can be found by those who end connections: what happened to session and lease before
 * that, nobody told it. A seat in a private instance may have been promised to who has left the party since.
 * Errors: session_revoked, character_taken_over, rift_private, unavailable.
 */
export async function confirmAdmission(
  { services }: RoomEnvironment,
  { loginSessionId, characterId }: Admission,
  lease: Lease,
  owner: string | null,
): Promise<void> {
  const [ended, stale, party] = await Promise.all([
    services.accounts.endedSessions([loginSessionId]),
    services.characters.renewLeases([lease]),
    owner === null ? null : services.social.partyOf(characterId),
  ]);
  if (ended.length > 0) throw new GameError('session_revoked');
  if (stale.length > 0) throw new GameError('character_taken_over');
  if (!belongsTo(owner, characterId, party?.id ?? null)) throw new GameError('rift_private');
}

/** A seat ran out, or its client was not let in: if a traveller's lease had moved here ahead of it, nobody needs it now. */
export function forsake(
  { characters, log, notifier }: Pick<Services, 'characters' | 'log' | 'notifier'>,
  { characterId, fence }: Admission,
  instance: string,
): void {
  if (fence === null) return;
  characters.forsake({ characterId, fence }, instance).then(
    () => notifier.noteMoved(characterId),
    // It runs out by itself, and whoever enters the character takes it over.
    (error) => log.warn({ err: error, characterId }, 'a lease could not be given back'),
  );
}

/** @param owner party or character to whom an instance is private; null: it is everybody's */
export function belongsTo(owner: string | null, characterId: string, partyId: string | null): boolean {
  return owner === null || owner === characterId || owner === partyId;
}

/** The form in which Colyseus hands an error to the client: the close code, and `code: text`. */
export function asServerError(error: GameError): ServerError {
  return new ServerError(error.closeCode, `${error.code}: ${error.message}`);
}
