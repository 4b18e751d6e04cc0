import type { UpgradeLevels } from '../game/effects.ts';
import type { OwnedItem } from './inventory-capacity.ts';

/** Everything of a character that has effects. */
export interface Effective {
  upgrades: UpgradeLevels;
  /** What it wears, the ship that it flies, and what is fitted to its ships. */
  items: Pick<OwnedItem, 'id' | 'kind' | 'placed'>[];
}

/** What effects need of their storage. Implemented in `src/db/`. */
export interface EffectStore {
  /** Nothing, for a character that does not exist. */
  find(characterId: string): Promise<Effective>;
}
