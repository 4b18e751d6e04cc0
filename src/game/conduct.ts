import type { ConductRules } from '../content/conduct-types.ts';

/** What of somebody's wishes was refused, and how suspicious that is by now. */
export interface Conduct {
  /** Never below 0. */
  points: number;
  /** When `points` was true, milliseconds on the caller's clock. */
  at: number;
  /** How often each was refused, by code. */
  readonly refusals: Map<string, number>;
}

export function goodConduct(now: number): Conduct {
  return { points: 0, at: now, refusals: new Map() };
}

/** Something was refused. @returns whether that is enough now */
export function noteRefusal(
  conduct: Conduct,
  rules: ConductRules,
  code: string,
  times: number,
  now: number,
): boolean {
  conduct.refusals.set(code, (conduct.refusals.get(code) ?? 0) + times);
  conduct.points = pointsNow(conduct, rules, now) + (rules.weights[code] ?? 0) * times;
  conduct.at = now;
  return conduct.points >= rules.threshold;
}

export function pointsNow({ points, at }: Conduct, { forgivenPerMin }: ConductRules, now: number): number {
  return Math.max(0, points - (forgivenPerMin * Math.max(0, now - at)) / 60_000);
}
