import type { Ability } from '../content/combat-types.ts';
import { applyEffects } from './ability-effects.ts';
import type { Actor } from './actor.ts';
import { isMonster, isPlayer, isStanding } from './actors.ts';
import { type Aim, type Pointing, takeAim } from './aim.ts';
import { dash } from './dash.ts';
import { ticksFor } from './duration.ts';
import type { ActionRefusal } from './events.ts';
import { interruptCollection } from './harvest.ts';
import { launch, MAX_PROJECTILES } from './projectiles.ts';
import { inArc, inCircle } from './reach.ts';
import { type Sight, sightOf } from './sight.ts';
import { endOnAct, isRooted, isStunned } from './statuses.ts';
import type { TickContext, World } from './world.ts';

/** Ids of what an actor can do. */
export function abilitiesOf({ rules }: World, actor: Actor): readonly string[] {
  if (isPlayer(actor)) return rules.classes.get(actor.classId)!.abilities;
  return isMonster(actor) ? actor.kind.abilities : [];
}

export function isReady({ tick }: World, { cooldowns }: Actor, abilityId: string): boolean {
  return tick >= (cooldowns.get(abilityId) ?? 0);
}

/**
 * Uses an ability, if nothing speaks against it: characters and monsters alike. Nothing is spent when it is refused.
 * @returns why not; null: it was done
 */
export function useAbility(
  world: World,
  actor: Actor,
  abilityId: string,
  pointing: Pointing,
  context: Pick<TickContext, 'dt' | 'past'>,
): ActionRefusal | null {
  if (!isStanding(actor)) return 'dead';
  if (world.rules.combat === 'none') return 'combat_forbidden';
  if (isStunned(actor)) return 'stunned';
  const ability = abilitiesOf(world, actor).includes(abilityId) && world.rules.abilities.get(abilityId);
  if (!ability) return 'ability_unknown';
  const refusal = unreadiness(world, actor, ability);
  if (refusal !== null) return refusal;
  const sight = sightOf(actor, context.past);
  const aim = takeAim(world, actor, ability.shape, pointing, sight);
  if (typeof aim === 'string') return aim;
  spend(world, actor, ability, context.dt);
  carryOut(world, actor, ability, aim, sight, context.dt);
  return null;
}

function unreadiness(world: World, actor: Actor, { id, cost, shape }: Ability): ActionRefusal | null {
  // A dash is a way to move, and so nothing for who cannot.
  if (shape.kind === 'dash' && isRooted(actor)) return 'stunned';
  if (!isReady(world, actor, id)) return 'ability_not_ready';
  if (shape.kind === 'projectile' && world.projectiles.size >= MAX_PROJECTILES) return 'ability_not_ready';
  if (actor.vitals.mana < cost.mana) return 'not_enough_mana';
  return actor.vitals.stamina < cost.stamina ? 'not_enough_stamina' : null;
}

function spend(world: World, actor: Actor, { id, cost, cooldownSec }: Ability, dt: number): void {
  const { cooldowns, vitals } = actor;
  vitals.mana -= cost.mana;
  vitals.stamina -= cost.stamina;
  const pauseEnd = world.tick + ticksFor(world.rules.progression.globalCooldownSec, dt);
  for (const other of abilitiesOf(world, actor)) {
    if ((cooldowns.get(other) ?? 0) < pauseEnd) cooldowns.set(other, pauseEnd);
  }
  cooldowns.set(id, Math.max(pauseEnd, world.tick + ticksFor(cooldownSec, dt)));
  actor.changed = true;
  if (isPlayer(actor)) interruptCollection(world, actor, 'interrupted');
  endOnAct(world, actor);
}

function carryOut(
  world: World,
  actor: Actor,
  ability: Ability,
  { angle, x, y, target }: Aim,
  sight: Sight,
  dt: number,
): void {
  const { shape } = ability;
  if (shape.kind === 'dash') {
    dash(world, actor, angle, shape.distance);
    ({ x, y } = actor.body);
  }
  world.events.push({ type: 'ability-used', actor, ability, aim: angle, x, y });
  if (shape.kind === 'projectile') {
    launch(world, actor, ability, shape, angle, sight, dt);
    return;
  }
  for (const reached of reachedBy(world, actor, ability, { angle, x, y, target }, sight)) {
    applyEffects(world, actor, reached, ability, dt);
  }
}

function reachedBy(
  world: World,
  actor: Actor,
  { shape }: Ability,
  { angle, x, y, target }: Aim,
  sight: Sight,
): readonly Actor[] {
  if (shape.kind === 'arc') return inArc(world, actor, shape, angle, sight);
  if (shape.kind === 'circle') {
    return inCircle(world, x, y, shape.range === 0 ? actor.half : 0, shape.radius, sight);
  }
  return [target ?? actor];
}
