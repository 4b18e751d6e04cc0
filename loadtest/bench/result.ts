import type { CONTENDERS } from './contenders.ts';
import type { BenchOptions } from './options.ts';
import type { Goal, Ratio } from './summary.ts';
import type { Turn } from './turn.ts';

/** The form of `--json`. */
export interface BenchResult extends Omit<BenchOptions, 'json'> {
  version: 1;
  startedAt: string;
  machine: string;
  contenders: typeof CONTENDERS;
  /** In the order in which they were run. */
  turns: Turn[];
  ratios: Ratio[];
  goals: Goal[];
}
