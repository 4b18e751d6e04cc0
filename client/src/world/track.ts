/** World pixels. */
export interface Spot {
  x: number;
  y: number;
}

interface Sample extends Spot {
  readonly at: number;
}

/** So much later than it was told is everything drawn, so that a late patch leaves no gap. Milliseconds. */
const MARGIN_MS = 60;
/** A jump longer than this between two tellings is shown as one: longer than any dash, which is seen as a quick glide. */
const TELEPORT = 260;
/** What is told this many times later than the time before may have stood still meanwhile. */
const STOOD = 2;
/** No telling of somebody who moves takes longer. Milliseconds. */
const SLOWEST_MS = 400;
/** How fast the delay changes: time on the screen runs by so much faster or slower. */
const CATCH_UP = 0.3;
const KEPT = 6;

/**
 * Where to draw somebody of whom the server tells now and then: those near in every patch, those far away more seldom. It is
 * drawn as it was a while ago, between the two tellings around that time; the more seldom they come, the longer ago.
 */
export class Track {
  private readonly patchMs: number;
  private readonly samples: Sample[] = [];
  /** From one telling to the next. */
  private intervalMs: number;
  private delayMs: number;
  private drawnAt = 0;

  /** @param patchMs from one patch to the next, milliseconds */
  constructor(patchMs: number) {
    this.patchMs = patchMs;
    this.intervalMs = patchMs;
    this.delayMs = patchMs + MARGIN_MS;
  }

  /** It was there, says the server. @param at by the server's clock, milliseconds */
  note(at: number, { x, y }: Spot): void {
    const { samples } = this;
    const last = samples.at(-1);
    if (last && last.x === x && last.y === y) return;
    if (last && Math.hypot(x - last.x, y - last.y) > TELEPORT) samples.length = 0;
    else if (last) this.noteGap(last, at);
    samples.push({ at, x, y });
    if (samples.length > KEPT) samples.shift();
  }

  /** @param now by the server's clock, milliseconds @returns null: nothing was told yet */
  at(now: number): Spot | null {
    this.adaptDelay(now);
    const { samples } = this;
    const time = now - this.delayMs;
    let next = samples.length - 1;
    while (next > 0 && samples[next - 1]!.at > time) next -= 1;
    const after = samples[next];
    const before = samples[next - 1];
    if (!after) return null;
    if (!before || time >= after.at) return { x: after.x, y: after.y };
    const share = (time - before.at) / (after.at - before.at);
    return { x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share };
  }

  private noteGap(last: Sample, at: number): void {
    const gapMs = Math.max(1, Math.round((at - last.at) / this.patchMs)) * this.patchMs;
    // Whoever is told more seldom from now on is believed so by and by: it may have stood still for a moment.
    if (gapMs <= SLOWEST_MS) this.intervalMs = Math.min(gapMs, this.intervalMs * STOOD);
    // Until then it stood, or at least it is drawn there, and goes on from there.
    const leftAt = Math.max(at - this.intervalMs, this.drawnAt - this.delayMs);
    if (leftAt > last.at && leftAt < at) this.samples.push({ ...last, at: leftAt });
  }

  /** By and by, or what is drawn would jump. */
  private adaptDelay(now: number): void {
    const mostMs = Math.max(0, now - this.drawnAt) * CATCH_UP;
    const missingMs = this.intervalMs + MARGIN_MS - this.delayMs;
    this.delayMs += Math.min(mostMs, Math.max(-mostMs, missingMs));
    this.drawnAt = now;
  }
}
