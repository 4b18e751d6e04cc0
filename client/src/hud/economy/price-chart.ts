import type { PriceDay } from '../../api/market-api.ts';
import { type ChartDay, type ChartSize, priceGeometry } from '../../economy/price-geometry.ts';
import { creditsText, numberText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';

const SIZE: ChartSize = { width: 280, height: 90 };
const MARGIN = 8;
const BAR_WIDTH = 5;

/** Prices and sold pieces by day: lowest to highest as a band, the average as a line, pieces as bars. */
export function priceChart(days: readonly PriceDay[]): HTMLElement {
  if (days.length === 0)
    return el('p', { class: 'faint', 'data-testid': 'price-chart' }, 'None was sold in the last 30 days.');
  const { days: points, bottom, top } = priceGeometry(days, SIZE);
  const last = days.at(-1)!;
  const line = (y: (day: ChartDay) => number, all = points) =>
    all.map((day) => `${day.x},${y(day)}`).join(' ');
  const chart = svg(
    'svg',
    {
      viewBox: `${-MARGIN} ${-MARGIN} ${SIZE.width + 2 * MARGIN} ${SIZE.height + 2 * MARGIN}`,
      role: 'img',
      'aria-label': `Prices of ${days.length} days: lowest ${numberText(bottom)}, highest ${numberText(top)}, last average ${numberText(last.average)}`,
    },
    ...points.map(bar),
    svg('polygon', {
      class: 'band',
      points: `${line(({ yHigh }) => yHigh)} ${line(({ yLow }) => yLow, points.toReversed())}`,
    }),
    svg('polyline', { class: 'average', points: line(({ yAverage }) => yAverage) }),
    ...points.map(dot),
  );
  return el(
    'figure',
    { class: 'price-chart', 'data-testid': 'price-chart' },
    el(
      'figcaption',
      {},
      el('span', {}, `highest ${numberText(top)}`),
      el('span', {}, dayText(points[0]!.day)),
    ),
    chart,
    el('figcaption', {}, el('span', {}, `lowest ${numberText(bottom)}`), el('span', {}, dayText(last.day))),
  );
}

function bar({ x, bar: height }: ChartDay): SVGElement {
  return svg('rect', {
    class: 'sold',
    x: String(x - BAR_WIDTH / 2),
    y: String(SIZE.height - height),
    width: String(BAR_WIDTH),
    height: String(height),
  });
}

function dot({ x, yAverage, yHigh, yLow, day, low, high, average, sold }: ChartDay): SVGElement {
  const words = `${dayText(day)}: ${numberText(low)} to ${numberText(high)}, average ${creditsText(average)}, ${numberText(sold)} sold`;
  return svg(
    'g',
    {},
    svg('line', { class: 'range', x1: String(x), x2: String(x), y1: String(yHigh), y2: String(yLow) }),
    svg('circle', { class: 'dot', cx: String(x), cy: String(yAverage), r: '3' }),
    svg('title', {}, words),
  );
}

function dayText(day: string): string {
  return new Date(day).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

function svg(tag: string, attributes: Record<string, string>, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
