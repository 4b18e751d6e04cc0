import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Contender } from '../../loadtest/bench/contenders.ts';
import type { BenchResult } from '../../loadtest/bench/result.ts';
import { Rounds } from '../../loadtest/bench/rounds.ts';
import type { ProcessTarget } from '../../loadtest/run/target.ts';

const BENCH = join(import.meta.dirname, '../../loadtest/bench.ts');
const SEED = 20;
const CLIENTS = 12;

async function bench(
  args: readonly string[],
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [BENCH, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, output, errors };
}

describe('benchmark beside plain Colyseus and bare ws', () => {
  it(`LT25 the same bots load all four in turns, and the bare one sends frames as ours did (seed ${SEED})`, async function () {
    this.timeout(240_000);
    const folder = await mkdtemp(join(tmpdir(), 'omega-realm-bench-'));
    try {
      const json = join(folder, 'result.json');
      const options = `--clients ${CLIENTS} --seconds 2 --rounds 1 --seed ${SEED} --json ${json}`;
      const { code, errors, output } = await bench(options.split(' '));
      assert.equal(code, 0, output + errors);
      const { clients, rounds, seed, turns }: BenchResult = JSON.parse(await readFile(json, 'utf8'));
      assert.deepEqual({ clients, rounds, seed }, { clients: CLIENTS, rounds: 1, seed: SEED });
      const of = Object.fromEntries(turns.map(({ contender, figures }) => [contender, figures]));
      assert.deepEqual(Object.keys(of), ['ours', 'broadcast', 'views', 'ws']);
      for (const { contender, cutShort, errors: wrong, figures } of turns) {
        assert.equal(cutShort, null, contender);
        assert.deepEqual(wrong, [], contender);
        assert.deepEqual([figures.inside, figures.instances], [100, 1], contender);
        for (const name of ['cpu.core', 'tick.p99', 'down.p95', 'patches.p50', 'join.p95']) {
          assert.ok(figures[name]! > 0, `${contender}: ${name} ${figures[name]}`);
        }
      }
      // Averages of the same bots' rates: they differ in the last digits of a floating-point number.
      const bytes = of.ws!['frame.bytes']!;
      assert.equal(Math.round(bytes * 1e6) / 1e6, Math.round(of.ours!['frame.bytes']!));
      assert.equal(of.broadcast!['shown.p50'], CLIENTS);
      assert.ok(of.ours!['part.look']! > 0);
      assert.ok(of.views!['part.look']! > 0);
      assert.match(output, /^ours compared, round by round$/m);
      assert.match(output, /^ {2}server's CPU \/ ws +× /m);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('LT26 bad options: a line that says so, and exit code 2', async () => {
    const { code, errors, output } = await bench(['--clients', '0']);
    assert.match(errors, /^--clients: '0' is not a whole number from 4 to 500\.\n\nnpm run bench /);
    assert.deepEqual({ code, output }, { code: 2, output: '' });
  });

  it('LT26 a turn that cannot be run is told, the others go on, and every other round is the other way round', async function () {
    this.timeout(60_000);
    const gone: ProcessTarget = {
      server: null as never,
      urls: [new URL('http://127.0.0.1:9')],
      text: 'gone',
      ended: new Promise(() => {}),
      collectGarbage: async () => {},
      stop: async () => {},
    };
    const contenders = [new Contender('ours', gone, 1), new Contender('ws', gone, 1)];
    const rounds = new Rounds({ clients: 4, seconds: 1, rounds: 2, seed: SEED }, contenders);
    await rounds.run(new AbortController().signal);
    assert.deepEqual(
      rounds.turns.map(({ contender, round }) => [contender, round]),
      [
        ['ours', 1],
        ['ws', 1],
        ['ws', 2],
        ['ours', 2],
      ],
    );
    const [ours, bare] = rounds.turns;
    assert.match(ours!.cutShort!, /^[^\n]+$/);
    assert.equal(bare!.cutShort, 'It is not known what ours sends.');
  });
});
