import { GameError } from '../../errors.ts';
import type { Outcome } from '../ledger/batch.ts';

/** Somebody changed what was looked at a moment ago: it is worth looking again. */
export class Overtaken extends Error {}

/** @throws Overtaken when one of a batch that belongs together was refused, or had been done by somebody else */
export function checkOutcomes(outcomes: readonly Outcome[]): void {
  const missed = outcomes.find((outcome) => outcome instanceof GameError || outcome.replayed);
  if (missed) throw new Overtaken('an operation came in between', { cause: missed });
}
