import type { PriceDay } from '../api/market-api.ts';

const DAY_MS = 86_400_000;

export interface ChartSize {
  width: number;
  height: number;
}

export interface ChartDay extends PriceDay {
  x: number;
  /** Of the lowest, the highest and the average price. */
  yLow: number;
  yHigh: number;
  yAverage: number;
  /** Height of its bar of sold pieces. */
  bar: number;
}

export interface PriceGeometry {
  days: ChartDay[];
  /** Credits at the lower and the upper edge. */
  bottom: number;
  top: number;
}

/** Share of the height that the bars may take. */
const BARS = 0.25;

/** Where each day stands in a chart: days without a sale keep their room, so that time runs evenly. */
export function priceGeometry(days: readonly PriceDay[], { width, height }: ChartSize): PriceGeometry {
  if (days.length === 0) return { days: [], bottom: 0, top: 0 };
  const times = days.map(({ day }) => Date.parse(day) / DAY_MS);
  const [first, last] = [times[0]!, times.at(-1)!];
  const bottom = Math.min(...days.map(({ low }) => low));
  const top = Math.max(...days.map(({ high }) => high));
  const most = Math.max(...days.map(({ sold }) => sold));
  const x = (time: number) => (first === last ? width / 2 : ((time - first) / (last - first)) * width);
  const y = (price: number) =>
    bottom === top ? height / 2 : height - ((price - bottom) / (top - bottom)) * height;
  return {
    days: days.map((day, index) => ({
      ...day,
      x: x(times[index]!),
      yLow: y(day.low),
      yHigh: y(day.high),
      yAverage: y(day.average),
      bar: (day.sold / most) * height * BARS,
    })),
    bottom,
    top,
  };
}
