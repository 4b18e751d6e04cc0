/** More patches than go out in the time for which anybody is judged by the past. */
const PATCHES_KEPT = 32;

/** What a room knows of the clocks of its clients. */
export interface RenderTimes {
  /** Milliseconds of the room's clock, as they stand in what clients are sent. */
  now(): number;
  /** What was on a player's screen when it gave the last input that was taken, by the same clock; 0: it has not said. */
  renderTimeOf(playerId: string): number;
}

/** A state as clients know it: by the room's clock, and by the simulation that made it. Milliseconds. */
interface Patch {
  clockMs: number;
  simulatedMs: number;
}

/** What a player's last stamp said. */
interface Known {
  renderTime: number;
  /** Simulated time of what was on its screen, milliseconds. */
  shownMs: number;
  delayMs: number;
}

/**
 * How far behind each player sees the world, in simulated time. Clients show what is between two patches by the clock that
 * stands in them, which runs a little beside the simulation; so what they show is looked up by the same two patches.
 */
export class Delays {
  private readonly times: RenderTimes;
  private readonly mostMs: number;
  private readonly patches: Patch[] = [];
  private readonly known = new Map<string, Known>();

  /** @param mostMs whatever a client claims, it sees nothing older, and nothing that is yet to come */
  constructor(times: RenderTimes, mostMs: number) {
    this.times = times;
    this.mostMs = mostMs;
  }

  /** What was simulated until `simulatedMs` goes out to clients now. */
  notePatch(simulatedMs: number): void {
    const patch = this.patches.length < PATCHES_KEPT ? { clockMs: 0, simulatedMs: 0 } : this.patches.shift()!;
    patch.clockMs = this.times.now();
    patch.simulatedMs = simulatedMs;
    this.patches.push(patch);
  }

  /**
   * Reckoned when an input was taken, and good until the next one with another stamp: who stands still gives none, and does
   * not see older things for that. A screen never goes back: nobody picks for each shot the moment that suits it.
   * @param simulatedMs of the tick that runs
   * @returns whole milliseconds
   */
  of(playerId: string, simulatedMs: number): number {
    const renderTime = this.times.renderTimeOf(playerId);
    let known = this.known.get(playerId);
    if (known?.renderTime === renderTime) return known.delayMs;
    if (!known) {
      known = { renderTime, shownMs: 0, delayMs: 0 };
      this.known.set(playerId, known);
    }
    known.renderTime = renderTime;
    known.delayMs = renderTime > 0 ? this.delayAt(known, simulatedMs) : 0;
    return known.delayMs;
  }

  /** Remembers nothing of who is not among them. @param players all of them known */
  keepOnly(players: ReadonlyMap<string, unknown>): void {
    if (this.known.size === players.size) return;
    for (const id of this.known.keys()) if (!players.has(id)) this.known.delete(id);
  }

  /** @returns the simulated time that a client shows whose screen is at this time of the room's clock */
  private shownAt(clockMs: number): number {
    const { patches } = this;
    let after = patches.length - 1;
    while (after > 0 && patches[after - 1]!.clockMs > clockMs) after -= 1;
    const next = patches[after];
    if (!next) return 0;
    const previous = patches[after - 1];
    // Before all that is known, or after it: from there on both run alike.
    if (!previous || clockMs >= next.clockMs) return next.simulatedMs + clockMs - next.clockMs;
    const share = (clockMs - previous.clockMs) / (next.clockMs - previous.clockMs);
    return previous.simulatedMs + (next.simulatedMs - previous.simulatedMs) * share;
  }

  private delayAt(known: Known, simulatedMs: number): number {
    known.shownMs = Math.min(simulatedMs, Math.max(known.shownMs, this.shownAt(known.renderTime)));
    return Math.min(this.mostMs, Math.round(simulatedMs - known.shownMs));
  }
}
