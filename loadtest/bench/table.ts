import { shown, tallyText } from '../results/table.ts';
import { CONTENDERS } from './contenders.ts';
import type { BenchResult } from './result.ts';
import { figureOf, holds, NAMES, type Spread } from './summary.ts';
import type { Turn } from './turn.ts';

const ROWS: readonly [figure: string, text: string][] = [
  ['cpu.core', "server's CPU, % of a core"],
  ['cpu.player', 'per player, ms/s'],
  ['part.interest', 'who sees whom, all, ms/s'],
  ['part.encode', 'encoding, all, ms/s'],
  ['tick.p50', 'tick p50, ms, at most'],
  ['tick.p99', 'tick p99, ms, at most'],
  ['loop.p99', 'event loop late, p99, ms'],
  ['down.p50', 'down p50, KB/s'],
  ['down.p95', 'down p95, KB/s'],
  ['patches.p50', 'frames p50, /s'],
  ['patches.p95', 'frames p95, /s'],
  ['frame.bytes', 'bytes of a frame'],
  ['shown.p50', 'characters in view'],
  ['latency.p50', 'latency p50, ms'],
  ['latency.p95', 'latency p95, ms'],
  ['latency.p99', 'latency p99, ms'],
  ['memory.player', 'memory of a player, KB'],
  ['inside', 'inside at the end, %'],
  ['instances', 'instances'],
  ['errors', 'errors'],
  ['lag', "the tool's own lag, ms"],
];
const WIDTH = 12;

/** The result as text. */
export function benchTable({
  clients,
  goals,
  machine,
  ratios,
  rounds,
  seconds,
  seed,
  turns,
}: BenchResult): string {
  const cells = (texts: string[]) => texts.map((text) => text.padStart(WIDTH)).join('');
  const lines = [
    `${clients} clients walk in one hub, ${seconds} s a turn, ${rounds} rounds, seed ${seed}`,
    machine,
    ...NAMES.map((name) => `  ${name.padEnd(WIDTH)} ${CONTENDERS[name]}`),
    '',
    `${'median of the rounds'.padEnd(30)}${cells(NAMES)}`,
    ...ROWS.map(
      ([figure, text]) =>
        text.padEnd(30) + cells(NAMES.map((name) => shown(figureOf(turns, name, figure)?.median ?? null))),
    ),
    '',
    'ours compared, round by round',
    ...ratios.map(({ against, goal, text, value }) =>
      judged(
        `  ${text} / ${against}`,
        times(value!),
        goal === null ? '' : `goal ≤ ${goal.toFixed(2)}`,
        holds(value, { most: goal }),
      ),
    ),
    '',
    'goals of ours',
    ...goals.map(({ least, most, text, unit, value }) =>
      judged(
        `  ${text}`,
        `${range(value)} ${unit}`,
        least === undefined ? `goal ≤ ${most}` : `goal ≥ ${least}`,
        holds(value, { least, most }),
      ),
    ),
    '',
    ...turns.flatMap(problemsOf),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function problemsOf({ contender, cutShort, errors, round, void: voidness }: Turn): string[] {
  const turn = `round ${round}, ${contender}`;
  return [
    ...(cutShort === null ? [] : [`NOT RUN  ${turn}: ${cutShort}`]),
    ...(voidness === null ? [] : [`VOID     ${turn}: ${voidness}`]),
    ...(errors.length === 0 ? [] : [`errors   ${turn}: ${tallyText(errors)}`]),
  ];
}

function judged(what: string, value: string, goal: string, isHeld: boolean | null): string {
  return `${what.padEnd(36)} ${value.padEnd(26)} ${goal}${isHeld === false ? '  ← MISSED' : ''}`.trimEnd();
}

function times({ least, median, most }: Spread): string {
  return `× ${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

function range(value: Spread | null): string {
  return value === null ? '–' : `${shown(value.median)} (${shown(value.least)}–${shown(value.most)})`;
}
