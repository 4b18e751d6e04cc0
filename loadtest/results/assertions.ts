import { FIGURES } from './figures.ts';
import type { FigureValue } from './result.ts';

const COMPARISONS = {
  '<=': (value: number, limit: number) => value <= limit,
  '>=': (value: number, limit: number) => value >= limit,
  '<': (value: number, limit: number) => value < limit,
  '>': (value: number, limit: number) => value > limit,
} as const;
type Comparison = keyof typeof COMPARISONS;

/** Something that has to hold of a figure. */
export interface Assertion {
  figure: string;
  comparison: Comparison;
  limit: number;
}

export interface Verdict extends Assertion {
  /** Null: it was not measured, so nothing holds of it. */
  value: number | null;
  holds: boolean;
}

/** @param text such as 'tick.p99<=20,latency.p95<=75' @throws Error in one line */
export function parseAssertions(text: string): Assertion[] {
  return text.split(',').map((part) => {
    const [, figure, comparison, limit] =
      /^\s*([\w.]+)\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if (figure === undefined) throw new Error(`'${part}' is not of the form tick.p99<=20.`);
    if (!FIGURES.some(({ name }) => name === figure)) {
      const names = FIGURES.map(({ name }) => name).join(', ');
      throw new Error(`there is no figure '${figure}', but ${names}.`);
    }
    return { figure, comparison: comparison as Comparison, limit: Number(limit) };
  });
}

export function judge(assertions: readonly Assertion[], figures: readonly FigureValue[]): Verdict[] {
  return assertions.map((assertion) => {
    const { comparison, figure, limit } = assertion;
    const value = figures.find(({ name }) => name === figure)?.value ?? null;
    return { ...assertion, value, holds: value !== null && COMPARISONS[comparison](value, limit) };
  });
}
