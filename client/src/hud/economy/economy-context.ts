import type { Catalogue } from '../../economy/catalogue.ts';
import type { Hangar } from '../../economy/hangar.ts';
import type { Inventory } from '../../economy/inventory.ts';
import type { Attempt } from '../attempt.ts';

/** What the panels of the economy share. */
export interface EconomyContext {
  characterId: string;
  catalogue(): Catalogue;
  inventory: Inventory;
  hangar: Hangar;
  attempt: Attempt;
  /** Attempts what moves property: one at a time, and afterwards the open panel and the inventory look again. */
  act: Attempt;
  /** A few words that go by themselves. */
  say(text: string): void;
}
