import type { MonsterKind, StatusKind } from '../../src/content/combat-types.ts';
import type { Actor } from '../../src/game/actor.ts';
import { takeDamage } from '../../src/game/combat.ts';
import type { Monster } from '../../src/game/monster.ts';
import type { World, WorldRules } from '../../src/game/world.ts';
import { PEACE } from './hand-world.ts';

/** Stands where it is and does nothing to anybody. */
export const DUMMY: MonsterKind = {
  id: 'dummy',
  name: 'Dummy',
  text: 'Made of straw.',
  level: 3,
  rank: 'normal',
  color: '#ffffff',
  shape: 'hound',
  half: 10,
  speed: 100,
  stats: { health: 60, mana: 0, stamina: 0, attack: 0, defence: 0 },
  abilities: [],
  behaviour: { sight: 0, leash: 500, help: 0, distance: 0, fleeBelow: 0, wander: 0 },
  experience: 30,
  credits: { min: 0, max: 0 },
  loot: [],
};

export const PROTECTED: StatusKind = {
  id: 'protected',
  name: 'Protected',
  text: 'Nothing harms it.',
  color: '#ffffff',
  harmful: false,
  seconds: 4,
  speed: 0,
  attack: 0,
  defence: 0,
  absorb: 0,
  healthPerSec: 0,
  rooted: false,
  stunned: false,
  hidden: false,
  protected: true,
};

/** A zone in which one dummy stands, around (1000, 1000), from the first tick on. A death costs a tenth. */
export const DUMMY_ZONE: WorldRules = {
  ...PEACE,
  combat: 'monsters',
  statuses: new Map([[PROTECTED.id, PROTECTED]]),
  monsters: new Map([[DUMMY.id, DUMMY]]),
  spawns: [
    {
      id: 'straw',
      place: 'field',
      area: { left: 980, top: 980, right: 1020, bottom: 1020 },
      monsters: [{ monster: DUMMY.id, count: 1 }],
      respawnSec: null,
    },
  ],
  progression: { ...PEACE.progression, deathLoss: 0.1 },
};

export function dummyOf({ monsters }: World): Monster {
  return [...monsters.values()][0]!;
}

/** Takes all of its health; it dies in the next tick. */
export function slay(world: World, killerId: string, actor: Actor): void {
  takeDamage(world, killerId, actor, actor.vitals.health, null);
}
