import type { Actor } from './actor.ts';
import type { Drop } from './drop.ts';
import { FewSet } from './few-set.ts';
import type { GridItem } from './grid.ts';
import type { HarvestNode } from './harvest.ts';
import type { Monster } from './monster.ts';
import type { Projectile } from './projectile.ts';
import type { Player } from './world.ts';

/** Whatever a player can be shown. */
export type Entity = Player | Monster | Projectile | Drop | HarvestNode;

/** What is found by where it is, and shown to players. */
export interface Visible extends GridItem {
  /** What the last look made of it; see `Look`. Written by looks alone. */
  mark: number;
  /** Who is shown it: the other direction of `Views`. */
  readonly viewers: FewSet<Player>;
}

/** What a player is shown, itself included. Written by `show`, `hide`, `vanish` and `shutEyes` alone. */
export interface Views {
  readonly player: FewSet<Player>;
  readonly monster: FewSet<Monster>;
  readonly projectile: FewSet<Projectile>;
  readonly drop: FewSet<Drop>;
  readonly node: FewSet<HarvestNode>;
}

export function emptyViews(): Views {
  return {
    player: new FewSet(),
    monster: new FewSet(),
    projectile: new FewSet(),
    drop: new FewSet(),
    node: new FewSet(),
  };
}

/** Of what is new in a world: it is nowhere yet, and nobody is shown it. */
export function unseen(): Visible {
  return { cell: -1, index: -1, mark: 0, viewers: new FewSet() };
}

export function show(viewer: Player, entity: Entity): void {
  shownOf(viewer, entity).add(entity);
  entity.viewers.add(viewer);
}

export function hide(viewer: Player, entity: Entity): void {
  shownOf(viewer, entity).delete(entity);
  entity.viewers.delete(viewer);
}

/** It is shown to nobody any more. */
export function vanish(entity: Entity): void {
  for (const viewer of entity.viewers) shownOf(viewer, entity).delete(entity);
  entity.viewers.clear();
}

/** The viewer is shown nothing any more. */
export function shutEyes(viewer: Player): void {
  for (const shown of Object.values(viewer.views) as FewSet<Entity>[]) {
    for (const entity of shown) entity.viewers.delete(viewer);
    shown.clear();
  }
}

/** What one is not shown is not there: every action upon something asks this first, so that nobody finds things by trying ids. */
export function isShown(viewer: Pick<Player, 'views'>, entity: Entity | Actor): boolean {
  return shownOf(viewer, entity).has(entity);
}

/** Nobody but its own party is shown it. */
export function isHidden({ statuses }: Pick<Actor, 'statuses'>): boolean {
  if (statuses.size === 0) return false;
  for (const { kind } of statuses.values()) if (kind.hidden) return true;
  return false;
}

function shownOf({ views }: Pick<Player, 'views'>, { type }: Pick<Entity, 'type'>): FewSet<unknown> {
  return views[type];
}
