import type { ItemKind } from '../content/goods.ts';
import type { Drop } from './drop.ts';
import { ticksFor } from './duration.ts';
import type { ActionRefusal } from './events.ts';
import type { StackRoll } from './harvest.ts';
import { hindranceOf } from './hindrance.ts';
import { rollLoot } from './loot.ts';
import type { Monster } from './monster.ts';
import { BODY_HALF } from './movement.ts';
import { nextBetween } from './random.ts';
import { isShown, unseen } from './views.ts';
import type { Player, World } from './world.ts';

/**
 * Lays down what a dead monster leaves: one drop for whoever did most and its party, or one of a boss for each who took part.
 * @param creditIds most damage first; those who are not here any more get nothing
 */
export function leaveDrops(world: World, monster: Monster, creditIds: readonly string[], dt: number): void {
  const takers = creditIds.map((id) => world.players.get(id)).filter((player) => player !== undefined);
  const id = `d${monster.slot.number}-${monster.serial}`;
  if (monster.kind.rank === 'boss') {
    for (const [n, { id: ownerId }] of takers.entries())
      leaveDrop(world, monster, { id: `${id}-${n + 1}`, ownerId, partyId: null }, dt);
    return;
  }
  const [first] = takers;
  if (first) leaveDrop(world, monster, { id, ownerId: first.id, partyId: first.partyId }, dt);
}

/** It lies there no more. */
export function removeDrop(world: World, drop: Drop): void {
  world.drops.delete(drop.id);
  world.dropGrid.remove(drop);
  world.events.push({ type: 'gone', entity: drop });
}

/** From now on it is whoever comes first's. */
export function freeDrop(world: World, drop: Drop): void {
  drop.ownerId = null;
  drop.partyId = null;
  world.events.push({ type: 'drop-freed', drop });
}

/** @param actionId null: it came by itself */
export function takeDrop(world: World, player: Player, drop: Drop, actionId: string | null): void {
  removeDrop(world, drop);
  world.events.push({ type: 'picked-up', player, actionId, drop });
}

/** @returns why the player cannot pick it up; null: it can */
export function pickUpRefusal(player: Player, drop: Drop | undefined, reach: number): ActionRefusal | null {
  const hindrance = hindranceOf(player);
  if (hindrance) return hindrance;
  // What one is not shown is not there: nobody finds drops by trying ids.
  if (!drop || !isShown(player, drop)) return 'drop_gone';
  if (!mayTake(player, drop)) return 'drop_owned';
  return isWithin(player, drop, reach + player.effects.magnetRange) ? null : 'too_far';
}

/** What belongs to a character comes by itself within the range of its magnet. */
export function isAttracted(owner: Player, drop: Drop): boolean {
  const { attracts, effects } = owner;
  if (!attracts || effects.magnetRange <= 0) return false;
  return isWithin(owner, drop, effects.magnetRange) && hindranceOf(owner) === null;
}

function mayTake({ id, partyId }: Player, drop: Drop): boolean {
  if (drop.ownerId === null || drop.ownerId === id) return true;
  return drop.partyId !== null && drop.partyId === partyId;
}

function isWithin({ body }: Player, { x, y }: Drop, distance: number): boolean {
  return Math.hypot(x - body.x, y - body.y) <= distance;
}

function leaveDrop(
  world: World,
  { kind, body }: Monster,
  belonging: Pick<Drop, 'id' | 'ownerId' | 'partyId'>,
  dt: number,
): void {
  const { map, random, rules, tick } = world;
  const { scatter, ownedSec, lastsSec, most } = rules.drops;
  // As many throws whatever comes of them, so that seeds stay comparable.
  const credits = nextBetween(random, kind.credits.min, kind.credits.max);
  const rolls = rollLoot(kind.loot, random);
  // Slid there as a body would be: it lies where one can stand, on this side of every wall.
  const x = map.slideX(body.x, body.y, nextBetween(random, -scatter, scatter), BODY_HALF);
  const y = map.slideY(x, body.y, nextBetween(random, -scatter, scatter), BODY_HALF);
  if (credits === 0 && rolls.length === 0) return;
  for (const oldest of world.drops.values()) {
    if (world.drops.size < most) break;
    removeDrop(world, oldest);
  }
  const drop: Drop = {
    ...belonging,
    type: 'drop',
    x: Math.round(x),
    y: Math.round(y),
    credits,
    stacks: rolls.filter((roll) => isStack(rules.items, roll)),
    items: rolls
      .filter((roll) => !isStack(rules.items, roll))
      .flatMap((roll) => Array<string>(roll.amount).fill(roll.kind)),
    kind: mostValuable(rules.items, rolls),
    freeTick: tick + ticksFor(ownedSec, dt),
    goneTick: tick + ticksFor(lastsSec, dt),
    ...unseen(),
  };
  world.drops.set(drop.id, drop);
  world.dropGrid.place(drop, drop.x, drop.y);
  world.events.push({ type: 'appeared', entity: drop });
}

function isStack(items: ReadonlyMap<string, ItemKind>, { kind }: StackRoll): boolean {
  return (items.get(kind)?.stackMax ?? null) !== null;
}

/** The first of equals; empty when there is nothing. */
function mostValuable(items: ReadonlyMap<string, ItemKind>, rolls: readonly StackRoll[]): string {
  let best = '';
  let most = -1;
  for (const { kind } of rolls) {
    const value = items.get(kind)?.value ?? 0;
    if (value <= most) continue;
    best = kind;
    most = value;
  }
  return best;
}
