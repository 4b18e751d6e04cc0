import type { Page } from './ledger.ts';

/** Something that a character lived through. */
export interface GameEvent {
  /** Names the cause, and so makes it happen once. At most 200 characters. */
  key: string;
  characterId: string;
  /** Kebab-case: 'operation-reversed', 'rift-finished' … */
  kind: string;
  data: Record<string, unknown>;
}

export interface LoggedEvent extends Omit<GameEvent, 'key' | 'characterId'> {
  at: Date;
}

/** What happened to characters, for those who play them. */
export interface GameEvents {
  /** Once by their keys; of characters who are no more nothing is kept. */
  record(events: readonly GameEvent[]): Promise<void>;
  /** Newest first. Errors: invalid_request for a foreign cursor */
  list(characterId: string, cursor: string | null, limit: number): Promise<Page<LoggedEvent>>;
  /** For a job: forgets what is older than half a year. @returns how many */
  forgetOld(): Promise<number>;
}
