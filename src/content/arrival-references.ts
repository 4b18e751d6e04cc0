import type { MonsterKind, SpawnArea } from './combat-types.ts';
import type { FileProblems } from './content-error.ts';
import type { Place, PlaceMap, Rect, Spawn } from './types.ts';

interface Inhabited {
  monsters: ReadonlyMap<string, MonsterKind>;
  places: ReadonlyMap<string, Place>;
  maps: ReadonlyMap<string, PlaceMap>;
}

/** Who arrives in a zone is seen by none of its monsters, wherever they stroll. Walls are not reckoned with. */
export function checkArrivals(
  areas: ReadonlyMap<string, SpawnArea>,
  { monsters, places, maps }: Inhabited,
  problems: FileProblems,
): void {
  for (const [index, { area, place, monsters: groups }] of [...areas.values()].entries()) {
    if (places.get(place)?.kind !== 'zone') continue;
    for (const { monster } of groups) {
      const behaviour = monsters.get(monster)?.behaviour;
      const seen = behaviour && maps.get(place)?.spawns.find((spawn) => sees(area, behaviour, spawn));
      if (seen) problems.add(`spawns[${index}].area`, `"${monster}" sees who arrives at "${seen.name}"`);
    }
  }
}

/** It strolls so far from where it appeared, along each axis. */
function sees(area: Rect, { sight, wander }: MonsterKind['behaviour'], { x, y }: Spawn): boolean {
  const besideX = Math.max(area.left - wander - x, 0, x - area.right - wander);
  const besideY = Math.max(area.top - wander - y, 0, y - area.bottom - wander);
  return Math.hypot(besideX, besideY) < sight;
}
