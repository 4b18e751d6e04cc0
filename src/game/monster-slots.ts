import type { Ability, MonsterKind, SpawnArea, StatusKind } from '../content/combat-types.ts';
import type { PlaceMap } from '../content/types.ts';
import { groundWithin } from './free-ground.ts';
import type { GameMap } from './map.ts';
import type { MonsterAbility, MonsterSlot } from './monster.ts';
import { monsterAbility } from './monster-attacks.ts';

/** Who does nothing to enemies still walks up to them. World pixels. */
const NO_REACH = 32;

interface Inhabitants {
  abilities: ReadonlyMap<string, Ability>;
  statuses: ReadonlyMap<string, StatusKind>;
  monsters: ReadonlyMap<string, MonsterKind>;
  spawns: readonly SpawnArea[];
}

/** One for each monster that lives here; they are due in the first tick. */
export function monsterSlots(place: PlaceMap, map: GameMap, inhabitants: Inhabitants): MonsterSlot[] {
  const { monsters, spawns } = inhabitants;
  const slots: MonsterSlot[] = [];
  for (const area of spawns) {
    const ground = groundWithin(place, map, [area.area], area);
    for (const { monster, count } of area.monsters) {
      const kind = monsters.get(monster)!;
      const abilities = kind.abilities.map((id) =>
        monsterAbility(inhabitants.abilities.get(id)!, inhabitants.statuses),
      );
      const shared = {
        kind,
        area,
        ground,
        abilities,
        reach: leastReach(abilities),
        shotHalf: biggestShot(abilities),
      };
      for (let i = 0; i < count; i++) slots.push({ ...shared, number: slots.length, serial: 0, dueTick: 0 });
    }
  }
  return slots;
}

function biggestShot(abilities: readonly MonsterAbility[]): number {
  return Math.max(
    0,
    ...abilities.map(({ ability: { shape } }) => (shape.kind === 'projectile' ? shape.half : 0)),
  );
}

function leastReach(abilities: readonly MonsterAbility[]): number {
  const reaches = abilities.filter(({ purpose }) => purpose === 'harm').map(({ reach }) => reach);
  return reaches.length === 0 ? NO_REACH : Math.min(...reaches);
}
