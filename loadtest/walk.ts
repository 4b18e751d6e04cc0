export interface Walker {
  /** One step of movement. @param moveX @param moveY axes, -127..127 */
  step(moveX: number, moveY: number): void;
}

const STEPS_PER_SEC = 20;

/** Everybody walks one way for a second or so, then turns. @param random from 0 to 1 @returns cleared, all stand still */
export function walk(walkers: readonly Walker[], random: () => number): NodeJS.Timeout {
  const directions = walkers.map(() => ({ x: 0, y: 0, left: 0 }));
  return setInterval(() => {
    for (const [i, walker] of walkers.entries()) {
      const direction = directions[i]!;
      if (direction.left-- <= 0) {
        const angle = random() * 2 * Math.PI;
        Object.assign(direction, {
          x: Math.round(127 * Math.cos(angle)),
          y: Math.round(127 * Math.sin(angle)),
          left: 10 + random() * 30,
        });
      }
      walker.step(direction.x, direction.y);
    }
  }, 1000 / STEPS_PER_SEC);
}
