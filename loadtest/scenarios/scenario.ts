import type { PlaceKind } from '../../src/content/types.ts';
import type { Atlas } from '../bots/atlas.ts';
import type { Bot } from '../bots/bot.ts';
import type { Api } from '../economy/api.ts';
import type { Board } from '../economy/board.ts';
import type { Dice } from '../economy/dice.ts';
import type { Tallies } from '../measure/tallies.ts';

/** What the lives of a worker's bots have in common. */
export interface Stage {
  base: URL;
  atlas: Atlas;
  api: Api;
  board: Board;
  dice: Dice;
  tallies: Tallies;
  /** Of the measured part. */
  durationMs: number;
  /** Resolves when measuring begins. */
  started: Promise<void>;
  /** Aborted when it is over. */
  over: AbortSignal;
}

export interface Scenario {
  name: string;
  /** What happens, in a line. */
  text: string;
  /** Measuring begins when everybody is inside, or when everybody has a login. */
  begins: 'inside' | 'registered';
  /** Measuring begins when those who measure latency stand together, too. */
  awaitsPairs?: boolean;
  /** A server that the tool starts itself fills instances of this kind to their cap. */
  fills?: PlaceKind;
  /** How many belong together, as a party. */
  partySize(dice: Dice): number;
  /** Where latency is measured. */
  watchedPlace(stage: Stage): string;
  /** What a party does until it is over. Registered and formed before; begins during the ramp. */
  live(party: readonly Bot[], stage: Stage): Promise<void>;
}
