import type { Rarity } from './goods.ts';
import type { Rect } from './types.ts';

/** One line of a loot table. */
export interface LootEntry {
  /** Id of an item that comes in stacks. */
  item: string;
  /** From 0 to 1; every line is rolled by itself. */
  chance: number;
  /** Pieces, both included. */
  min: number;
  max: number;
}

/** How clients draw it. */
export type NodeShape = 'vein' | 'crystal' | 'heap' | 'wreck';

/** Ore or debris that can be collected. */
export interface NodeKind {
  id: string;
  name: string;
  text: string;
  category: 'ore' | 'debris';
  rarity: Rarity;
  /** CSS colour of what is worth having in it. */
  color: string;
  shape: NodeShape;
  /** How long it takes to collect, before effects. */
  seconds: number;
  /** From how far it can be collected, world pixels, before effects. */
  range: number;
  /** How long after it was taken another one appears. */
  respawnSec: number;
  /** At least one line is certain. */
  loot: readonly LootEntry[];
}

/** Nodes of one kind in one place. */
export interface NodeField {
  /** Id of the kind. */
  node: string;
  /** How many stand there at once. */
  count: number;
  /** Where; empty: anywhere. Always on free ground that can be reached. */
  areas: readonly Rect[];
}
