import type { Dice } from '../economy/dice.ts';
import { LightClient, type LightClientEvents } from '../light-client.ts';
import type { Tallies } from '../measure/tallies.ts';
import { askSeat } from '../seats.ts';
import { JOIN_WITHIN_MS } from './bot.ts';
import { DIRECTIONS, LOST_AFTER_MS, pauseBeforeLook } from './latency-pair.ts';

/** Pairs that a bare frame tells of, each in a byte of its own. */
export const LANES = 4;

/** Where a bare frame tells that somebody looks that way. @param facing of MoveInput */
export function laneByte(facing: number): number {
  return 1 + (facing % LANES);
}

/** Two at a server whose frames have no state in them: one turns around, and the other one waits for a frame that says so. */
export class FramePair {
  private readonly walker: LightClient;
  private readonly watcher: LightClient;
  private readonly lane: number;
  private onPatch = (_: Buffer): void => {};

  /** @param lane of this pair, below LANES */
  static async join(base: URL, lane: number): Promise<FramePair> {
    const join = async (events: LightClientEvents) => {
      const question = { base, kind: 'hub', token: null, options: {}, giveUpMs: JOIN_WITHIN_MS };
      return LightClient.join(base, await askSeat(question), events);
    };
    let pair: FramePair | null = null;
    const watcher = await join({ onPatch: (frame) => pair?.onPatch(frame) });
    pair = new FramePair(await join({}), watcher, lane);
    return pair;
  }

  private constructor(walker: LightClient, watcher: LightClient, lane: number) {
    this.walker = walker;
    this.watcher = watcher;
    this.lane = lane;
  }

  /** As `measureLatency`; leaves when it is over. */
  async measure({
    dice,
    signal,
    tallies,
  }: {
    dice: Dice;
    signal: AbortSignal;
    tallies: Tallies;
  }): Promise<void> {
    for (let facing = this.lane + LANES; !signal.aborted; facing = (facing + LANES) % DIRECTIONS) {
      await pauseBeforeLook(dice);
      const sentAt = performance.now();
      const isSeen = this.seen(facing);
      this.walker.face(facing);
      if (await isSeen) tallies.measure('latency', performance.now() - sentAt);
      else if (!signal.aborted) tallies.count('latency.lost');
    }
    this.walker.bye();
    this.watcher.bye();
  }

  /** @returns whether a frame said so in time */
  private seen(facing: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), LOST_AFTER_MS);
      this.onPatch = (frame) => {
        if (frame[laneByte(facing)] !== facing) return;
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
