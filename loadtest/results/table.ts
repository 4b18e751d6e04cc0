import type { FigureValue, Result } from './result.ts';

/** The report as text. */
export function tableOf(result: Result): string {
  const { clients, cutShort, errors, instances, machine, notes, refusals, seconds, seed, server } = result;
  const lines = [
    `${result.scenario}: ${result.text}`,
    row('bots', `${clients.light} light, ${clients.full} that decode all, in ${clients.workers} processes`),
    row('measured', `${seconds.measured.toFixed(0)} s of ${seconds.asked} s, seed ${seed}`),
    row('server', server),
    row('machine', machine),
    '',
    ...result.figures.map(figureRow),
    '',
    row('errors', tallyText(errors)),
    row('refused by the rules', tallyText(refusals)),
    ...instances.map(([place, bots]) => row(`instances of ${place}`, bots.join(' '))),
    ...notes.map((note) => row('note', note)),
    ...result.verdicts.map(({ figure, comparison, limit, value, holds }) =>
      row(holds ? 'holds' : 'MISSED', `${figure} ${comparison} ${limit}: ${shown(value)}`),
    ),
  ];
  if (cutShort !== null) lines.push('', `CUT SHORT: ${cutShort}`);
  if (result.void !== null) lines.push('', `VOID: ${result.void}`);
  return `${lines.join('\n')}\n`;
}

/** A number with as many digits as make sense. */
export function shown(value: number | null): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

export function tallyText(tally: readonly (readonly [string, number])[]): string {
  return tally.map(([code, count]) => `${count} × ${code}`).join(', ') || 'none';
}

function figureRow({ name, text, unit, value, goal, holds }: FigureValue): string {
  const judged = holds === false ? '  ← MISSED' : '';
  const aim = goal === null ? '' : `goal ${goal}${judged}`;
  return `${name.padEnd(16)} ${text.padEnd(40)} ${`${shown(value)} ${value === null ? '' : unit}`.padEnd(20)} ${aim}`.trimEnd();
}

function row(what: string, value: string): string {
  return `${what.padEnd(34)} ${value}`;
}
