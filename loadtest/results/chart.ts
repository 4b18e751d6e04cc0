/** One line of a chart. */
export interface Series {
  name: string;
  color: string;
  values: readonly (number | null)[];
}

export interface ChartOptions {
  title: string;
  unit: string;
  /** Of each value, seconds. */
  times: readonly number[];
  series: readonly Series[];
}

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 52;
const BOTTOM = 24;
const TOP = 8;
const RIGHT = 8;
const GRID_LINES = 4;

/** A line chart as SVG; where a value is missing, its line is broken. */
export function chartOf({ title, unit, times, series }: ChartOptions): string {
  const most = niceMost(Math.max(0, ...series.flatMap(({ values }) => values.filter((one) => one !== null))));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 1];
  const x = (time: number) => LEFT + ((time - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const grid = Array.from({ length: GRID_LINES + 1 }, (_, i) => (most / GRID_LINES) * i).map(
    (value) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/>` +
      `<text x="${LEFT - 6}" y="${fixed(y(value) + 4)}" text-anchor="end">${short(value)}</text>`,
  );
  const ends = [first, last].map(
    (time, i) =>
      `<text x="${fixed(x(time))}" y="${HEIGHT - 6}" text-anchor="${i === 0 ? 'start' : 'end'}">${Math.round(time)} s</text>`,
  );
  const begin =
    first < 0
      ? `<line class="begin" x1="${fixed(x(0))}" x2="${fixed(x(0))}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>`
      : '';
  const lines = series.map(
    ({ color, values }) =>
      `<path d="${pathOf(values.map((value, i) => (value === null ? null : [x(times[i]!), y(value)])))}" stroke="${color}"/>`,
  );
  const legend = series.map(({ name, color }) => `<span><i style="background:${color}"></i>${name}</span>`);
  return `<figure><figcaption>${title} <small>${unit}</small> ${legend.join(' ')}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">${grid.join('')}${ends.join('')}${begin}${lines.join('')}</svg></figure>`;
}

function pathOf(points: readonly ([number, number] | null)[]): string {
  let isDown = false;
  let path = '';
  for (const point of points) {
    if (point) path += `${isDown ? 'L' : 'M'}${fixed(point[0])} ${fixed(point[1])}`;
    isDown = point !== null;
  }
  return path;
}

/** The next of 1, 2, 5, 10, 20, … */
function niceMost(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * [1, 2, 5, 10].find((step) => step * power >= most)!;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
