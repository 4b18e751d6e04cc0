import type { Ability, MonsterKind } from '../../src/content/combat-types.ts';
import type { DropRules } from '../../src/content/loot-types.ts';
import type { Content, PlaceMap } from '../../src/content/types.ts';
import { openContent } from './open-content.ts';

/** Dies of one blow, does nothing about it, and leaves seven credits, three pieces of ore and a pair of boots. */
export const HOUND: MonsterKind = {
  id: 'test-hound',
  name: 'Test Hound',
  text: 'Sits.',
  level: 1,
  rank: 'normal',
  color: '#ffffff',
  shape: 'hound',
  half: 10,
  speed: 1,
  stats: { health: 1, mana: 0, stamina: 0, attack: 0, defence: 0 },
  abilities: [],
  behaviour: { sight: 0, leash: 100, help: 0, distance: 0, fleeBelow: 0, wander: 0 },
  experience: 0,
  credits: { min: 7, max: 7 },
  loot: [
    { item: 'iron-ore', chance: 1, min: 3, max: 3 },
    { item: 'trail-boots', chance: 1, min: 1, max: 1 },
  ],
};

/** So far from the hounds that they appear, and so near that they are smitten. */
export const NEAR_THE_HOUNDS = { x: 1290, y: 1008 };

const KENNEL = { left: 960, top: 960, right: 1055, bottom: 1055 };

/** Kills whatever is named within 500 px, for nothing. */
const SMITE: Ability = {
  id: 'smite',
  name: 'Smite',
  text: 'Ends it.',
  color: '#ffffff',
  icon: 'blade',
  cost: { mana: 0, stamina: 0 },
  cooldownSec: 0.1,
  shape: { kind: 'enemy', range: 500 },
  effects: [{ kind: 'damage', amount: 10_000, share: 0 }],
};

export interface HoundOptions {
  hound?: Partial<MonsterKind>;
  drops?: Partial<DropRules>;
  count?: number;
}

/** The open content with hounds in 'verdant-forest', and everybody able to smite them and to reach what they leave. */
export function houndsInTheForest({ hound = {}, drops = {}, count = 1 }: HoundOptions = {}): Content {
  const open = openContent();
  const forest: PlaceMap = { ...open.maps.get('verdant-forest')!, portals: [] };
  const area = {
    id: 'hounds',
    place: 'verdant-forest',
    area: KENNEL,
    monsters: [{ monster: HOUND.id, count }],
    respawnSec: 1,
  };
  const abilities = [SMITE.id];
  return {
    ...open,
    maps: new Map([...open.maps, ['verdant-forest', forest]]),
    classes: new Map([...open.classes].map(([id, kind]) => [id, { ...kind, abilities }])),
    abilities: new Map([...open.abilities, [SMITE.id, SMITE]]),
    monsters: new Map([[HOUND.id, { ...HOUND, ...hound }]]),
    spawns: new Map([['verdant-forest', [area]]]),
    nodeFields: new Map(),
    drops: { ...open.drops, reach: 500, ...drops },
  };
}
