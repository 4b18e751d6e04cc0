import type { Report } from '../report.ts';
import { slopeOf } from '../simulate-fill/statistics.ts';
import type { Reading } from './reading.ts';

export const PER_JOINS = 10_000;
const MOST_BYTES = 1e6;
/** Of fewer joins the slope is that of chance. */
const LEAST_JOINS = 10_000;
/** They come and go by themselves. */
const PASSING = new Set(['TCPSocketWrap', 'Immediate', 'TickObject']);

export interface Course {
  /** After the warm-up, and when all have left; nobody is in the world. */
  baseline: Reading;
  end: Reading;
  /** While they come and go, once as many seats are held as ever will be. */
  readings: readonly Reading[];
}

/** Bytes per `PER_JOINS`. */
export function slopes({ baseline, end, readings }: Course) {
  const memory = ({ heap, external }: Reading) => heap + external;
  const fitted = (value: (reading: Reading) => number) =>
    slopeOf(readings.map((reading) => [reading.joins, value(reading)])) * PER_JOINS;
  return {
    memory: fitted(memory),
    rss: fitted(({ rss }) => rss),
    empty: ((memory(end) - memory(baseline)) / (end.joins - baseline.joins)) * PER_JOINS,
  };
}

/** Kinds of which there are more than at the baseline, as text; empty: none. */
export function leftovers(baseline: Reading, now: Reading): string[] {
  const compare = (before: Record<string, number>, after: Record<string, number>) =>
    Object.entries(after)
      .filter(([kind, count]) => !PASSING.has(kind) && count > (before[kind] ?? 0))
      .map(([kind, count]) => `${kind} ${before[kind] ?? 0} → ${count}`);
  return [...compare(baseline.held, now.held), ...compare(baseline.resources, now.resources)];
}

export function judge(report: Report, course: Course): void {
  const { baseline, end } = course;
  const { memory, rss, empty } = slopes(course);
  const joins = end.joins - baseline.joins;
  report.title(`Memory per ${PER_JOINS} joins, garbage collected, over ${joins}`);
  const must = (what: string, bytes: number) => {
    if (joins < LEAST_JOINS) report.row(what, `${mb(bytes)} (too few joins to judge)`);
    else report.must(what, bytes <= MOST_BYTES, `${mb(bytes)}, goal ${mb(MOST_BYTES)}`);
  };
  must('while they come and go', memory);
  must('when all have left', empty);
  report.row('resident, while they come and go', mb(rss));
  report.title('Back to the baseline');
  const left = leftovers(baseline, end);
  for (const [kind, count] of [...Object.entries(end.held), ...Object.entries(end.resources)]) {
    const before = baseline.held[kind] ?? baseline.resources[kind] ?? 0;
    report.must(kind, !left.some((one) => one.startsWith(`${kind} `)), `${before} → ${count}`);
  }
}

export function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
