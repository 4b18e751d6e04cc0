import { type AuthContext, ServerError } from '@colyseus/core';
import type { EnteredCharacter } from '../src/characters/characters.ts';
import { GameError } from '../src/errors.ts';
import type { RoomEnvironment } from './environment.ts';

/** What the server itself puts on a seat when it admits a client; clients cannot influence it. */
export interface Admission {
  accountId: string;
  /** The login session. Not called `sessionId`: Colyseus would take that for the id of the seat. */
  loginSessionId: string;
  characterId: string;
}

/** The context in which `src/server.ts` asks for a seat, once it has checked who asks. */
export type AdmittedContext = AuthContext & { admission?: Admission };

/**
 * Takes the character for an instance: whoever plays it elsewhere is closed and saved first.
 * Errors: session_revoked, character_taken_over, character_not_found, unavailable.
 */
export async function enterCharacter(
  { services, saver }: RoomEnvironment,
  { accountId, loginSessionId, characterId }: Admission,
  instance: string,
): Promise<EnteredCharacter> {
  // Between the reservation of the seat and this moment the session may have been revoked.
  if ((await services.accounts.endedSessions([loginSessionId])).length > 0) {
    throw new GameError('session_revoked');
  }
  void services.connections.get(characterId)?.close('character_taken_over');
  await saver.whenSaved(characterId);
  const entered = await services.characters.enter(accountId, characterId, instance);

  // Two joins of one character at once: the newer lease stays, whichever gets here first.
  const rival = services.connections.get(characterId);
  if (rival && rival.fence > entered.lease.fence) throw new GameError('character_taken_over');
  void rival?.close('character_taken_over');
  return entered;
}

/** The form in which Colyseus hands an error to the client: the close code, and `code: text`. */
export function asServerError(error: GameError): ServerError {
  return new ServerError(error.closeCode, `${error.code}: ${error.message}`);
}
