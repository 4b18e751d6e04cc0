import type { Ability, StatusKind } from '../../../src/content/combat-types.ts';
import type { ItemKind } from '../../../src/content/goods.ts';
import type { NodeKind } from '../../../src/content/node-types.ts';
import type { Hull, ShipModule } from '../../../src/content/ship-types.ts';
import type { CharacterClass, Place } from '../../../src/content/types.ts';
import type { GameRules, ListedMonster } from '../combat/combat-content.ts';
import type { Session } from '../session/session.ts';
import { authorizedRequest } from './authorized.ts';
import { request } from './request.ts';

export interface Character {
  id: string;
  name: string;
  classId: string;
  level: number;
  place: string;
}

/** A kind of node, as the API tells it. */
export type CollectableKind = Omit<NodeKind, 'loot'> & { yields: readonly string[] };

/** Characters and content. Content never changes while the server runs, so each piece is fetched once. */
export class GameApi {
  private readonly session: Session;
  private readonly content = new Map<string, Promise<unknown>>();

  constructor(session: Session) {
    this.session = session;
  }

  characters(): Promise<Character[]> {
    return authorizedRequest(this.session, 'GET', '/characters');
  }

  character(characterId: string): Promise<Character> {
    return authorizedRequest(this.session, 'GET', `/characters/${encodeURIComponent(characterId)}`);
  }

  createCharacter(name: string, classId: string): Promise<Character> {
    return authorizedRequest(this.session, 'POST', '/characters', { name, classId });
  }

  async deleteCharacter(characterId: string): Promise<void> {
    await authorizedRequest(this.session, 'DELETE', `/characters/${encodeURIComponent(characterId)}`);
  }

  classes(): Promise<CharacterClass[]> {
    return this.fetchOnce('/content/classes');
  }

  places(): Promise<Place[]> {
    return this.fetchOnce('/content/places');
  }

  nodes(): Promise<CollectableKind[]> {
    return this.fetchOnce('/content/nodes');
  }

  abilities(): Promise<Ability[]> {
    return this.fetchOnce('/content/abilities');
  }

  statuses(): Promise<StatusKind[]> {
    return this.fetchOnce('/content/statuses');
  }

  monsters(): Promise<ListedMonster[]> {
    return this.fetchOnce('/content/monsters');
  }

  rules(): Promise<GameRules> {
    return this.fetchOnce('/content/rules');
  }

  items(): Promise<ItemKind[]> {
    return this.fetchOnce('/content/items');
  }

  hulls(): Promise<Hull[]> {
    return this.fetchOnce('/content/hulls');
  }

  modules(): Promise<ShipModule[]> {
    return this.fetchOnce('/content/modules');
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
}
