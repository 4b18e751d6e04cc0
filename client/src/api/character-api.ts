import { newKey } from '../data/new-key.ts';
import type { Session } from '../session/session.ts';
import { ApiError } from './api-error.ts';
import { authorizedRequest } from './authorized.ts';

const ATTEMPTS = 3;
const AGAIN_AFTER_MS = 700;
/** After these nobody knows whether it was done. */
const UNCERTAIN = new Set(['network', 'unavailable', 'internal']);

/** Calls in the name of one character. */
export class CharacterApi {
  readonly characterId: string;
  private readonly session: Session;
  private readonly againAfterMs: number;

  constructor(session: Session, characterId: string, againAfterMs = AGAIN_AFTER_MS) {
    this.session = session;
    this.characterId = characterId;
    this.againAfterMs = againAfterMs;
  }

  /** @throws ApiError */
  get<T>(path: string): Promise<T> {
    return authorizedRequest(this.session, 'GET', path);
  }

  /** What moves no property, such as a setting. @throws ApiError */
  send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return authorizedRequest(this.session, method, path, body);
  }

  /** Moves property, once: when the answer is lost it is asked for again under the same key. @throws ApiError */
  async act<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const key = newKey();
    for (let attempt = 1; ; attempt++) {
      try {
        return await authorizedRequest<T>(this.session, method, path, body, key);
      } catch (error) {
        const isUncertain = error instanceof ApiError && UNCERTAIN.has(error.code);
        if (!isUncertain || attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, this.againAfterMs * attempt));
      }
    }
  }
}

/** A path out of parts that are taken literally. */
export function pathOf(...parts: string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** A query out of the fields that have a value. */
export function queryOf(fields: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  return query.size === 0 ? '' : `?${query}`;
}

/** A part of a list that may go on. */
export interface Page<T> {
  entries: T[];
  /** Asks for what follows; null: this was the last. */
  cursor: string | null;
}
