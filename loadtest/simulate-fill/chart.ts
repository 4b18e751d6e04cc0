import type { Sample } from './simulation.ts';
import { mean, percentile } from './statistics.ts';

const WIDTH = 960;
const LEFT = 64;
const RIGHT = 64;
const PLOT_WIDTH = WIDTH - LEFT - RIGHT;
const TOP = { y: 72, height: 230 };
const BOTTOM = { y: 372, height: 150 };
const HEIGHT = 580;

const INK = '#1f2933';
const FAINT = '#d9dee5';
const BLUE = '#2563a8';
const BAND = '#a9c7e8';
const ORANGE = '#c2570c';
const GREEN = '#2f7d4f';

interface Panel {
  y: number;
  height: number;
}

/**
 * An SVG of the run: above, how full all instances but the newest are (mean, and the band from the 5th to the 95th
 * percentile); below, how many instances and players there are.
 * @param target share of the cap at which normal placement stops
 */
export function renderChart(samples: readonly Sample[], title: string, target: number): string {
  const endMs = samples.at(-1)?.atMs ?? 1;
  const x = (atMs: number) => LEFT + (PLOT_WIDTH * atMs) / endMs;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="${INK}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="${LEFT}" y="30" font-size="17" font-weight="600">${escapeXml(title)}</text>
${fullnessPanel(samples, x, target)}
${countsPanel(samples, x)}
${timeAxis(endMs, x)}
</svg>
`;
}

function fullnessPanel(samples: readonly Sample[], x: (atMs: number) => number, target: number): string {
  const y = (share: number) => TOP.y + TOP.height * (1 - share);
  const drawn = samples.filter(({ fullness }) => fullness.length > 0);
  const upper = drawn.map(({ atMs, fullness }) => point(x(atMs), y(percentile(fullness, 0.95))));
  const lower = drawn.map(({ atMs, fullness }) => point(x(atMs), y(percentile(fullness, 0.05))));
  const middle = drawn.map(({ atMs, fullness }) => point(x(atMs), y(mean(fullness))));
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => gridLine(y(share), `${100 * share} %`));
  return `<text x="${LEFT}" y="${TOP.y - 14}">Fullness of all instances but the newest: <tspan fill="${BLUE}">mean</tspan>, <tspan fill="${BLUE}" opacity="0.7">5th to 95th percentile</tspan>, <tspan fill="${ORANGE}">target</tspan></text>
${marks.join('\n')}
<polygon points="${[...upper, ...lower.toReversed()].join(' ')}" fill="${BAND}" opacity="0.7"/>
<polyline points="${middle.join(' ')}" fill="none" stroke="${BLUE}" stroke-width="2"/>
<line x1="${LEFT}" y1="${y(target)}" x2="${LEFT + PLOT_WIDTH}" y2="${y(target)}" stroke="${ORANGE}" stroke-dasharray="6 4"/>`;
}

function countsPanel(samples: readonly Sample[], x: (atMs: number) => number): string {
  const mostInstances = niceMaximum(Math.max(1, ...samples.map(({ instances }) => instances)));
  const mostPlayers = niceMaximum(Math.max(1, ...samples.map(({ players }) => players)));
  const y = (share: number) => BOTTOM.y + BOTTOM.height * (1 - share);
  const line = (value: (sample: Sample) => number) =>
    samples.map((sample) => point(x(sample.atMs), y(value(sample)))).join(' ');
  const marks = [0, 0.5, 1].map((share) =>
    gridLine(y(share), String(mostInstances * share), String(mostPlayers * share)),
  );
  return `<text x="${LEFT}" y="${BOTTOM.y - 14}"><tspan fill="${GREEN}">Instances</tspan> (left), <tspan fill="${INK}">players</tspan> (right)</text>
${marks.join('\n')}
<polyline points="${line(({ players }) => players / mostPlayers)}" fill="none" stroke="${INK}" stroke-width="1.2" opacity="0.6"/>
<polyline points="${line(({ instances }) => instances / mostInstances)}" fill="none" stroke="${GREEN}" stroke-width="2"/>`;
}

function timeAxis(endMs: number, x: (atMs: number) => number): string {
  const hours = endMs / 3_600_000;
  const step = [1 / 12, 0.25, 0.5, 1, 2, 4, 6, 12, 24].find((each) => hours / each <= 12) ?? 24;
  const bottom = (panel: Panel) => panel.y + panel.height;
  const marks: string[] = [];
  for (let at = 0; at <= hours + 1e-9; at += step) {
    const label = step < 1 ? `${Math.round(at * 60)} min` : `${at} h`;
    marks.push(
      `<text x="${x(at * 3_600_000)}" y="${bottom(BOTTOM) + 22}" text-anchor="middle">${label}</text>`,
    );
  }
  return marks.join('\n');
}

function gridLine(y: number, left: string, right = ''): string {
  return (
    `<line x1="${LEFT}" y1="${y}" x2="${LEFT + PLOT_WIDTH}" y2="${y}" stroke="${FAINT}"/>` +
    `<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${left}</text>` +
    (right && `<text x="${LEFT + PLOT_WIDTH + 8}" y="${y + 4}">${right}</text>`)
  );
}

/** The next even number that reads well on an axis. */
function niceMaximum(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = [2, 4, 6, 8, 10].find((each) => each * magnitude >= value) ?? 10;
  return step * magnitude;
}

function point(x: number, y: number): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
