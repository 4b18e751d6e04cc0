import type { NodeField, NodeKind } from '../../src/content/node-types.ts';
import type { Content, PlaceMap } from '../../src/content/types.ts';
import { openContent } from './open-content.ts';

export const SEED = '0123456789abcdef0123456789abcdef';

/** A second to collect from 50 px, three pieces of ore for certain, another one ten seconds later. */
export const VEIN: NodeKind = {
  id: 'vein',
  name: 'Vein',
  text: 'Ore.',
  category: 'ore',
  rarity: 'common',
  color: '#ffffff',
  shape: 'vein',
  seconds: 1,
  range: 50,
  respawnSec: 10,
  loot: [{ item: 'iron-ore', chance: 1, min: 3, max: 3 }],
};

/** Around one point of the ground: one node finds room here. */
export const SPOT = { left: 1000, top: 1000, right: 1015, bottom: 1015 };
/** The middle of the spot; its node is at most 8 px from here along each axis. */
export const AT_SPOT = { x: 1008, y: 1008 };

export function harvestOf(kind: NodeKind, ...fields: Omit<NodeField, 'node'>[]) {
  return {
    kinds: new Map([[kind.id, kind]]),
    fields: fields.map((field) => ({ ...field, node: kind.id })),
  };
}

/** The open content with one vein in 'verdant-forest', at the spot. @param change of the vein */
export function veinInTheForest(change: Partial<NodeKind> = {}): Content {
  const open = openContent();
  const forest: PlaceMap = { ...open.maps.get('verdant-forest')!, portals: [] };
  return {
    ...open,
    maps: new Map([...open.maps, ['verdant-forest', forest]]),
    nodes: new Map([[VEIN.id, { ...VEIN, ...change }]]),
    nodeFields: new Map([['verdant-forest', [{ node: VEIN.id, count: 1, areas: [SPOT] }]]]),
  };
}
