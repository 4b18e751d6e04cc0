import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 10_000;
/** A process that lived so long is not one that cannot start. */
const STEADY_MS = 30_000;

export interface SupervisedOptions {
  name: string;
  spawn(): ChildProcess;
  /** Resolves when it may be used. Need not notice that the process ends before. */
  ready(child: ChildProcess): Promise<unknown>;
  stop(child: ChildProcess): void;
  /** It ended by itself and is started again. */
  onRestart(name: string, exit: string): void;
}

/** A process that is kept running until it is stopped. */
export class Supervised {
  private readonly options: SupervisedOptions;
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private exited: Promise<string> = Promise.resolve('');
  private watching: Promise<void> = Promise.resolve();

  constructor(options: SupervisedOptions) {
    this.options = options;
  }

  /** @throws when the first start fails: what would be tried again would fail again */
  async start(): Promise<void> {
    const child = this.launch();
    await Promise.race([
      this.options.ready(child),
      this.exited.then((exit) => {
        throw new Error(`${this.options.name} could not be started (${exit}).`);
      }),
    ]);
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.child && isRunning(this.child)) this.options.stop(this.child);
    await this.exited;
    await this.watching;
  }

  private launch(): ChildProcess {
    const child = this.options.spawn();
    this.child = child;
    this.exited = once(child, 'exit').then(
      ([code, signal]) => `${signal ?? code}`,
      (error: Error) => error.message,
    );
    return child;
  }

  private async watch(): Promise<void> {
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs * 2)) {
      const began = performance.now();
      const exit = await this.exited;
      if (this.stopping.signal.aborted) return;
      if (performance.now() - began > STEADY_MS) backoffMs = FIRST_BACKOFF_MS;
      this.options.onRestart(this.options.name, exit);
      await delay(backoffMs, undefined, { signal: this.stopping.signal }).catch(() => {});
      if (this.stopping.signal.aborted) return;
      this.launch();
    }
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
