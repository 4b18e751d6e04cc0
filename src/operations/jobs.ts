import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

/** Work that is done again and again, by one process of the realm at a time. */
export interface Job {
  /** Kebab-case, unique. */
  name: string;
  /** When, in UTC: minute, hour, day of month, month, day of week. */
  cron: string;
  /** May run late, and again after a process died in the middle: it must find out by itself what is left to do. */
  run(): Promise<void>;
}

export interface JobsOptions {
  /** The realm's database; the queues have a schema of their own in it. */
  url: string;
  log: Logger;
  jobs: readonly Job[];
  /** Told of every run. */
  onRun?: (name: string, seconds: number, failed: boolean) => void;
}

export interface RunningJobs {
  /** Has a job run as soon as one process is free, whatever its schedule says; one that waits or runs already is enough. */
  runSoon(name: string): Promise<void>;
  /** Waits for what runs, takes nothing new. */
  stop(deadlineMs: number): Promise<void>;
}

const SCHEMA = 'jobs';
/** Beside the pool of the realm, so that waiting work never stands in the way of players. */
const CONNECTIONS = 2;
/** A run whose process died is given to another one after this. */
const HEARTBEAT_SEC = 30;
const EXPIRE_SEC = 15 * 60;
const RETRIES = 3;
const KEEP_DONE_SEC = 24 * 60 * 60;

/**
 * Runs the jobs from now on, wherever in the realm there is time for them.
 * @throws when the database cannot be used
 */
export async function startJobs({ url, log, jobs, onRun }: JobsOptions): Promise<RunningJobs> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'omega-realm-jobs',
    schema: SCHEMA,
    max: CONNECTIONS,
  });
  // Without a listener an emitted error ends the process.
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had an error, will try again'));
  await boss.start();
  for (const job of jobs) await take(job);

  async function take({ name, cron, run }: Job): Promise<void> {
    const rules = {
      retryLimit: RETRIES,
      retryBackoff: true,
      expireInSeconds: EXPIRE_SEC,
      heartbeatSeconds: HEARTBEAT_SEC,
      deleteAfterSeconds: KEEP_DONE_SEC,
    };
    await boss.createQueue(name, { ...rules, policy: 'exclusive' });
    await boss.updateQueue(name, rules);
    await boss.work(name, () => measured(name, run));
    await boss.schedule(name, cron, null, { tz: 'UTC' });
  }

  async function measured(name: string, run: Job['run']): Promise<void> {
    const start = performance.now();
    let failed = true;
    try {
      await run();
      failed = false;
    } catch (error) {
      log.error({ err: error, job: name }, 'a job failed');
      throw error;
    } finally {
      onRun?.(name, (performance.now() - start) / 1000, failed);
    }
  }

  return {
    async runSoon(name) {
      await boss.send(name);
    },
    async stop(deadlineMs) {
      await boss.stop({ graceful: true, timeout: deadlineMs });
    },
  };
}
