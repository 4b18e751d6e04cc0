import type { StatusKind } from '../content/combat-types.ts';
import type { ItemEffect, ItemKind } from '../content/goods.ts';
import { isStanding } from './actors.ts';
import { takeHealing } from './combat.ts';
import { ticksFor } from './duration.ts';
import type { ActionRefusal } from './events.ts';
import { hindranceOf } from './hindrance.ts';
import { gain } from './statuses.ts';
import type { Player, World } from './world.ts';

type Haste = Extract<ItemEffect, { kind: 'haste' }>;

/** All potions share one cooldown; no ability has such an id. */
const COOLDOWN = ':potion';
const HASTE_COLOR = '#9fd0ff';

/** Tick from which the next potion may be used. */
export function potionReadyTick({ cooldowns }: Player): number {
  return cooldowns.get(COOLDOWN) ?? 0;
}

/** @returns why the player cannot use it now, whether it has one or not; null: it can */
export function potionRefusal(world: World, player: Player, item: string): ActionRefusal | null {
  const hindrance = hindranceOf(player);
  if (hindrance) return hindrance;
  if ((world.rules.items.get(item)?.effects.length ?? 0) === 0) return 'item_not_found';
  return potionReadyTick(player) > world.tick ? 'ability_not_ready' : null;
}

/** From now on the next one waits: it is taken from the inventory, and has its effect once that is certain. */
export function beginPotion(world: World, player: Player, item: string, actionId: string, dt: number): void {
  player.cooldowns.set(COOLDOWN, world.tick + ticksFor(world.rules.progression.potionCooldownSec, dt));
  player.changed = true;
  world.events.push({ type: 'potion-begun', player, item, actionId });
}

/** It is used up, and does what it does. The dead have nothing of it. */
export function applyPotion(world: World, player: Player, item: string, dt: number): void {
  const kind = world.rules.items.get(item);
  if (!kind || !isStanding(player)) return;
  for (const effect of kind.effects) {
    if (effect.kind === 'haste') gain(world, player, hasteOf(kind, effect), player.id, dt);
    else if (effect.resource === 'health') takeHealing(world, player.id, player, effect.amount, null);
    else restore(player, effect.resource, effect.amount);
  }
}

/** It is not used up after all: another one may be tried at once. */
export function cancelPotion(player: Player): void {
  player.cooldowns.delete(COOLDOWN);
  player.changed = true;
}

function restore({ stats, vitals }: Player, resource: 'mana' | 'stamina', amount: number): void {
  vitals[resource] = Math.min(stats[resource], vitals[resource] + amount);
}

function hasteOf({ id, name, text }: ItemKind, { percent, seconds }: Haste): StatusKind {
  const shares = { speed: percent / 100, attack: 0, defence: 0, absorb: 0, healthPerSec: 0 };
  const flags = { harmful: false, rooted: false, stunned: false, hidden: false, protected: false };
  return { id, name, text, color: HASTE_COLOR, seconds, ...shares, ...flags };
}
