import type { ProcessReport } from './instance-host.ts';

/** A process is as good as full with one of these. */
const FULL = { players: 500, tickMs: 33, lagMs: 100 };

/**
 * Where to open an instance. The number of rooms says nothing: one hub can weigh more than a hundred rifts.
 * @param arriving players for whom instances were opened on a process a moment ago, and whom its report cannot know yet
 * @returns null when there is no process to choose from
 */
export function leastLoaded(
  processes: readonly ProcessReport[],
  arriving: (processId: string) => number,
): ProcessReport | null {
  const costs = processes.map((process) => ({ process, cost: costOf(process, arriving(process.processId)) }));
  costs.sort((a, b) => a.cost - b.cost || (a.process.processId < b.process.processId ? -1 : 1));
  return costs[0]?.process ?? null;
}

/** Shares of a process that are in use, by each measure. */
function costOf({ load }: ProcessReport, arriving: number): number {
  return (load.players + arriving) / FULL.players + load.tickMs / FULL.tickMs + load.lagMs / FULL.lagMs;
}
