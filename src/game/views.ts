import type { Actor } from './actor.ts';
import type { Drop } from './drop.ts';
import type { HarvestNode } from './harvest.ts';
import type { Monster } from './monster.ts';
import type { Projectile } from './projectile.ts';
import type { Player } from './world.ts';

/** Whatever a player can be shown. */
export type Entity = Player | Monster | Projectile | Drop | HarvestNode;

/** What a player is shown, itself included. Written by the interest step, and where something leaves the world. */
export interface Views {
  readonly player: Set<Player>;
  readonly monster: Set<Monster>;
  readonly projectile: Set<Projectile>;
  readonly drop: Set<Drop>;
  readonly node: Set<HarvestNode>;
}

export function emptyViews(): Views {
  return { player: new Set(), monster: new Set(), projectile: new Set(), drop: new Set(), node: new Set() };
}

/** What one is not shown is not there: every action upon something asks this first, so that nobody finds things by trying ids. */
export function isShown({ views }: Pick<Player, 'views'>, entity: Entity | Actor): boolean {
  return (views[entity.type] as Set<unknown>).has(entity);
}

/** Nobody but its own party is shown it. */
export function isHidden({ statuses }: Pick<Actor, 'statuses'>): boolean {
  if (statuses.size === 0) return false;
  for (const { kind } of statuses.values()) if (kind.hidden) return true;
  return false;
}
