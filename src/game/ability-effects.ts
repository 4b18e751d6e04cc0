import type { Ability } from '../content/combat-types.ts';
import { type Actor, areEnemies } from './actor.ts';
import { engage, harm, heal } from './combat.ts';
import { gain, isImmune } from './statuses.ts';
import type { World } from './world.ts';

/** What monsters mind of a harmful status, as if it had been so much damage. */
const STATUS_THREAT = 1;

/**
 * Does to the target what the ability does: harm to an enemy, help to a friend or oneself.
 * @param dt seconds per tick
 */
export function applyEffects(world: World, source: Actor, target: Actor, ability: Ability, dt: number): void {
  for (const effect of ability.effects) {
    if (effect.kind === 'damage') harm(world, source, target, effect, ability.id);
    else if (effect.kind === 'heal') heal(world, source, target, effect, ability.id);
    else applyStatus(world, source, target, effect.status, dt);
  }
}

function applyStatus(world: World, source: Actor, target: Actor, id: string, dt: number): void {
  const kind = world.rules.statuses.get(id)!;
  if (kind.harmful !== areEnemies(source, target)) return;
  if (kind.harmful) {
    if (isImmune(target)) return;
    engage(world, source.id, target, STATUS_THREAT);
  }
  gain(world, target, kind, source.id, dt);
}
