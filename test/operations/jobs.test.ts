import assert from 'node:assert/strict';
import pino from 'pino';
import { type Job, type RunningJobs, startJobs } from '../../src/operations/jobs.ts';
import { freshDatabaseUrl } from '../kit/postgres.ts';
import { until } from '../kit/until.ts';

const log = pino({ level: 'silent' });
const NEVER = '0 0 1 1 *';

describe('background jobs', () => {
  let url: string;
  let running: RunningJobs[] = [];

  beforeEach(async () => {
    url = await freshDatabaseUrl();
  });
  afterEach(async () => {
    await Promise.all(running.map((jobs) => jobs.stop(5_000)));
    running = [];
  });

  async function start(...jobs: Job[]): Promise<RunningJobs> {
    const started = await startJobs({ url, log, jobs });
    running.push(started);
    return started;
  }

  it('JB1 a job runs when it is asked for, and is counted', async () => {
    const runs: [string, boolean][] = [];
    const work = { name: 'work', cron: NEVER, run: async () => {} };
    const jobs = await startJobs({
      url,
      log,
      jobs: [work],
      onRun: (name, _seconds, failed) => runs.push([name, failed]),
    });
    running.push(jobs);
    await jobs.runSoon('work');
    await until(() => runs.length === 1, 'the job ran');
    assert.deepEqual(runs, [['work', false]]);
  });

  it('JB2 of three processes one does it at a time, and asking often is asking once', async () => {
    let [atWork, most] = [0, 0];
    const gates: PromiseWithResolvers<void>[] = [];
    const run = async () => {
      most = Math.max(most, ++atWork);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      atWork -= 1;
    };
    const looked = new Set<string>();
    const names = ['first', 'second', 'third'];
    const processes = await Promise.all(
      names.map((name) =>
        start(
          { name: 'work', cron: NEVER, run },
          { name, cron: NEVER, run: async () => void looked.add(name) },
        ),
      ),
    );
    const askAll = () => Promise.all(processes.map((jobs) => jobs.runSoon('work')));
    await askAll();
    await until(() => gates.length === 1, 'the job runs');
    await askAll();
    await Promise.all(processes.map((jobs, i) => jobs.runSoon(names[i]!)));
    await until(() => looked.size === 3, 'every process has looked for work', 10_000);
    assert.equal(gates.length, 1);
    gates[0]!.resolve();
    await until(() => atWork === 0, 'the job ran');
    await until(
      async () => {
        await processes[0]!.runSoon('work');
        return gates.length > 1;
      },
      'it runs again',
      10_000,
    );
    gates[1]!.resolve();
    await until(() => atWork === 0, 'it ran again');
    assert.equal(most, 1);
  });

  it('JB3 a job that fails is tried again', async () => {
    let runs = 0;
    const run = async () => {
      if (++runs === 1) throw new Error('not yet');
    };
    const jobs = await start({ name: 'work', cron: NEVER, run });
    await jobs.runSoon('work');
    await until(() => runs === 2, 'the second attempt', 15_000);
  });

  it('JB4 stopping waits for what runs', async () => {
    const gate = Promise.withResolvers<void>();
    let done = false;
    let begun = false;
    const run = async () => {
      begun = true;
      await gate.promise;
      done = true;
    };
    const jobs = await start({ name: 'work', cron: NEVER, run });
    await jobs.runSoon('work');
    await until(() => begun, 'it runs');
    let stopped = false;
    const stopping = jobs.stop(15_000).then(() => {
      stopped = true;
    });
    running = [];
    let elsewhere = 0;
    const other = await start({ name: 'other', cron: NEVER, run: async () => void elsewhere++ });
    await other.runSoon('other');
    await until(() => elsewhere === 1, 'another process has begun and done its work', 10_000);
    assert.equal(stopped, false);
    gate.resolve();
    await stopping;
    assert.equal(done, true);
  });
});
