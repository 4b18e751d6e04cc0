import { advance } from '../projectiles.ts';
import type { TickContext, World } from '../world.ts';

/** Lets everything fly on that is in flight. */
export function projectileStep(world: World, { dt }: TickContext): void {
  for (const projectile of world.projectiles.values()) advance(world, projectile, dt);
}
