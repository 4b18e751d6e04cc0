import type { Verdict } from './assertions.ts';

/** One figure of a run. */
export interface FigureValue {
  name: string;
  text: string;
  unit: string;
  /** Null: it was not measured. */
  value: number | null;
  /** The most, or the least, that it should be; null: there is no goal for it. */
  goal: number | null;
  /** Null: there is no goal, or no value. */
  holds: boolean | null;
}

/** One second of a run. */
export interface Moment {
  /** Seconds since measuring began; negative before. */
  at: number;
  inside: number;
  tickP50: number | null;
  tickP99: number | null;
  latencyP50: number | null;
  latencyP95: number | null;
  /** KB/s that a light bot gets, on the average. */
  down: number | null;
  /** Percent of a core that the server uses. */
  cpu: number | null;
  /** MB that the server occupies. */
  memory: number | null;
  errors: number;
}

/** What a run showed; the form of `--json`. */
export interface Result {
  version: 1;
  scenario: string;
  text: string;
  clients: { light: number; full: number; workers: number };
  /** Seconds that were asked for, and that were measured. */
  seconds: { asked: number; measured: number };
  seed: number;
  startedAt: string;
  machine: string;
  server: string;
  /** Why it ended early; null: it did not. */
  cutShort: string | null;
  /** Why nobody should believe it; null: one may. */
  void: string | null;
  notes: string[];
  figures: FigureValue[];
  verdicts: Verdict[];
  errors: [code: string, count: number][];
  /** What the rules of the game refused: bots that see nothing try much that is. */
  refusals: [code: string, count: number][];
  /** At the end: bots in each instance of a place, the fullest first. */
  instances: [place: string, bots: number[]][];
  moments: Moment[];
}
