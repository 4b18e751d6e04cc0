import type { Actor } from '../actor.ts';
import { takeDamage, takeHealing } from '../combat.ts';
import { ticksFor } from '../duration.ts';
import { lose } from '../statuses.ts';
import type { TickContext, World } from '../world.ts';

/** Lets time pass for what lasts on somebody: harms and heals by the second, and ends. */
export function statusStep(world: World, { dt }: TickContext): void {
  for (const actor of world.afflicted) {
    age(world, actor, dt);
    if (actor.statuses.size === 0) world.afflicted.delete(actor);
  }
}

function age(world: World, actor: Actor, dt: number): void {
  for (const status of actor.statuses.values()) {
    const { endTick, kind, nextTick, sourceId } = status;
    if (kind.healthPerSec !== 0 && world.tick >= nextTick) {
      status.nextTick += ticksFor(1, dt);
      if (kind.healthPerSec < 0) takeDamage(world, sourceId, actor, -kind.healthPerSec, null);
      else takeHealing(world, sourceId, actor, kind.healthPerSec, null);
    }
    if (world.tick >= endTick) lose(world, actor, status);
  }
}
