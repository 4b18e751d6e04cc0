import { readFile } from 'node:fs/promises';
import { FIGURES } from './figures.ts';
import type { Result } from './result.ts';
import { shown } from './table.ts';

/** Smaller differences are noise. */
const NOISE = 0.05;

/** @throws Error in one line */
export async function readResult(path: string): Promise<Result> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read (${error.code}).`);
  });
  const result = parsed(text);
  if (result?.version !== 1 || !Array.isArray(result.figures)) {
    throw new Error(`${path} is not a report that npm run loadtest -- --json has written.`);
  }
  return result;
}

/** Two reports side by side, figure by figure. */
export function comparisonOf(a: Result, b: Result): string {
  const lines = [
    columns('', label(a), label(b), ''),
    ...b.figures.map(({ name, unit, value }) => {
      const before = a.figures.find((figure) => figure.name === name)?.value ?? null;
      return columns(
        `${name} ${unit && `(${unit})`}`,
        shown(before),
        shown(value),
        change(name, before, value),
      );
    }),
    ...warnings(a, b),
  ];
  return `${lines.join('\n')}\n`;
}

function change(name: string, before: number | null, after: number | null): string {
  if (before === null || after === null || before === 0) return '';
  const share = after / before - 1;
  const percent = `${share > 0 ? '+' : ''}${(share * 100).toFixed(0)} %`;
  const better = FIGURES.find((figure) => figure.name === name)?.better ?? 'neither';
  if (Math.abs(share) < NOISE || better === 'neither') return percent;
  return `${percent}  ${share > 0 === (better === 'more') ? 'better' : 'WORSE'}`;
}

function warnings(a: Result, b: Result): string[] {
  const found: string[] = [];
  for (const [name, one] of Object.entries({ A: a, B: b })) {
    if (one.void !== null) found.push(`${name} is VOID: ${one.void}`);
    if (one.cutShort !== null) found.push(`${name} was CUT SHORT: ${one.cutShort}`);
  }
  if (a.machine !== b.machine) found.push('The machines differ.');
  if (a.scenario !== b.scenario) found.push('The scenarios differ.');
  return found;
}

function label({ scenario, clients, seconds }: Result): string {
  return `${scenario} ${clients.light + clients.full} × ${seconds.asked} s`;
}

function columns(what: string, a: string, b: string, verdict: string): string {
  return `${what.padEnd(30)} ${a.padStart(18)} ${b.padStart(18)}   ${verdict}`.trimEnd();
}

function parsed(text: string): Result | null {
  try {
    return JSON.parse(text) as Result;
  } catch {
    return null;
  }
}
