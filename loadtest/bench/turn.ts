import { figuresOf } from '../results/figures.ts';
import { MOST_LAG_MS } from '../results/make-result.ts';
import type { Outcome } from '../run/load-run.ts';
import type { ContenderName } from './contenders.ts';
import type { Frames } from './servers/frame-plan.ts';
import type { Study } from './servers/study.ts';

/** What one contender did in one round. */
export interface Turn {
  contender: ContenderName;
  /** From 1 on. */
  round: number;
  /** By name: those of a load test, and what else is compared; null: not measured. */
  figures: Record<string, number | null>;
  errors: [code: string, count: number][];
  /** Why nobody should believe it; null: one may. */
  void: string | null;
  /** Why it could not be run to its end; null: it was. */
  cutShort: string | null;
}

export function turnOf(
  contender: ContenderName,
  round: number,
  { cutShort, measurements }: Outcome,
  study: Study | null,
): Turn {
  const { lagMs, tallies } = measurements;
  const figures: Turn['figures'] = Object.fromEntries(
    figuresOf('hub', measurements).map(({ name, value }) => [name, value]),
  );
  figures['patches.p95'] = tallies.histogram('player.patches').quantile(0.95);
  figures['down.mean'] = tallies.histogram('player.down').mean;
  figures['frames.mean'] = tallies.histogram('player.patches').mean;
  figures['frame.bytes'] = framesOf(figures)?.bytes ?? null;
  figures['part.interest'] = study?.interest ?? null;
  figures['part.encode'] = study?.encode ?? null;
  figures['part.look'] = study ? study.interest + study.encode : null;
  return {
    contender,
    round,
    figures,
    errors: tallies.family('error:'),
    void: lagMs > MOST_LAG_MS ? `the tool was up to ${lagMs.toFixed(0)} ms late` : null,
    cutShort,
  };
}

/** A turn that did not come about. */
export function missedTurn(contender: ContenderName, round: number, cutShort: string): Turn {
  return { contender, round, figures: {}, errors: [], void: null, cutShort };
}

/** What each client got in it. @returns null: that was not measured */
export function framesOf(figures: Turn['figures']): Frames | null {
  const { 'down.mean': bytesPerSec, 'frames.mean': perSec } = figures;
  return bytesPerSec && perSec ? { perSec, bytes: bytesPerSec / perSec } : null;
}
