import type { Database } from '../../src/db/database.ts';
import { makeDecisionLog } from '../../src/db/decision-log.ts';
import { type Report, spread } from '../report.ts';
import type { Metrics } from '../server-metrics.ts';

const MOST_SEATS = 500;

/** Prints what each join cost the game processes. */
export function costRows(report: Report, before: Metrics[], after: Metrics[], joins: number): void {
  const sum = (sample: string) =>
    after.reduce((total, metrics, i) => total + metrics.since(before[i]!, sample), 0);
  const queries = sum('db_query_seconds_count{outcome="ok"}');
  const waited = sum('db_query_seconds_sum{outcome="ok"}');
  report.row('queries a join', (queries / joins).toFixed(1));
  report.row('time of a query, mean', `${((waited / queries) * 1000).toFixed(1)} ms`);
  const cpu = after.map((metrics, i) => metrics.since(before[i]!, 'process_cpu_seconds_total'));
  report.row('CPU seconds of each process', cpu.map((seconds) => seconds.toFixed(1)).join(' '));
}

/** Prints how long tickets waited in the placer, and how often an instance answered differently than it expected. */
export async function placerRows(
  report: Report,
  database: Database,
  instanceIds: Iterable<string>,
): Promise<void> {
  const log = makeDecisionLog(database);
  const decisions = (await Promise.all([...instanceIds].map((id) => log.byInstance(id, MOST_SEATS)))).flat();
  report.row('of it in the placer', spread(decisions.map(({ waitedMs }) => waitedMs)));
  report.row('planned anew', String(decisions.reduce((sum, { retries }) => sum + retries, 0)));
}
