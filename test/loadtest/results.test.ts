import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tallies } from '../../loadtest/measure/tallies.ts';
import { judge, parseAssertions } from '../../loadtest/results/assertions.ts';
import { comparisonOf, readResult } from '../../loadtest/results/compare.ts';
import { pageOf } from '../../loadtest/results/html.ts';
import { makeResult } from '../../loadtest/results/make-result.ts';
import type { Measurements, ServerMeasurements } from '../../loadtest/results/measurements.ts';
import type { Moment, Result } from '../../loadtest/results/result.ts';
import { tableOf } from '../../loadtest/results/table.ts';
import { parseOptions } from '../../loadtest/run/options.ts';
import { Metrics } from '../../loadtest/server-metrics.ts';

/** 100 ticks: 50 within 2 ms, 99 within 10 ms, one within 50 ms. */
const TICKS = [
  'room_tick_seconds_bucket{le="0.002",room="hub"} 50',
  'room_tick_seconds_bucket{le="0.01",room="hub"} 99',
  'room_tick_seconds_bucket{le="0.05",room="hub"} 100',
  'room_tick_seconds_bucket{le="+Inf",room="hub"} 100',
  'room_tick_seconds_count{room="hub"} 100',
  'process_cpu_seconds_total 3',
  'process_resident_memory_bytes 2.5e8',
  'instance_seats{place="haven"} 20',
  'instance_seats_cap{place="haven"} 500',
].join('\n');

function server(): ServerMeasurements {
  const [nothing, end] = [new Metrics(['process_cpu_seconds_total 1']), new Metrics([TICKS])];
  const inUse = { idle: 50e6, busy: 51e6 };
  return { idle: nothing, begin: nothing, end, instanceSeconds: 5, inUse, loopDelayMs: 3 };
}

function measurements(changes: Partial<Measurements> = {}): Measurements {
  const tallies = new Tallies();
  for (let latency = 1; latency <= 100; latency++) tallies.measure('latency', latency);
  tallies.measure('player.down', 3_500);
  tallies.count('error:place_full', 2);
  return {
    tallies,
    seconds: 5,
    clients: 20,
    meanInside: 20,
    lastInside: 19,
    lagMs: 4,
    server: server(),
    instances: [12, 7],
    ...changes,
  };
}

function moment(at: number): Moment {
  const nothing = { tickP50: null, tickP99: null, latencyP50: null, latencyP95: null };
  return { at, inside: 20, ...nothing, down: 3.5, cpu: 40, memory: 250, errors: 0 };
}

function result(changes: Partial<Measurements> = {}, asked = '', cutShort: string | null = null): Result {
  return makeResult({
    options: parseOptions(['--seed', '5', '--duration', '5s', ...(asked ? ['--assert', asked] : [])]),
    crowd: { light: 18, full: 2, pairs: 1 },
    startedAt: new Date('2026-01-01T00:00:00Z'),
    server: 'http://<server>',
    outcome: {
      measurements: measurements(changes),
      moments: [moment(Number.NaN), moment(Number.NaN), moment(1), moment(2)],
      instances: [
        ['haven', 'a', 7],
        ['haven', 'b', 12],
      ],
      cutShort,
      notes: [],
      workers: 3,
    },
  });
}

function figure(of: Result, name: string): number | null {
  return of.figures.find((one) => one.name === name)!.value;
}

describe('report of the load test', () => {
  it("LT6 figures come from the bots' measurements and the server's", () => {
    const report = result();
    const expected = {
      'tick.p50': 2,
      'tick.p99': 10,
      'tick.p999': 50,
      'tick.rate': 20,
      'down.p95': 3.5,
      'cpu.core': 40,
      'cpu.player': 20,
      'memory.player': 50,
      'memory.resident': 250,
      inside: 95,
      instances: 2,
      seats: 4,
      errors: 2,
      lag: 4,
      'api.p50': null,
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(figure(report, name), value, name);
    assert.ok(Math.abs(figure(report, 'latency.p95')! - 95) <= 1.1);
    assert.deepEqual(report.instances, [['haven', [12, 7]]]);
    assert.deepEqual(
      report.moments.map(({ at }) => at),
      [-2, -1, 1, 2],
    );
  });

  it('LT6 without the server it knows what the bots saw', () => {
    const report = result({ server: null });
    assert.equal(figure(report, 'tick.p99'), null);
    assert.equal(figure(report, 'down.p50'), 3.5);
  });

  it('LT7 what is asked for holds, or is missed; what was not measured is missed', () => {
    const { verdicts } = result({}, 'tick.p99<=10, tick.p99<10,errors<3,inside>=95.5,api.p95<=1000');
    assert.deepEqual(
      verdicts.map(({ holds }) => holds),
      [true, false, true, false, false],
    );
    assert.deepEqual(judge(parseAssertions('lag>-1'), []), [
      { figure: 'lag', comparison: '>', limit: -1, value: null, holds: false },
    ]);
  });

  it('LT8 who was more than 20 ms late says so everywhere, and so does who ended early', () => {
    assert.equal(result({ lagMs: 20 }).void, null);
    const report = result({ lagMs: 20.6 }, '', 'The server does not answer any more.');
    assert.match(report.void!, /21 ms late/);
    for (const text of [tableOf(report), pageOf(report), comparisonOf(report, report)]) {
      assert.match(text, /void/i);
      assert.match(text, /21 ms late/);
      assert.match(text, /cut short/i);
      assert.match(text, /does not answer any more/);
    }
  });

  it('LT9 the page needs nothing else, and shows nothing as markup that is none', () => {
    const page = pageOf(result());
    assert.doesNotMatch(page, /<script|<link|<img|@import|url\(|src=|href=/i);
    assert.ok(page.includes('http://&#60;server&#62;') && !page.includes('<server>'));
    assert.equal(page.match(/<svg /g)!.length, 7);
    assert.ok(!page.includes('NaN'));
  });

  it('LT10 two reports compare figure by figure', () => {
    const before = result();
    const after = result({ seconds: 2.5 });
    const text = comparisonOf(before, after);
    assert.match(text, /^cpu.core .* 40 +80 +\+100 % {2}WORSE$/m);
    assert.match(text, /^tick.p99 .* 10 +10 +0 %$/m);
    assert.match(comparisonOf(after, before), /^cpu.core .* 80 +40 +-50 % {2}better$/m);
    assert.match(comparisonOf(before, { ...after, machine: 'another' }), /The machines differ\./);
  });

  it('LT10 what is no report is refused in one line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'omega-realm-report-'));
    try {
      const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
      await writeFile(good, JSON.stringify(result()));
      assert.equal(figure(await readResult(good), 'tick.p99'), 10);
      for (const text of ['', '{', 'null', '[]', '{"version":2,"figures":[]}', '{"version":1}']) {
        await writeFile(bad, text);
        await assert.rejects(readResult(bad), {
          message: `${bad} is not a report that npm run loadtest -- --json has written.`,
        });
      }
      await assert.rejects(readResult(join(folder, 'none')), { message: /cannot be read \(ENOENT\)/ });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
