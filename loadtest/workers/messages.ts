import type { TallyData } from '../measure/tallies.ts';

/** What one worker process has to do. */
export interface Share {
  scenario: string;
  /** Of the server. */
  url: string;
  seed: number;
  durationMs: number;
  /** Bots that count alone. */
  light: number;
  /** Bots that decode everything. */
  full: number;
  /** Of two full bots that measure latency. */
  pairs: number;
  /** Frames have no state in them, see `Target.isBare`. */
  isBare: boolean;
  /** How many register and enter at the same time. */
  entrances: number;
}

/** To a worker. measure: from now on it counts; rest: no more, but everybody stays; stop: it is over. */
export type Order = { type: 'measure' } | { type: 'rest' } | { type: 'stop' };

/** Of the last second. */
export interface Sample {
  type: 'sample';
  /** Bots with a connection. */
  inside: number;
  /** Of them, those that count what they get. */
  light: number;
  tallies: TallyData;
  /** The event loop's worst delay, milliseconds; 0 before measuring begins. */
  lagMs: number;
  /** Bots in each instance: its place, its id and how many. */
  instances: [place: string, instance: string, bots: number][];
}

/** From a worker. ready: everybody is registered, and inside where the scenario begins so. */
export type News = Sample | { type: 'ready' } | { type: 'failed'; message: string } | { type: 'done' };
