import type { Progression } from '../../content/combat-types.ts';
import { isStanding } from '../actors.ts';
import { forgetOldWounds, isInFight } from '../combat.ts';
import { ticksFor } from '../duration.ts';
import type { Player, TickContext, World } from '../world.ts';

const VITALS = ['health', 'mana', 'stamina'] as const;

/** Characters get back what they lack, in fights slower. Monsters recover when they are home. */
export function regenerationStep(world: World, { dt }: TickContext): void {
  const { regeneration } = world.rules.progression;
  for (const player of world.players.values()) {
    if (!isStanding(player)) continue;
    regenerate(player, regeneration, (isInFight(world, player, dt) ? regeneration.inFight : 1) * dt);
  }
  if (world.tick % ticksFor(1, dt) !== 0) return;
  for (const player of world.players.values()) forgetOldWounds(world, player, dt);
  for (const monster of world.awake) forgetOldWounds(world, monster, dt);
}

/** @param seconds of rest that the tick is worth */
function regenerate(player: Player, shares: Progression['regeneration'], seconds: number): void {
  const { stats, vitals } = player;
  for (const name of VITALS) {
    const before = vitals[name];
    if (before >= stats[name]) continue;
    const after = Math.min(stats[name], before + stats[name] * shares[name] * seconds);
    vitals[name] = after;
    // Fractions are not shown.
    if (Math.ceil(after) !== Math.ceil(before)) player.changed = true;
  }
}
