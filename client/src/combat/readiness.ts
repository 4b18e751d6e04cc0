import type { OwnState } from '../../../schema/own-state.ts';
import type { SimClock } from './sim-clock.ts';

const MOST_ABILITIES = 6;

/**
 * When abilities are ready again: what the server said, and, so that nobody waits for its answer, what was asked of it.
 * Abilities are counted from 0, in the order of the class. Milliseconds of the client's clock.
 */
export class Readiness {
  private readonly clock: SimClock;
  private readonly askedUntil: number[] = [];

  constructor(clock: SimClock) {
    this.clock = clock;
  }

  leftMs(own: OwnState | undefined, index: number, now: number): number {
    const told = own ? this.clock.leftMs(readyAt(own, index), now) : 0;
    return Math.max(told, (this.askedUntil[index] ?? 0) - now, 0);
  }

  /** It was asked for, and is used up unless that is refused. @param pauseMs so long none is ready */
  ask(index: number, cooldownMs: number, pauseMs: number, now: number): void {
    for (let other = 0; other < MOST_ABILITIES; other++)
      this.askedUntil[other] = Math.max(this.askedUntil[other] ?? 0, now + pauseMs);
    this.askedUntil[index] = now + Math.max(cooldownMs, pauseMs);
  }

  refuse(index: number): void {
    this.askedUntil[index] = 0;
  }

  /** In another room nothing is on its way. */
  reset(): void {
    this.askedUntil.length = 0;
  }
}

function readyAt(own: OwnState, index: number): number {
  return [own.ready1, own.ready2, own.ready3, own.ready4, own.ready5, own.ready6][index] ?? 0;
}
