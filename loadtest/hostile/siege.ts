import { setTimeout as delay } from 'node:timers/promises';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';
import type { PlaceKind } from '../../src/content/types.ts';
import { codeOf } from '../bots/bot.ts';
import type { FullBot } from '../bots/full-bot.ts';
import { measureLatency } from '../bots/latency-pair.ts';
import { Pacer } from '../bots/pacer.ts';
import { Dice } from '../economy/dice.ts';
import { Front, type FrontOptions, type Garrison } from './front.ts';

const LOOK_EVERY_MS = 500;
/** Of each kind of room, which has far fewer intruders. */
const SEEDS_APART = 1_000_000;

export type Garrisons = Readonly<Record<PlaceKind, Garrison>>;

export interface SiegeOptions extends Omit<FrontOptions, 'kind' | 'garrison'> {
  garrisons: Garrisons;
}

/** Every kind of room under attack at once, while honest players live in each. */
export class Siege {
  readonly fronts: readonly Front[];
  private readonly options: SiegeOptions;
  private readonly pacer = new Pacer();
  private readonly over = new AbortController();
  private readonly duties: Promise<void>[] = [];
  private readonly firstRooms = new Map<FullBot, PlaceRoom>();

  constructor(options: SiegeOptions) {
    const { garrisons, seed, shots } = options;
    const kinds = Object.entries(garrisons) as [PlaceKind, Garrison][];
    this.options = options;
    this.fronts = kinds.map(
      ([kind, garrison], i) =>
        new Front({
          ...options,
          kind,
          garrison,
          seed: seed + i * SEEDS_APART,
          shots: Math.ceil(shots / kinds.length),
        }),
    );
  }

  /** Everybody is where they should be. @throws ApiFailure, Error */
  async muster(): Promise<void> {
    for (const front of this.fronts) {
      await front.muster();
      for (const bot of front.honest) {
        this.pacer.add(bot);
        this.firstRooms.set(bot, bot.room!);
        // A match ends, and sends its players away.
        if (front.kind === 'arena') this.duties.push(this.stayAt(front, bot));
      }
      if (front.kind !== 'arena') this.duties.push(this.watch(front));
    }
  }

  /** Resolves when all shots are sent, or it is over. */
  async assault(): Promise<void> {
    await Promise.all(this.fronts.map((front) => front.assault()));
  }

  /** Honest players come to rest where they are. */
  async rest(): Promise<void> {
    this.over.abort();
    this.pacer.stop();
    await Promise.all(this.duties);
  }

  async leave(): Promise<void> {
    await this.rest();
    await Promise.allSettled(this.fronts.flatMap(({ honest }) => honest).map((bot) => bot.leave()));
  }

  /** Those who lost a connection, or are nowhere. */
  dropped({ kind, honest }: Front): FullBot[] {
    return honest.filter(
      (bot) => bot.room === null || (kind !== 'arena' && bot.room !== this.firstRooms.get(bot)),
    );
  }

  private async watch({ groups, defence }: Front): Promise<void> {
    const [walker, watcher] = groups[0]!;
    if (!walker || !watcher) return;
    const { seed } = this.options;
    await measureLatency({
      walker,
      watcher,
      tallies: defence,
      dice: new Dice(seed),
      signal: this.over.signal,
    });
  }

  private async stayAt({ place, defence }: Front, bot: FullBot): Promise<void> {
    const { signal } = this.over;
    while (!signal.aborted) {
      await delay(LOOK_EVERY_MS);
      if (signal.aborted || bot.where === null || bot.where.place === place) continue;
      await bot.enter(place).catch((error) => defence.count(`error:${codeOf(error)}`));
    }
  }
}
