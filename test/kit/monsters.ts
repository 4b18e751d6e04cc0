import type { Ability, MonsterKind, SpawnArea } from '../../src/content/combat-types.ts';
import type { PlaceMap, Rect } from '../../src/content/types.ts';
import type { Monster } from '../../src/game/monster.ts';
import type { Player, WorldRules } from '../../src/game/world.ts';
import { emptyMap, HandWorld, PEACE } from './hand-world.ts';
import { SEED } from './harvest.ts';

/** 10 damage within 20 px between edges, once a second. */
export const BITE: Ability = {
  id: 'bite',
  name: 'Bite',
  text: 'Teeth.',
  color: '#ffffff',
  icon: 'bite',
  cost: { mana: 0, stamina: 0 },
  cooldownSec: 1,
  shape: { kind: 'arc', range: 20, degrees: 90 },
  effects: [{ kind: 'damage', amount: 10, share: 0 }],
};

/** 5 damage from 300 px, every two seconds. */
export const ZAP: Ability = {
  ...BITE,
  id: 'zap',
  cooldownSec: 2,
  shape: { kind: 'enemy', range: 300 },
  effects: [{ kind: 'damage', amount: 5, share: 0 }],
};

/** 100 health, 120 px/s, sees 200 px far, bites; 400 px of leash. It neither strolls, flees nor helps. */
export const WOLF: MonsterKind = {
  id: 'wolf',
  name: 'Wolf',
  text: 'Hungry.',
  level: 1,
  rank: 'normal',
  color: '#ffffff',
  shape: 'hound',
  half: 10,
  speed: 120,
  stats: { health: 100, mana: 0, stamina: 0, attack: 0, defence: 0 },
  abilities: ['bite'],
  behaviour: { sight: 200, leash: 400, help: 0, distance: 0, fleeBelow: 0, wander: 0 },
  experience: 10,
  credits: { min: 0, max: 0 },
  loot: [],
};

/** Around the point (1008, 1008) of the ground: a monster stands at most 8 px from there along each axis. */
export const DEN: Rect = { left: 1000, top: 1000, right: 1015, bottom: 1015 };

export interface Pack {
  kind?: Partial<Omit<MonsterKind, 'behaviour'>>;
  behaviour?: Partial<MonsterKind['behaviour']>;
  area?: Rect;
  count?: number;
  respawnSec?: number | null;
}

/** Rules of a place in which these packs live. A pack's kind is called after its place in the list: 'wolf-0'. */
export function rulesWith(packs: readonly Pack[], change: Partial<WorldRules> = {}): WorldRules {
  const kinds = packs.map(({ kind, behaviour }, at): MonsterKind => {
    const id = `wolf-${at}`;
    return { ...WOLF, ...kind, id, behaviour: { ...WOLF.behaviour, ...behaviour } };
  });
  const spawns = packs.map(
    ({ area = DEN, count = 1, respawnSec = null }, at): SpawnArea => ({
      id: `pack-${at}`,
      place: 'wild',
      area,
      monsters: [{ monster: `wolf-${at}`, count }],
      respawnSec,
    }),
  );
  return {
    ...PEACE,
    combat: 'monsters',
    abilities: new Map([BITE, ZAP].map((ability) => [ability.id, ability])),
    monsters: new Map(kinds.map((kind) => [kind.id, kind])),
    spawns,
    ...change,
  };
}

/** A world of 2048 by 2048 px in which packs live, after its first tick. */
export function wild(
  packs: readonly Pack[],
  { map = emptyMap(2048, 2048), rules = {} }: { map?: PlaceMap; rules?: Partial<WorldRules> } = {},
): HandWorld {
  const hand = new HandWorld(map, { seed: SEED, rules: rulesWith(packs, rules) });
  hand.tick();
  return hand;
}

export function monstersOf({ world }: HandWorld): Monster[] {
  return [...world.monsters.values()];
}

/** The monster of a world in which one lives. */
export function onlyMonster(hand: HandWorld): Monster {
  const [monster] = monstersOf(hand);
  return monster!;
}

/** Moves a player somewhere at once. */
export function place({ world }: HandWorld, player: Player, x: number, y: number): void {
  player.body.x = x;
  player.body.y = y;
  world.grid.place(player, x, y);
}

export function distanceTo(monster: Monster, { x, y }: { x: number; y: number }): number {
  return Math.hypot(monster.body.x - x, monster.body.y - y);
}

/** Ticks until something is so. @returns how many ticks it took */
export function tickUntil(hand: HandWorld, isSo: () => boolean, atMost = 2_000): number {
  for (let ticks = 0; ticks <= atMost; ticks++) {
    if (isSo()) return ticks;
    hand.tick();
  }
  throw new Error(`not so after ${atMost} ticks`);
}
