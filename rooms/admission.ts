import { ServerError } from '@colyseus/core';
import type { Lease } from '../src/characters/character-store.ts';
import type { EnteredCharacter } from '../src/characters/characters.ts';
import { GameError } from '../src/errors.ts';
import type { Admission } from '../src/placement/ticket.ts';
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
 * that, nobody told it. Errors: session_revoked, character_taken_over, unavailable.
 */
export async function confirmAdmission(
  { services }: RoomEnvironment,
  { loginSessionId }: Admission,
  lease: Lease,
): Promise<void> {
  const [ended, stale] = await Promise.all([
    services.accounts.endedSessions([loginSessionId]),
    services.characters.renewLeases([lease]),
  ]);
  if (ended.length > 0) throw new GameError('session_revoked');
  if (stale.length > 0) throw new GameError('character_taken_over');
}

/** The form in which Colyseus hands an error to the client: the close code, and `code: text`. */
export function asServerError(error: GameError): ServerError {
  return new ServerError(error.closeCode, `${error.code}: ${error.message}`);
}
