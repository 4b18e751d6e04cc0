/**
 * Whom a client is told of how often: the further away, the more seldom, and then as it is at that moment. Who is shown few
 * is told of all of them in every patch. Where a crowd would cost more than a client's share of bytes, the borders between
 * the tiers draw closer, the outer ones first.
 */
const FEW = 16;
/** World pixels, squared. Up to here in every patch, whatever the crowd … */
const CLOSE = 96 ** 2;
/** … and up to these in every one, second and fourth, where there is no crowd. */
const NEAR = 160 ** 2;
const MIDDLE = 320 ** 2;
const FAR = 480 ** 2;
/** Of twenty patches a second; powers of two. */
const MIDDLE_PATCHES = 2;
const FAR_PATCHES = 4;
export const SLOWEST_PATCHES = 8;
export const USUAL_PATCHES_PER_SEC = 20;

/** Of all that a client is sent, on the average: less than 4 KB, newcomers included. */
const SHARE_BYTES_PER_SEC = 3360;
/** How much of what a frame is above its share or below it counts: over a second or two the borders find their place. */
const GAIN = 1 / 16;
/** Snapshots of newcomers are no crowd: a frame counts as no more than so many shares. */
const MOST_SHARES = 8;
/** The outermost border has drawn in to the nearest one: that one gives way, too. */
const NEAR_YIELDS = FAR / NEAR;
const MOST_CROWDED = (NEAR_YIELDS * NEAR) / CLOSE;

/** How often one client is told of whom. */
export class Tiers {
  /** What squared borders are divided by; 1: no crowd. */
  private crowding = 1;
  private near = NEAR;
  private middle = MIDDLE;
  private far = FAR;
  private readonly shareBytes: number;
  /** How many usual patches one of these is worth: a power of two. */
  private readonly pace: number;

  /** @param patchesPerSec 20 or less; the tiers take as long as with 20, or less */
  constructor(patchesPerSec: number) {
    this.shareBytes = SHARE_BYTES_PER_SEC / patchesPerSec;
    this.pace = 2 ** Math.max(0, Math.floor(Math.log2(USUAL_PATCHES_PER_SEC / patchesPerSec)));
  }

  /** @param bytes of the frame that it was sent in this patch */
  noteFrame(bytes: number): void {
    const excess = Math.min(bytes / this.shareBytes, MOST_SHARES) - 1;
    if (excess <= 0 && this.crowding === 1) return;
    this.crowding = Math.min(MOST_CROWDED, Math.max(1, this.crowding * (1 + excess * GAIN)));
    this.near = NEAR / Math.max(1, this.crowding / NEAR_YIELDS);
    this.middle = Math.max(this.near, MIDDLE / this.crowding);
    this.far = Math.max(this.near, FAR / this.crowding);
  }

  /** @returns patches from one telling to the next */
  intervalAt(squaredDistance: number): number {
    if (squaredDistance <= this.near) return 1;
    const usual =
      squaredDistance <= this.middle
        ? MIDDLE_PATCHES
        : squaredDistance <= this.far
          ? FAR_PATCHES
          : SLOWEST_PATCHES;
    return Math.max(1, usual / this.pace);
  }
}

/** @param shown how many that move. @returns whether a client is told of all in every patch */
export function areFew(shown: number): boolean {
  return shown <= FEW;
}

/** @param phase spreads entities over patches. @returns the next patch after this one whose turn it is */
export function nextTurn(patch: number, interval: number, phase: number): number {
  return patch + interval - ((patch + phase) & (interval - 1));
}
