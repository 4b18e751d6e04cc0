import { INTEREST } from '../src/game/interest.ts';
import { INPUTS_PER_SEC } from './bots/bot.ts';
import { Crowd } from './sync/crowd.ts';
import { type Measured, measure } from './sync/measure.ts';
import { sharedContender } from './sync/shared.ts';
import { stockContender } from './sync/stock.ts';

/**
 * What it costs to look who is near whom, and to tell everybody of those: ours beside Colyseus' own with one StateView per
 * client and a loop over everybody, on the same walks, patch by patch in turns. All move.
 *
 * npm run bench:sync -- [players…]
 */

const PATCHES_PER_SEC = 20;

interface Kind {
  /** Square world pixels for each. */
  readonly area: number;
  readonly inputsPerSec: number;
}

const HAVEN_AREA = (2048 * 1536) / 500;

const CROWDS: Readonly<Record<string, Kind>> = {
  /** So many within the radius that 60 and more are shown on the average, also at the edges, and all walk without a pause. */
  open: { area: (Math.PI * INTEREST.enterRadius ** 2) / (1.5 * INTEREST.maxVisible), inputsPerSec: 20 },
  /** As dense as 500 in Haven, who walk as the bots of the load test do … */
  hub: { area: HAVEN_AREA, inputsPerSec: INPUTS_PER_SEC },
  /** … or without a pause. */
  rush: { area: HAVEN_AREA, inputsPerSec: 20 },
};

const number = (value: number, digits: number, width: number) => value.toFixed(digits).padStart(width);

function print(count: number, name: string, { area, inputsPerSec }: Kind): void {
  const crowd = new Crowd(count, count * area, { inputsPerSec, patchesPerSec: PATCHES_PER_SEC });
  const contenders = [sharedContender(crowd, PATCHES_PER_SEC), stockContender(crowd, PATCHES_PER_SEC)];
  const [ours, stock] = measure(crowd, contenders, PATCHES_PER_SEC) as [Measured, Measured];
  for (const one of [ours, stock]) {
    console.log(
      `${number(count, 0, 5)} players, ${name.padEnd(4)}  ${one.name.padEnd(5)} ${number(one.shown, 0, 3)} shown` +
        `  ${number(one.wallMs.p50, 2, 6)} ms p50 ${number(one.wallMs.p99, 2, 6)} ms p99` +
        `  CPU a patch: interest ${number(one.lookMs, 2, 5)} ms, telling ${number(one.tellMs, 2, 5)} ms` +
        `  ${number(one.bytesPerSec.p50 / 1000, 2, 5)} kB/s p50 ${number(one.bytesPerSec.p95 / 1000, 2, 5)} kB/s p95`,
    );
  }
  const cpu = (ours.lookMs + ours.tellMs) / (stock.lookMs + stock.tellMs);
  const bytes = ours.bytesPerSec.p95 / stock.bytesPerSec.p95;
  console.log(
    `${' '.repeat(20)}ours / stock: CPU ${cpu.toFixed(3)} (telling alone ${(ours.tellMs / stock.tellMs).toFixed(3)}), bytes ${bytes.toFixed(3)}`,
  );
}

const counts = process.argv.slice(2).map(Number);
if (counts.some((count) => !Number.isInteger(count) || count < 1)) {
  console.error('Usage: npm run bench:sync -- [players…], such as 100 500 1000');
  process.exitCode = 2;
} else {
  for (const count of counts.length > 0 ? counts : [100, 500, 1000])
    for (const [name, kind] of Object.entries(CROWDS)) print(count, name, kind);
}
