import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { LocalBus } from '../../src/cluster/local-bus.ts';
import { ProcessReporter } from '../../src/cluster/report.ts';
import type { InstanceReport, ProcessReport } from '../../src/placement/instance-host.ts';
import { until } from '../kit/until.ts';

const HUB: InstanceReport = {
  id: 'hub1',
  place: 'haven',
  kind: 'hub',
  owner: null,
  openedAt: 1,
  seats: 7,
  language: 'de',
  closing: false,
};

describe('process reporter', () => {
  let heard: ProcessReport[];
  let instances: InstanceReport[];
  let draining: boolean;
  let reporter: ProcessReporter;

  beforeEach(() => {
    heard = [];
    instances = [HUB];
    draining = false;
    reporter = new ProcessReporter(new LocalBus('one', pino({ level: 'silent' })), {
      startedAt: 1_000,
      version: 'build',
      region: 'eu',
      draining: () => draining,
      load: () => ({ players: 7, tickMs: 1.5 }),
      instances: () => instances,
      onReport: (report) => heard.push(report),
    });
  });
  afterEach(() => reporter.stop());

  it('CU7 reports at its start what runs here, and hears it itself', async () => {
    reporter.start();
    await until(() => heard.length === 1, 'the first report');
    assert.deepEqual(heard[0], {
      processId: 'one',
      sequence: 1,
      startedAt: 1_000,
      version: 'build',
      region: 'eu',
      draining: false,
      load: { players: 7, tickMs: 1.5, lagMs: 0 },
      instances: [HUB],
    });
  });

  it('CU7 reports twice a second', async () => {
    reporter.start();
    const begin = performance.now();
    await until(() => heard.length === 4, 'three more reports');
    const tookMs = performance.now() - begin;
    assert.ok(tookMs >= 1_450, `${tookMs} ms`);
    assert.deepEqual(
      heard.map(({ sequence }) => sequence),
      [1, 2, 3, 4],
    );
  });

  it('CU7 reports at once what cannot wait, many changes together', async () => {
    reporter.start();
    draining = true;
    instances = [];
    const begin = performance.now();
    for (let change = 0; change < 50; change++) reporter.reportSoon();
    await until(() => heard.length === 2, 'a report out of turn');
    const tookMs = performance.now() - begin;
    assert.ok(tookMs < 400, `${tookMs} ms`);
    assert.equal(heard[1]?.draining, true);
    assert.deepEqual(heard[1]?.instances, []);
    await until(() => heard.length === 3, 'the next one in turn');
    assert.ok(performance.now() - begin > 400, 'the other 49 did not report');
  });

  it('CU7 says by how much timers run late', async () => {
    reporter.start();
    // Always behind by 40 ms, as a process with too much to do.
    const busy = setInterval(() => {
      const end = performance.now() + 40;
      while (performance.now() < end);
    }, 1);
    try {
      await until(() => heard.some(({ load }) => load.lagMs > 20), 'a lag over 20 ms');
    } finally {
      clearInterval(busy);
    }
  });

  it('CU7 is silent before its start and after its end', async () => {
    reporter.reportSoon();
    await delay(50);
    assert.deepEqual(heard, []);
    reporter.start();
    reporter.reportSoon();
    reporter.stop();
    await delay(50);
    assert.equal(heard.length, 1);
  });
});
