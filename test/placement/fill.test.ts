import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Arrival,
  type ArrivalOptions,
  parseRecording,
  synthesise,
} from '../../loadtest/simulate-fill/arrivals.ts';
import { renderChart } from '../../loadtest/simulate-fill/chart.ts';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { type SimulationResult, simulate } from '../../loadtest/simulate-fill/simulation.ts';
import { mean, percentile } from '../../loadtest/simulate-fill/statistics.ts';
import { findings } from '../../loadtest/simulate-fill/summary.ts';
import { PLACES, POLICY } from './kit.ts';

const MINUTE_MS = 60_000;

function run(arrivals: Arrival[], hours: number, seed: number): Promise<SimulationResult> {
  const random = seededRandom(seed);
  return simulate({ arrivals, policy: POLICY, places: PLACES, processes: 3, hours, random });
}

function arrivalsOf(
  pattern: ArrivalOptions['pattern'],
  players: number,
  hours: number,
  seed: number,
): Arrival[] {
  const random = seededRandom(seed);
  return synthesise({ pattern, place: 'forest', players, parties: 0.5, hours, stayMin: 20, random });
}

/** How full the instances but the newest were, between two minutes of the run. */
function fullnessBetween({ samples }: SimulationResult, fromMin: number, toMin: number): number[] {
  return samples
    .filter(({ atMs }) => atMs >= fromMin * MINUTE_MS && atMs <= toMin * MINUTE_MS)
    .flatMap(({ fullness }) => fullness);
}

function assertSound(result: SimulationResult, seed: number): void {
  assert.deepEqual(findings(result), [], `seed ${seed}`);
  assert.equal(result.placed, result.arrived, `seed ${seed}`);
  assert.ok(result.fullest <= 0.95, `seed ${seed}: ${result.fullest}`);
}

describe('fill simulator', () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

  it('FS1 a burst of 1,000: every zone but the newest settles between 70 and 80 %, no party is split', async () => {
    const result = await run(arrivalsOf('burst', 1_000, 0.05, seed), 0.05, seed);
    assertSound(result, seed);
    const [settled] = result.samples;
    assert.ok(settled!.fullness.length >= 11, `seed ${seed}: ${settled!.fullness}`);
    for (const fullness of settled!.fullness) {
      assert.ok(fullness >= 0.7 && fullness <= 0.8, `seed ${seed}: ${settled!.fullness}`);
    }
    assert.ok(percentile(result.waitsMs, 0.95) < 100, `seed ${seed}: ${percentile(result.waitsMs, 0.95)} ms`);
  });

  it('FS2 steady coming and going keeps the zones between 70 and 80 %', async () => {
    const result = await run(arrivalsOf('steady', 600, 1.5, seed), 1.5, seed);
    assertSound(result, seed);
    const fullness = mean(fullnessBetween(result, 40, 90));
    assert.ok(fullness >= 0.7 && fullness <= 0.8, `seed ${seed}: ${fullness}`);
  });

  it('FS3 with the tide of a day instances come and go, and nobody is torn from a party', async () => {
    const hours = 5;
    const result = await run(arrivalsOf('tide', 500, hours, seed), hours, seed);
    assertSound(result, seed);
    const rising = mean(fullnessBetween(result, 30, (hours / 2) * 60));
    assert.ok(rising >= 0.7 && rising <= 0.8, `seed ${seed}: ${rising}`);
    const counts = result.samples.map(({ instances }) => instances);
    assert.ok(Math.max(...counts) >= 6, `seed ${seed}: ${counts}`);
    assert.ok(counts.at(-1)! <= Math.max(...counts) - 2, `seed ${seed}: ${counts}`);
    assert.ok(result.moved > 0, `seed ${seed}: nobody was moved`);
  });

  it('FS4 the same seed gives the same run', async () => {
    const once = await run(arrivalsOf('burst', 200, 0.1, seed), 0.1, seed);
    const again = await run(arrivalsOf('burst', 200, 0.1, seed), 0.1, seed);
    assert.deepEqual({ ...again, cpuMs: 0 }, { ...once, cpuMs: 0 });
  });

  it('FS5 a recording is read line by line; a wrong line is named', () => {
    const text =
      '{"atMs":5,"place":"forest","partyId":"p"}\n\n{"atMs":0,"place":"forest","partyId":"p","staysMs":9}\n';
    assert.deepEqual(parseRecording(text, 1), [
      { atMs: 0, place: 'forest', partyId: 'p', partySize: 2, members: [{ characterId: 'c1', staysMs: 9 }] },
      {
        atMs: 5,
        place: 'forest',
        partyId: 'p',
        partySize: 2,
        members: [{ characterId: 'c0', staysMs: 60_000 }],
      },
    ]);
    const wrong = ['{', 'null', '{"place":"forest"}', '{"atMs":-1,"place":"forest"}', '{"atMs":0}'];
    for (const line of [
      ...wrong,
      '{"atMs":0,"place":"x","partyId":1}',
      '{"atMs":0,"place":"x","staysMs":"1"}',
    ]) {
      assert.throws(
        () => parseRecording(`{"atMs":0,"place":"x"}\n${line}`, 1),
        /^Error: line 2 of the recording/,
      );
    }
  });

  it('FS6 the chart has a point for every moment, and hostile titles do no harm', async () => {
    const { samples } = await run(arrivalsOf('burst', 200, 0.1, seed), 0.1, seed);
    const svg = renderChart(samples, '<script>&"', 0.8);
    assert.doesNotMatch(svg, /<script>|NaN|Infinity|undefined/);
    const instances = /<polyline points="([^"]*)"[^>]*stroke="#2f7d4f"/.exec(svg)![1]!;
    assert.equal(instances.split(' ').length, samples.length);
  });

  it('FS7 the program prints seed and table, writes the chart, and says what is wrong with its options', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fill-'));
    const program = join(import.meta.dirname, '../../loadtest/simulate-fill.ts');
    const fill = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args]);
    const recording = join(folder, 'recorded.jsonl');
    const chart = join(folder, 'chart.svg');
    const people = Array.from({ length: 30 }, (_, index) => ({
      atMs: index,
      place: 'zone',
      staysMs: 120_000,
    }));
    await writeFile(recording, people.map((person) => JSON.stringify(person)).join('\n'));
    const { stdout } = await fill('--pattern', recording, '--stay', '2', '--seed', '7', '--out', chart);
    assert.match(stdout, /^seed +7$/m);
    assert.match(stdout, /^placed +30$/m);
    assert.match(stdout, /^party splits +0$/m);
    assert.match(await readFile(chart, 'utf8'), /^<svg /);
    await assert.rejects(fill('--place', 'nowhere', '--hours', '0.1'), /there is no place 'nowhere'/);
    await assert.rejects(fill('--players', 'many'), /--players must be a number/);
    await rm(folder, { recursive: true });
  });
});
