import type { Ability, AbilityShape, StatusKind } from '../content/combat-types.ts';
import { isReady, useAbility } from './abilities.ts';
import { isStanding, MAX_HALF } from './actors.ts';
import { hasLineOfSight } from './line-of-sight.ts';
import type { Monster, MonsterAbility } from './monster.ts';
import { gap } from './reach.ts';
import type { Player, TickContext, World } from './world.ts';

/** Who has less than this share of its health is healed. */
const WOUNDED_BELOW = 0.7;
/** A target that is nearer is not charged at. World pixels between their edges. */
const CHARGE_FROM = 48;

export function monsterAbility(ability: Ability, statuses: ReadonlyMap<string, StatusKind>): MonsterAbility {
  return { ability, purpose: purposeOf(ability, statuses), reach: reachOf(ability.shape) };
}

/** How its target stands to a monster. */
export interface Standing {
  /** World pixels between their edges. */
  distance: number;
  /** No wall is in between, neither for its eyes nor for what it shoots. */
  isSeen: boolean;
}

export function standingTo({ map }: World, { body, half, slot }: Monster, target: Player): Standing {
  const { x, y } = target.body;
  const { shotHalf } = slot;
  return {
    distance: gap(body.x, body.y, half, x, y, target.half),
    isSeen:
      shotHalf === 0
        ? hasLineOfSight(map, body.x, body.y, x, y)
        : map.sweep(body.x, body.y, x - body.x, y - body.y, shotHalf) >= 1,
  };
}

/** Uses the first ability that is ready and of use. */
export function attack(
  world: World,
  monster: Monster,
  target: Player,
  standing: Standing,
  context: TickContext,
): void {
  const { body, slot } = monster;
  for (const known of slot.abilities) {
    const { id } = known.ability;
    if (!isReady(world, monster, id)) continue;
    const on = subjectOf(world, monster, target, known, standing);
    if (!on) continue;
    const { x, y } = on.body;
    const aim = on === monster ? null : Math.atan2(y - body.y, x - body.x);
    if (useAbility(world, monster, id, { target: on.id, aim, point: { x, y } }, context) === null) return;
  }
}

/** Does anything that it can do to enemies reach its target from here, ready or not? */
export function canHarm({ slot }: Monster, { distance, isSeen }: Standing): boolean {
  return isSeen && slot.abilities.some(({ purpose, reach }) => purpose === 'harm' && distance <= reach);
}

/** @returns upon whom an ability is of use now; null: nobody */
function subjectOf(
  world: World,
  monster: Monster,
  target: Player,
  { ability, purpose, reach }: MonsterAbility,
  { distance, isSeen }: Standing,
): Player | Monster | null {
  switch (purpose) {
    case 'harm':
      return isSeen && distance <= reach ? target : null;
    case 'charge':
      return isSeen && distance >= CHARGE_FROM && distance <= reach ? target : null;
    case 'boost':
      return isSeen && !hasAny(monster, ability) ? monster : null;
    case 'heal':
      return mostWounded(world, monster, reach);
  }
}

function hasAny({ statuses }: Monster, { effects }: Ability): boolean {
  return effects.some((effect) => effect.kind === 'status' && statuses.has(effect.status));
}

function mostWounded(world: World, monster: Monster, reach: number): Monster | null {
  const { x, y } = monster.body;
  let least = WOUNDED_BELOW;
  let found: Monster | null = null;
  world.monsterGrid.forEachNear(x, y, reach + monster.half + MAX_HALF, (other) => {
    const share = other.vitals.health / other.stats.health;
    if (share >= least || !isStanding(other)) return;
    if (gap(x, y, monster.half, other.body.x, other.body.y, other.half) > reach) return;
    if (!hasLineOfSight(world.map, x, y, other.body.x, other.body.y)) return;
    least = share;
    found = other;
  });
  return found;
}

function purposeOf(
  { effects, shape }: Ability,
  statuses: ReadonlyMap<string, StatusKind>,
): MonsterAbility['purpose'] {
  if (shape.kind === 'dash') return 'charge';
  if (effects.some(({ kind }) => kind === 'heal')) return 'heal';
  const harms = effects.some(
    (effect) =>
      effect.kind === 'damage' || (effect.kind === 'status' && statuses.get(effect.status)!.harmful),
  );
  return harms ? 'harm' : 'boost';
}

function reachOf(shape: AbilityShape): number {
  switch (shape.kind) {
    case 'self':
      return 0;
    case 'circle':
      return shape.range === 0 ? shape.radius : shape.range;
    case 'dash':
      return shape.distance;
    default:
      return shape.range;
  }
}
