import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FigureValue, Result } from '../../loadtest/results/result.ts';
import { SCENARIOS } from '../../loadtest/scenarios/index.ts';
import { freshDatabaseUrl } from '../kit/postgres.ts';
import { Realm } from '../kit/realm.ts';
import { RealmProcess } from '../kit/realm-process.ts';
import { until } from '../kit/until.ts';

const MAIN = join(import.meta.dirname, '../../loadtest/main.ts');
const SEED = 4;
/** Refusals that blind bots meet are no errors; these would be. */
const EXPECTED_IN: Record<string, number> = {
  hub: 8,
  zones: 8,
  rifts: 6,
  arena: 8,
  market: 6,
  day: 8,
  burst: 8,
};

interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

function start(args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')]).then(
    ([output, errors, [code]]) => ({ code, output, errors }),
  );
  return { child, ended };
}

/** As the operator, who may see the measurements. */
function asOperator(url: string): string {
  const signed = new URL(url);
  signed.username = 'operator';
  signed.password = 'operator test password';
  return signed.href;
}

function figure(result: Result, name: string): number | null {
  return result.figures.find((one: FigureValue) => one.name === name)!.value;
}

describe('load test', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'omega-realm-load-'));
  });
  after(() => rm(folder, { recursive: true }));

  const readReport = async (): Promise<Result> =>
    JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  const reportTo = () => ['--json', join(folder, 'report.json'), '--html', join(folder, 'report.html')];

  describe('against a server that runs', () => {
    let realm: Realm;
    before(async () => {
      realm = await Realm.start();
    });
    after(() => realm.stop());

    for (const scenario of SCENARIOS.keys()) {
      it(`LT13 ${scenario}: real bots come, act, see each other and leave, and nothing is wrong (seed ${SEED})`, async function () {
        this.timeout(90_000);
        const clients = EXPECTED_IN[scenario]!;
        // A burst is measured from when nobody is inside yet: those who measure latency must come together first.
        const duration = scenario === 'burst' ? '10s' : '3s';
        const load = `--scenario ${scenario} --clients ${clients} --duration ${duration} --full 50% --seed ${SEED}`;
        const { ended } = start([...load.split(' '), '--url', asOperator(realm.url), ...reportTo()]);
        const { code, output, errors } = await ended;
        assert.equal(code, 0, output + errors);
        const result = await readReport();
        assert.deepEqual(result.errors, []);
        assert.deepEqual(result.notes, []);
        assert.equal(result.cutShort, null);
        assert.deepEqual([result.clients.light, result.clients.full], [clients / 2, clients / 2]);
        for (const name of ['tick.p99', 'latency.p50', 'join.p50', 'down.p50', 'patches.p50', 'cpu.core']) {
          assert.ok(figure(result, name)! > 0, `${name}: ${figure(result, name)}`);
        }
        const frames = figure(result, 'frames.p50')!;
        assert.ok(frames > 8 && frames < 14, `${frames} frames a second`);
        assert.ok(scenario !== 'market' || figure(result, 'api.p50')! > 0);
        assert.match(output, new RegExp(`^${scenario}: `));
        assert.match(await readFile(join(folder, 'report.html'), 'utf8'), /^<!doctype html>/);
      });
    }
  });

  it('LT14 nobody answers, something else does, or it makes no sense: a line that says so, and exit code 2', async () => {
    const other = createServer((_, response) => response.end('{"hello":"world"}'));
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const cases: [string[], RegExp][] = [
      [['--url', 'http://127.0.0.1:9'], /^No server answers at http:\/\/127\.0\.0\.1:9\. .*\n$/],
      [['--url', `http://127.0.0.1:${port}`], /^What answers at .* is not an Omega Realm server .*\n$/],
      [['--scenario', 'nowhere'], /^--scenario: there is no 'nowhere'/],
    ];
    try {
      for (const [args, expected] of cases) {
        const { code, output, errors } = await start(args).ended;
        assert.match(errors, expected);
        assert.equal(code, 2);
        assert.equal(output, '');
      }
    } finally {
      other.close();
    }
  });

  it('LT15 a server that dies ends it early, with what was measured until then, and exit code 1', async function () {
    this.timeout(60_000);
    const server = await RealmProcess.start({ databaseUrl: await freshDatabaseUrl() });
    const args = [
      '--clients',
      '4',
      '--duration',
      '5m',
      '--seed',
      String(SEED),
      '--url',
      asOperator(server.url),
    ];
    const { child, ended } = start([...args, ...reportTo()]);
    let told = '';
    child.stderr!.on('data', (chunk) => {
      told += chunk;
    });
    await until(() => /^\d+ s {2}4 of 4 inside/m.test(told), 'it measures', 40_000);
    await server.kill();
    const { code, output } = await ended;
    assert.equal(code, 1);
    assert.match(output, /^CUT SHORT: The server does not answer any more\.$/m);
    const result = await readReport();
    assert.equal(result.cutShort, 'The server does not answer any more.');
    assert.ok(figure(result, 'tick.p99')! > 0);
    assert.ok(result.moments.some(({ at, inside }) => at >= 0 && inside === 4));
  });
});
