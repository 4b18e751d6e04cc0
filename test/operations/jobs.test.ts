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
    let [atWork, most, runs] = [0, 0, 0];
    const run = async () => {
      most = Math.max(most, ++atWork);
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 300));
      atWork -= 1;
    };
    const processes = await Promise.all(
      Array.from({ length: 3 }, () => start({ name: 'work', cron: NEVER, run })),
    );
    await Promise.all(processes.map((jobs) => jobs.runSoon('work')));
    await until(() => runs === 1 && atWork === 0, 'the job ran');
    await until(
      async () => {
        await processes[0]!.runSoon('work');
        return runs > 1 && atWork === 0;
      },
      'it ran again',
      10_000,
    );
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
    let done = false;
    let begun = false;
    const run = async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
      done = true;
    };
    const jobs = await start({ name: 'work', cron: NEVER, run });
    await jobs.runSoon('work');
    await until(() => begun, 'it runs');
    await jobs.stop(5_000);
    running = [];
    assert.equal(done, true);
  });
});
