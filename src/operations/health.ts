import type { Logger } from 'pino';

/** Rejects (or throws) when what it looks at cannot be used. */
export type HealthCheck = () => Promise<unknown>;

export interface CheckResult {
  ok: boolean;
  ms: number;
  /** Why not, in words that may be public: the error itself is only logged. */
  reason?: string;
}

/** Answers of /health. */
export interface Health {
  /** Each check's name, whether it passes, and how long it took. */
  ready(): Promise<{ ready: boolean; checks: Record<string, CheckResult> }>;
  /** From now on `ready` also asks this check. A name used before is replaced. */
  addCheck(name: string, check: HealthCheck): void;
  /** From now on the process answers "not ready", so that balancers send nobody new. */
  startDraining(): void;
}

export interface HealthOptions {
  log?: Logger;
  /** A check that takes longer has failed; milliseconds. */
  timeLimitMs?: number;
}

const DEFAULT_TIME_LIMIT_MS = 2000;

export function makeHealth(initial: Record<string, HealthCheck> = {}, options: HealthOptions = {}): Health {
  const { log, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = options;
  const checks = new Map(Object.entries(initial));
  let draining = false;
  let running: Promise<Record<string, CheckResult>> | null = null;

  async function run(name: string, check: HealthCheck): Promise<[string, CheckResult]> {
    const startedAt = performance.now();
    const elapsedMs = () => Math.round(performance.now() - startedAt);
    try {
      const outcome = await withinTimeLimit(check, timeLimitMs);
      if (outcome === 'done') return [name, { ok: true, ms: elapsedMs() }];
      return [name, { ok: false, ms: elapsedMs(), reason: `no answer within ${timeLimitMs} ms` }];
    } catch (error) {
      log?.warn({ err: error, check: name }, 'health check failed');
      return [name, { ok: false, ms: elapsedMs(), reason: 'failed' }];
    }
  }

  async function runAll(): Promise<Record<string, CheckResult>> {
    return Object.fromEntries(await Promise.all([...checks].map(([name, check]) => run(name, check))));
  }

  return {
    async ready() {
      // Callers share one run: /health/ready is open to everybody and must not multiply load on a sick database.
      running ??= runAll().finally(() => {
        running = null;
      });
      const results = { ...(await running), accepting: accepting(draining) };
      return { ready: Object.values(results).every((result) => result.ok), checks: results };
    },
    addCheck(name, check) {
      checks.set(name, check);
    },
    startDraining() {
      draining = true;
    },
  };
}

function accepting(draining: boolean): CheckResult {
  return draining ? { ok: false, ms: 0, reason: 'draining' } : { ok: true, ms: 0 };
}

async function withinTimeLimit(check: HealthCheck, timeLimitMs: number): Promise<'done' | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, timeLimitMs, 'late');
  });
  try {
    return await Promise.race([check().then(() => 'done' as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
