import { type Report, tally } from '../report.ts';
import type { Metrics } from '../server-metrics.ts';
import type { Front } from './front.ts';
import { SHOT_KINDS } from './kinds.ts';
import type { ReadersOutcome } from './readers.ts';

const LONGEST_TICK_MS = 50;
const TICK = 'room_tick_seconds';
const MOST_SHOWN = 8;

/** What was sent to one kind of room, and what came of it. */
export function attackRows(report: Report, { kind, place, attack }: Front): void {
  const sent = new Map(attack.family('sent:'));
  const total = sentIn({ attack });
  report.title(`${kind} (${place}): ${total} frames in ${attack.total('visits')} visits`);
  for (const { name, fate } of SHOT_KINDS) {
    report.row(
      `  ${name}`,
      `${String(sent.get(name) ?? 0).padStart(8)}${fate === 'stays' ? '' : `   ${fate}`}`,
    );
  }
  report.row('closes by code', listed(attack.family('closed:')));
  report.row('turned away at the door', listed(attack.family('turned away:')));
  const wrong = attack.family('wrong:');
  report.must('frames that met another fate', wrong.length === 0, listed(wrong));
}

export function sentIn({ attack }: Pick<Front, 'attack'>): number {
  return attack.family('sent:').reduce((sum, [, count]) => sum + count, 0);
}

export interface TickRows {
  kind: string;
  /** Before anybody came, when the attack began, and when it was over. */
  readings: readonly [Metrics, Metrics, Metrics];
  /** Processor time of the longest one, milliseconds; null: nobody knows. */
  cpuMs: number | null;
}

/**
 * By the server's clock the longest tick is known up to the bucket in which it lies, and has waited for a processor that others
 * use, too; where the processor's time is known, that one counts.
 */
export function tickRow(report: Report, { kind, readings: [quiet, begin, end], cpuMs }: TickRows): void {
  const label = `room="${kind}"`;
  const under = (share: number) => end.quantileMs(begin, TICK, share, label);
  const before = begin.quantileMs(quiet, TICK, 1, label);
  const longest = under(1);
  const clock = `by the clock ≤ ${longest} ms, p99.9 ≤ ${under(0.999)} ms, before the attack ≤ ${before} ms`;
  const counts = cpuMs ?? longest ?? Number.POSITIVE_INFINITY;
  report.must(
    'longest tick',
    counts <= LONGEST_TICK_MS,
    `${cpuMs === null ? '' : `${cpuMs.toFixed(1)} ms of the processor; `}${clock}`,
  );
}

/** What honest players met. @param dropped how many of them lost their connection @param different parts of states, by bot */
export function defenceRows(
  report: Report,
  { kind, defence, honest }: Front,
  dropped: number,
  different: string[] | null,
): void {
  const latency = defence.histogram('latency');
  const errors = defence.family('error:');
  report.title(`${kind}: ${honest.length} honest players`);
  report.must('lost their connection', dropped === 0, String(dropped));
  report.must('states that cannot be, and errors', errors.length === 0, listed(errors));
  report.row('states checked', String(defence.total('checked')));
  if (different) report.must("differences from the server's state", different.length === 0, tally(different));
  if (kind !== 'arena') {
    const [p50, p95] = [0.5, 0.95].map((share) => latency.quantile(share)?.toFixed(0) ?? '–');
    report.row('input to screen, p50 / p95', `${p50} / ${p95} ms, ${defence.total('latency.lost')} lost`);
  }
}

export function readerRows(report: Report, readers: number, outcome: ReadersOutcome): void {
  const { differences, errors, lost, mostGathered, stillThere } = outcome;
  report.title(`${readers} clients of a hub stop reading`);
  report.must('stopped for good, and still there', stillThere === 0, String(stillThere));
  report.must('readers that lost their connection', lost === 0, String(lost));
  report.must("differences from the server's state", differences.length === 0, tally(differences));
  report.must('states that cannot be, and errors', errors.length === 0, listed(errors));
  report.row('most that gathered for one of them', `${(mostGathered / 1024).toFixed(1)} KB`);
}

function listed(counts: readonly [string, number][]): string {
  const shown = counts.slice(0, MOST_SHOWN).map(([name, count]) => `${count} × ${name}`);
  if (counts.length > MOST_SHOWN) shown.push(`${counts.length - MOST_SHOWN} others`);
  return shown.join(', ') || 'none';
}
