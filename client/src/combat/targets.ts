export interface Point {
  x: number;
  y: number;
}

/** Somebody whom an ability may be for. World pixels. */
export interface Target extends Point {
  id: string;
  name: string;
  level: number;
  /** Half of its size. */
  half: number;
  isEnemy: boolean;
  isAlive: boolean;
  health: number;
  maxHealth: number;
  /** CSS colour of its name. */
  color: string;
  /** Ids of what lasts on it. */
  statuses: readonly string[];
}

/** So much more than its size is taken for a hit of pointer or finger, world pixels. */
const MARGIN = 10;

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Who is meant by a press there: enemies before friends, then the nearest. Figures stand above their middle. */
export function targetAt(point: Point, targets: readonly Target[]): Target | null {
  const hit = targets.filter(
    ({ x, y, half, isAlive }) =>
      isAlive &&
      Math.abs(point.x - x) <= half + MARGIN &&
      point.y <= y + half + MARGIN &&
      point.y >= y - half * 2 - MARGIN,
  );
  return first(point, hit);
}

/** The nearest living enemy within that distance. */
export function nearestEnemy(from: Point, targets: readonly Target[], range: number): Target | null {
  return first(
    from,
    targets.filter((target) => target.isEnemy && target.isAlive && distance(from, target) <= range),
  );
}

/** The living enemy that follows the present target by distance; after the farthest the nearest. */
export function nextEnemy(
  from: Point,
  targets: readonly Target[],
  range: number,
  current: string | null,
): Target | null {
  const enemies = targets
    .filter((target) => target.isEnemy && target.isAlive && distance(from, target) <= range)
    .sort((a, b) => distance(from, a) - distance(from, b) || (a.id < b.id ? -1 : 1));
  const at = enemies.findIndex(({ id }) => id === current);
  return enemies[(at + 1) % enemies.length] ?? null;
}

function first(from: Point, targets: readonly Target[]): Target | null {
  let best: Target | null = null;
  for (const target of targets) {
    const isBetter =
      !best ||
      (target.isEnemy === best.isEnemy ? distance(from, target) < distance(from, best) : target.isEnemy);
    if (isBetter) best = target;
  }
  return best;
}
