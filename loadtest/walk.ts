export interface Walker {
  /** One step of movement. @param moveX @param moveY axes, -127..127 */
  step(moveX: number, moveY: number): void;
}

const STEPS_PER_SEC = 20;
const FULL = 127;

/** Walks one way for a second or so, then turns. */
export class Wanderer {
  x = 0;
  y = 0;
  private left = 0;
  private readonly random: () => number;
  private readonly stepsPerSec: number;

  /** @param random from 0 to 1 @param stepsPerSec how often it is asked */
  constructor(random: () => number, stepsPerSec: number) {
    this.random = random;
    this.stepsPerSec = stepsPerSec;
  }

  /** @returns itself, with the axes of the next step in x and y */
  next(): this {
    if (this.left-- <= 0) {
      const angle = this.random() * 2 * Math.PI;
      this.x = Math.round(FULL * Math.cos(angle));
      this.y = Math.round(FULL * Math.sin(angle));
      this.left = this.stepsPerSec * (0.5 + 1.5 * this.random());
    }
    return this;
  }
}

/** Everybody wanders, twenty steps a second. @param random from 0 to 1 @returns cleared, all stand still */
export function walk(walkers: readonly Walker[], random: () => number): NodeJS.Timeout {
  const wanderers = walkers.map(() => new Wanderer(random, STEPS_PER_SEC));
  return setInterval(() => {
    for (const [i, walker] of walkers.entries()) {
      const { x, y } = wanderers[i]!.next();
      walker.step(x, y);
    }
  }, 1000 / STEPS_PER_SEC);
}
