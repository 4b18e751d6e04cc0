import type { Ability, AbilityShape } from '../content/combat-types.ts';
import type { Actor } from './actor.ts';
import type { Visible } from './views.ts';

export type ProjectileShape = Extract<AbilityShape, { kind: 'projectile' }>;

/** In flight. It flies straight: from where it began, clients reckon the rest themselves. */
export interface Projectile extends Visible {
  readonly type: 'projectile';
  readonly id: string;
  readonly ability: Ability;
  readonly shape: ProjectileShape;
  readonly owner: Actor;
  x: number;
  y: number;
  /** World pixels per second. */
  readonly velocityX: number;
  readonly velocityY: number;
  /** World pixels that it still flies. */
  left: number;
  /** Those it has hit. */
  readonly hit: Set<Actor>;
}
