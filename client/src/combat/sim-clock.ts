/** The simulation's time, which goes on between two words of it. Everything in milliseconds. */
export class SimClock {
  private told = 0;
  private toldAt = 0;

  /** @param told simulation time of the newest state @param now the client's clock */
  hear(told: number, now: number): void {
    if (told === this.told) return;
    this.told = told;
    this.toldAt = now;
  }

  /** How long it is until that simulation time; 0: it is over. @param now the client's clock */
  leftMs(until: number, now: number): number {
    return Math.max(0, until - this.told - (now - this.toldAt));
  }
}
