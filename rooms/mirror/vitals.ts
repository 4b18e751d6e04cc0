import { type Actor, isAlive } from '../../src/game/actor.ts';

/** In whole numbers, rounded up: nobody who lives is shown with the 0 of the dead. */
export function healthOf({ diedTick, vitals }: Actor): number {
  return isAlive({ diedTick }) ? Math.ceil(vitals.health) : 0;
}

/** Ids with spaces between. */
export function statusesOf({ statuses }: Actor): string {
  return statuses.size === 0 ? '' : [...statuses.keys()].join(' ');
}
