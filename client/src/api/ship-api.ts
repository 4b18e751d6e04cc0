import type { ShipStats } from '../../../src/ships/ship-stats.ts';
import { type CharacterApi, pathOf, queryOf } from './character-api.ts';

export interface Fitted {
  id: string;
  kind: string;
}

export interface Ship {
  id: string;
  hull: string;
  active: boolean;
  stats: ShipStats;
}

export interface Slot {
  id: string;
  kind: string;
  module: Fitted | null;
}

export interface Fitting extends Ship {
  slots: Slot[];
}

/** The routes of ships, for one character. */
export class ShipApi {
  private readonly api: CharacterApi;

  constructor(api: CharacterApi) {
    this.api = api;
  }

  /** The active one first. */
  list(): Promise<Ship[]> {
    return this.api.get(`/inventory/ships${queryOf({ characterId: this.api.characterId })}`);
  }

  fitting(shipId: string): Promise<Fitting> {
    return this.api.get(pathOf('ships', shipId, 'fitting'));
  }

  async fit(shipId: string, moduleId: string, slot: string): Promise<void> {
    await this.api.act('POST', pathOf('ships', shipId, 'modules'), { moduleId, slot });
  }

  async unfit(shipId: string, moduleId: string): Promise<void> {
    await this.api.act('DELETE', pathOf('ships', shipId, 'modules', moduleId));
  }

  async activate(shipId: string): Promise<void> {
    await this.api.act('POST', pathOf('ships', shipId, 'activate'));
  }
}
