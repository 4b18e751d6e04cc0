import type { Client, Deferred } from '@colyseus/core';
import { isHeldByFight } from '../src/game/combat.ts';
import { ticksFor } from '../src/game/duration.ts';
import type { World } from '../src/game/world.ts';
import type { Occupant } from './occupant.ts';

/** Those who left in the midst of a fight: they stay in the world, defenceless, until it is over for them. */
export class Lingering {
  private readonly world: World;
  private readonly dt: number;
  /** How each one's seat is held; if it is held otherwise, its client came back meanwhile. */
  private readonly holds = new Map<Occupant, { hold: Deferred<Client>; lastTick: number }>();

  /** @param dt seconds per step */
  constructor(world: World, dt: number) {
    this.world = world;
    this.dt = dt;
  }

  isNeeded({ player }: Occupant): boolean {
    return isHeldByFight(this.world, player, this.dt);
  }

  add(occupant: Occupant, hold: Deferred<Client>): void {
    const { rules, tick } = this.world;
    const lastTick = tick + ticksFor(rules.progression.lingerAtMostSec, this.dt);
    this.holds.set(occupant, { hold, lastTick });
    hold.catch(() => {}).finally(() => this.holds.delete(occupant));
  }

  /** After each tick: gives up the seats of those whose fight is over. */
  review(): void {
    for (const [occupant, { hold, lastTick }] of this.holds) {
      if (occupant.reconnection !== hold) continue;
      if (this.world.tick >= lastTick || !this.isNeeded(occupant)) hold.reject(false);
    }
  }
}
