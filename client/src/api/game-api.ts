import type { CharacterClass, Place } from '../../../src/content/types.ts';
import type { Session } from '../session/session.ts';
import { ApiError } from './api-error.ts';
import { type RequestOptions, request } from './request.ts';

export interface Character {
  id: string;
  name: string;
  classId: string;
  level: number;
  place: string;
}

/** Characters and content. Content never changes while the server runs, so each piece is fetched once. */
export class GameApi {
  private readonly session: Session;
  private readonly content = new Map<string, Promise<unknown>>();

  constructor(session: Session) {
    this.session = session;
  }

  characters(): Promise<Character[]> {
    return this.authorized('GET', '/characters');
  }

  createCharacter(name: string, classId: string): Promise<Character> {
    return this.authorized('POST', '/characters', { name, classId });
  }

  async deleteCharacter(characterId: string): Promise<void> {
    await this.authorized('DELETE', `/characters/${encodeURIComponent(characterId)}`);
  }

  classes(): Promise<CharacterClass[]> {
    return this.fetchOnce('/content/classes');
  }

  places(): Promise<Place[]> {
    return this.fetchOnce('/content/places');
  }

  /** The map of a place, as Tiled wrote it. */
  map(placeId: string): Promise<unknown> {
    return this.fetchOnce(`/content/maps/${encodeURIComponent(placeId)}`);
  }

  private fetchOnce<T>(path: string): Promise<T> {
    let known = this.content.get(path);
    if (!known) {
      known = request<T>('GET', path);
      known.catch(() => this.content.delete(path));
      this.content.set(path, known);
    }
    return known as Promise<T>;
  }

  /** An access token may expire between the check and its use: the first refusal is answered by a fresh one. */
  private async authorized<T>(method: string, path: string, body?: unknown): Promise<T> {
    const options = (accessToken: string): RequestOptions => ({
      accessToken,
      ...(body !== undefined && { body }),
    });
    const accessToken = await this.session.accessToken();
    try {
      return await request<T>(method, path, options(accessToken));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'session_revoked') this.session.end('revoked');
      if (error.code !== 'token_expired' && error.code !== 'unauthenticated') throw error;
      return await request<T>(method, path, options(await this.session.freshAccessToken(accessToken)));
    }
  }
}
