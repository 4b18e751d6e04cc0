import type { PlaceKind } from '../../../src/content/types.ts';
import type { Session } from '../session/session.ts';
import { authorizedRequest } from './authorized.ts';
import type { MissingRequirement } from './missing.ts';

export interface ListedPlace {
  id: string;
  name: string;
  kind: PlaceKind;
  text: string;
  /** Characters in all of its instances. */
  population: number;
  instances: number;
  missing: MissingRequirement[];
  /** How one gets there from here; null: not directly. */
  reachable: 'portal' | 'warp' | 'enter' | null;
}

export interface ListedStation {
  id: string;
  name: string;
  /** Id of the place in which it stands. */
  place: string;
  missing: MissingRequirement[];
}

export interface Navigation {
  /** Id of the place where the character is. */
  here: string;
  places: ListedPlace[];
  /** Those to which one can warp from here. */
  stations: ListedStation[];
}

/** The navigation routes, for one character. */
export class NavigationApi {
  private readonly session: Session;
  private readonly characterId: string;

  constructor(session: Session, characterId: string) {
    this.session = session;
    this.characterId = characterId;
  }

  list(): Promise<Navigation> {
    return authorizedRequest(this.session, 'GET', `/navigation/${encodeURIComponent(this.characterId)}`);
  }

  /** The room tells the client where to go. */
  async warp(station: string): Promise<void> {
    await authorizedRequest(this.session, 'POST', '/navigation/warp', {
      characterId: this.characterId,
      station,
    });
  }
}
