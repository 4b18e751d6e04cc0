import { chartOf, type Series } from './chart.ts';
import type { FigureValue, Moment, Result } from './result.ts';
import { shown, tallyText } from './table.ts';

const STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{max-width:1340px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}
table{border-collapse:collapse;margin:1rem 0}
td,th{padding:.15rem .9rem .15rem 0;text-align:left;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums}
.missed,.alarm{color:#c22}
.alarm{border:2px solid;padding:.5rem 1rem;font-weight:600}
.holds{color:#292}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,560px),1fr));gap:1rem}
figure{margin:0}
figcaption span{margin-left:.8rem;font-size:.85rem}
figcaption i{display:inline-block;width:.8em;height:.8em;margin-right:.3em}
svg{width:100%;height:auto}
svg line{stroke:#8884}
svg line.begin{stroke:#888;stroke-dasharray:4}
svg text{font-size:11px;fill:currentColor}
svg path{fill:none;stroke-width:1.5}`;

const [BLUE, RED] = ['#3b82f6', '#ef4444'];

/** The report as one page that needs nothing else. */
export function pageOf(result: Result): string {
  const { clients, cutShort, errors, instances, machine, notes, refusals, seconds, seed, server } = result;
  const facts: [string, string][] = [
    ['Bots', `${clients.light} light, ${clients.full} that decode all, in ${clients.workers} processes`],
    [
      'Measured',
      `${seconds.measured.toFixed(0)} s of ${seconds.asked} s, from ${result.startedAt}, seed ${seed}`,
    ],
    ['Server', server],
    ['Machine', machine],
    ['Errors', tallyText(errors)],
    ['Refused by the rules', tallyText(refusals)],
    ...instances.map(([place, bots]): [string, string] => [`Bots in ${place}`, bots.join(', ')]),
    ...notes.map((note): [string, string] => ['Note', note]),
  ];
  const alarms = [cutShort && `Cut short: ${cutShort}`, result.void && `Void: ${result.void}`];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Load test: ${escaped(result.scenario)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Load test: ${escaped(result.scenario)}</h1>
<p>${escaped(result.text)}</p>
${alarms.map((alarm) => (alarm ? `<p class="alarm">${escaped(alarm)}</p>` : '')).join('\n')}
<table>${facts.map(([what, text]) => `<tr><th>${escaped(what)}</th><td>${escaped(text)}</td></tr>`).join('\n')}</table>
<table><tr><th>Figure</th><th></th><th></th><th></th><th>Goal</th></tr>
${result.figures.map(figureRow).join('\n')}</table>
${verdictTable(result)}
<div class="charts">
${charts(result.moments).join('\n')}
</div>
</body>
</html>
`;
}

function figureRow({ name, text, unit, value, goal, holds }: FigureValue): string {
  const verdict = holds === null ? '' : holds ? 'holds' : 'missed';
  const aim = goal === null ? '' : `${goal} ${verdict}`;
  const cells = [
    `<td>${escaped(text)}</td>`,
    `<td><code>${escaped(name)}</code></td>`,
    `<td class="number">${shown(value)}</td>`,
    `<td>${escaped(unit)}</td>`,
    `<td class="${verdict}">${aim}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function verdictTable({ verdicts }: Result): string {
  if (verdicts.length === 0) return '';
  const rows = verdicts.map(({ figure, comparison, limit, value, holds }) => {
    const verdict = holds ? 'holds' : 'missed';
    const asked = escaped(`${figure} ${comparison} ${limit}`);
    return `<tr><td><code>${asked}</code></td><td class="number">${shown(value)}</td><td class="${verdict}">${verdict}</td></tr>`;
  });
  return `<table><tr><th>Asked for</th><th></th><th></th></tr>\n${rows.join('\n')}</table>`;
}

function charts(moments: readonly Moment[]): string[] {
  const times = moments.map(({ at }) => at);
  const line = (name: string, color: string, of: keyof Moment): Series => ({
    name,
    color,
    values: moments.map((moment) => moment[of]),
  });
  const chart = (title: string, unit: string, ...series: Series[]) => chartOf({ title, unit, times, series });
  return [
    chart('Bots inside', '', line('inside', BLUE, 'inside')),
    chart('Tick', 'ms', line('p50', BLUE, 'tickP50'), line('p99', RED, 'tickP99')),
    chart('Input to another screen', 'ms', line('p50', BLUE, 'latencyP50'), line('p95', RED, 'latencyP95')),
    chart('Down, per light bot', 'KB/s', line('mean', BLUE, 'down')),
    chart("Server's CPU", '% of a core', line('CPU', BLUE, 'cpu')),
    chart("Server's memory", 'MB', line('resident', BLUE, 'memory')),
    chart('Errors', 'per second', line('errors', RED, 'errors')),
  ];
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
