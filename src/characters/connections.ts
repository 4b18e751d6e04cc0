import type { Effects } from '../content/upgrades.ts';
import type { ErrorCode } from '../errors.ts';
import type { ServerMessage, ServerMessageName } from '../protocol.ts';

/** A character that is in a room of this process, connected or with its seat held. */
export interface Connection {
  characterId: string;
  accountId: string;
  /** The login session that opened it. */
  sessionId: string;
  fence: number;
  /** Ends it: the client is told the code, the seat is not held. Resolves once the character is saved and gone; never rejects. */
  close(code: ErrorCode): Promise<void>;
  /** Its character has these effects from now on. */
  affect(effects: Readonly<Effects>): void;
  /** So many slots of its inventory are taken. */
  noteInventory(slots: number): void;
  /** Sends its client a message, if it is connected. */
  tell<N extends ServerMessageName>(name: N, payload: ServerMessage<N>): void;
}

/** The characters in this process's rooms, found by what can end them. */
export class Connections {
  private readonly byCharacter = new Map<string, Connection>();

  get size(): number {
    return this.byCharacter.size;
  }

  /** A character is in one room at most; an older entry is closed. */
  add(connection: Connection): void {
    const older = this.byCharacter.get(connection.characterId);
    this.byCharacter.set(connection.characterId, connection);
    void older?.close('character_taken_over');
  }

  /** Removes this very connection, not a newer one of the same character. */
  remove(connection: Connection): void {
    if (this.byCharacter.get(connection.characterId) === connection) {
      this.byCharacter.delete(connection.characterId);
    }
  }

  get(characterId: string): Connection | undefined {
    return this.byCharacter.get(characterId);
  }

  all(): Connection[] {
    return [...this.byCharacter.values()];
  }

  closeSessions(sessionIds: readonly string[]): void {
    const revoked = new Set(sessionIds);
    for (const connection of [...this.byCharacter.values()]) {
      if (revoked.has(connection.sessionId)) void connection.close('session_revoked');
    }
  }

  /** Somebody holds a newer fence: the older connection, if it is here, may no longer write. */
  leaseTaken(characterId: string, fence: number): void {
    const connection = this.byCharacter.get(characterId);
    if (connection && connection.fence < fence) void connection.close('character_taken_over');
  }
}
