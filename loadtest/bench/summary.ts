import { CONTENDERS, type ContenderName } from './contenders.ts';
import type { Turn } from './turn.ts';

/** A figure over the rounds: the median, and the extremes. Null: it was not measured. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** Ours beside another contender, each round for itself. */
export interface Ratio {
  figure: string;
  text: string;
  against: ContenderName;
  value: Spread | null;
  /** At most; null: there is no goal for it. */
  goal: number | null;
}

/** What a figure of ours should be. */
export interface Goal {
  figure: string;
  text: string;
  unit: string;
  value: Spread | null;
  /** In a round. */
  least?: number;
  most?: number;
}

const OTHERS = ['broadcast', 'views', 'ws'] as const satisfies ContenderName[];
const RATIOS: readonly [figure: string, text: string, goals: Partial<Record<ContenderName, number>>][] = [
  ['cpu.core', "server's CPU", { ws: 1.6 }],
  ['part.look', 'interest + encode, CPU', { views: 1 / 4 }],
  ['down.mean', 'bytes down', { views: 1 / 3 }],
  ['latency.p50', 'latency p50', {}],
  ['latency.p95', 'latency p95', {}],
  ['latency.p99', 'latency p99', {}],
  ['tick.p50', 'tick p50', {}],
];
const GOALS: readonly Omit<Goal, 'value'>[] = [
  { figure: 'tick.p50', text: 'tick p50', unit: 'ms', most: 10 },
  { figure: 'tick.p99', text: 'tick p99', unit: 'ms', most: 20 },
  { figure: 'down.p95', text: 'down, per player, p95', unit: 'KB/s', most: 4 },
  { figure: 'shown.p50', text: 'characters in view', unit: '', least: 60 },
  { figure: 'latency.p95', text: 'latency p95', unit: 'ms', most: 75 },
  { figure: 'latency.p99', text: 'latency p99', unit: 'ms', most: 110 },
  { figure: 'memory.player', text: 'memory, per player', unit: 'KB', most: 60 },
];

/** Turns that may be believed; where every turn of a contender is void, these are better than nothing. */
export function counted(turns: readonly Turn[], contender: ContenderName): Turn[] {
  const whole = turns.filter((turn) => turn.contender === contender && turn.cutShort === null);
  const sound = whole.filter((turn) => turn.void === null);
  return sound.length > 0 ? sound : whole;
}

export function spreadOf(values: readonly (number | null | undefined)[]): Spread | null {
  const known = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = (known.length - 1) / 2;
  const median = (known[Math.floor(middle)]! + known[Math.ceil(middle)]!) / 2;
  return { median, least: known[0]!, most: known.at(-1)! };
}

export function figureOf(turns: readonly Turn[], contender: ContenderName, figure: string): Spread | null {
  return spreadOf(counted(turns, contender).map(({ figures }) => figures[figure]));
}

export function ratiosOf(turns: readonly Turn[]): Ratio[] {
  return RATIOS.flatMap(([figure, text, goals]) =>
    OTHERS.map((against) => ({
      figure,
      text,
      against,
      value: ratioOf(turns, figure, against),
      goal: goals[against] ?? null,
    })),
  ).filter(({ value }) => value !== null);
}

export function goalsOf(turns: readonly Turn[]): Goal[] {
  return GOALS.map((goal) => ({ ...goal, value: figureOf(turns, 'ours', goal.figure) }));
}

/** Null: nothing was measured that could be judged, or there is no goal. */
export function holds(
  value: Spread | null,
  { least, most }: { least?: number; most?: number | null },
): boolean | null {
  if (!value || (least === undefined && (most === undefined || most === null))) return null;
  return (
    value.median >= (least ?? Number.NEGATIVE_INFINITY) && value.median <= (most ?? Number.POSITIVE_INFINITY)
  );
}

/** Of the medians of all rounds where no round has both. */
function ratioOf(turns: readonly Turn[], figure: string, against: ContenderName): Spread | null {
  const [ours, others] = [counted(turns, 'ours'), counted(turns, against)];
  const byRound = ours.flatMap(({ figures, round }) => {
    const other = others.find((turn) => turn.round === round)?.figures[figure];
    const own = figures[figure];
    return own !== null && own !== undefined && other ? own / other : [];
  });
  if (byRound.length > 0) return spreadOf(byRound);
  const [own, other] = [figureOf(turns, 'ours', figure), figureOf(turns, against, figure)];
  return own && other?.median ? spreadOf([own.median / other.median]) : null;
}

/** In the order in which they are shown. */
export const NAMES = Object.keys(CONTENDERS) as ContenderName[];
