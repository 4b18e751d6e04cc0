import type { SimulationResult } from './simulation.ts';
import { mean, percentile } from './statistics.ts';

/** What a run says, line by line: name and value. */
export function summarise(result: SimulationResult, target: number): [name: string, value: string][] {
  const fullness = result.samples.flatMap((sample) => sample.fullness);
  const instances = result.samples.map((sample) => sample.instances);
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return [
    ['people arrived', String(result.arrived)],
    ['placed', String(result.placed)],
    ['refused', String(result.refused)],
    ['party splits', String(result.partySplits)],
    ['fullness, all but the newest: mean', share(mean(fullness))],
    ['fullness, p5', share(percentile(fullness, 0.05))],
    ['fullness, p95', share(percentile(fullness, 0.95))],
    ['fullest instance ever', `${share(result.fullest)} (target ${share(target)})`],
    ['instances opened', String(result.opened)],
    ['instances at once, most', String(Math.max(0, ...instances))],
    ['moved by consolidation', String(result.moved)],
    ['wait for a seat, p50', milliseconds(percentile(result.waitsMs, 0.5))],
    ['wait for a seat, p95', milliseconds(percentile(result.waitsMs, 0.95))],
    ['work of this machine per person', milliseconds(result.cpuMs / Math.max(1, result.arrived))],
  ];
}

export function renderTable(rows: readonly [name: string, value: string][]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** Whether parties were torn apart, people refused or caps passed: what must never happen. */
export function findings(result: SimulationResult): string[] {
  return [
    ...(result.partySplits > 0 ? [`${result.partySplits} party splits`] : []),
    ...(result.refused > 0 ? [`${result.refused} people refused`] : []),
    ...(result.fullest > 1 ? ['an instance was over its cap'] : []),
  ];
}
