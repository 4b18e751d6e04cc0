/** A wish to move: both axes from -1 to 1, y downwards, together no longer than 1. */
export interface Heading {
  x: number;
  y: number;
}

export interface Steering {
  heading(): Heading;
  dispose(): void;
}

export const STANDING: Heading = { x: 0, y: 0 };

/** The longest of several wishes, STANDING itself if there is none, so that a stick and keys can be used side by side. */
export function strongest(steerings: readonly Steering[]): Heading {
  let best = STANDING;
  for (const steering of steerings) {
    const heading = steering.heading();
    if (Math.hypot(heading.x, heading.y) > Math.hypot(best.x, best.y)) best = heading;
  }
  return best;
}
