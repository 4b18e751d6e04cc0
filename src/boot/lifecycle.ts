import type { Logger } from 'pino';
import { onShellOfNpmGone } from './parent-watch.ts';

/** npm passes a Ctrl-C on to a process that the terminal has told already: that is one wish, not two. */
const SAME_WISH_MS = 1_000;

interface Step {
  name: string;
  stop(): Promise<void> | void;
}

interface LifecycleOptions {
  log: Logger;
  /** How long a stop may take. */
  deadlineSec: number;
  /** A promise that failed without anybody waiting for it; the process goes on. */
  onUnhandledRejection(): void;
}

/**
 * The start of the process, and its stop in reverse. A stop begins with a signal, with an uncaught exception or with a failed start;
 * it ends the process when all is stopped, when SHUTDOWN_SECONDS are over, or at a second signal.
 */
export class Lifecycle {
  private readonly log: Logger;
  private readonly options: LifecycleOptions;
  private readonly steps: Step[] = [];
  private readonly stopping = new AbortController();
  private booting: Promise<void> = Promise.resolve();
  private stopBeganAt = 0;
  private exitCode = 0;

  constructor(options: LifecycleOptions) {
    this.log = options.log;
    this.options = options;
  }

  /** Aborted when the stop begins: work of the start that takes long ends early. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /**
   * Tells how to stop what has just been started; what is told last is stopped first.
   * @throws when the stop has begun meanwhile, so that the start goes no further
   */
  onStop(name: string, stop: Step['stop']): void {
    this.steps.push({ name, stop });
    this.signal.throwIfAborted();
  }

  /** @throws whatever `start` throws; what had begun by then is stopped first. */
  async run(start: () => Promise<void>): Promise<void> {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => this.signalled(name));
    onShellOfNpmGone(() => void this.stop('the shell of npm ended'));
    process.on('uncaughtException', (error) => this.fail(error));
    process.on('unhandledRejection', (error) => {
      this.log.error({ err: error }, 'a promise failed and nothing handled it');
      this.options.onUnhandledRejection();
    });
    this.booting = start();
    try {
      await this.booting;
    } catch (error) {
      // A stop that was asked for meanwhile is no failure, and goes on by itself.
      if (this.signal.aborted) return;
      this.beginStop();
      await this.stopSteps();
      throw error;
    }
  }

  /** Something went wrong that the process must not live on with: an orderly stop, and exit code 1. */
  fail(error: unknown): void {
    this.log.fatal({ err: error }, 'the process stops, because of an error that nothing handled');
    this.exitCode = 1;
    void this.stop('error');
  }

  private signalled(name: string): void {
    if (this.stopBeganAt > 0 && performance.now() - this.stopBeganAt < SAME_WISH_MS) return;
    if (this.signal.aborted) {
      this.log.warn({ signal: name }, 'told to stop once more: the process ends without waiting');
      process.exit(1);
    }
    void this.stop(name);
  }

  private async stop(reason: string): Promise<void> {
    if (this.signal.aborted) return;
    this.log.info({ reason }, 'stopping');
    this.beginStop();
    await this.booting.catch(() => {});
    await this.stopSteps();
    this.log.info({ exitCode: this.exitCode }, 'stopped');
    process.exit(this.exitCode);
  }

  private beginStop(): void {
    const { deadlineSec } = this.options;
    this.stopBeganAt = performance.now();
    this.stopping.abort();
    setTimeout(() => {
      this.log.fatal({ deadlineSec }, 'the stop took too long: the process ends without waiting');
      process.exit(1);
    }, deadlineSec * 1000);
  }

  private async stopSteps(): Promise<void> {
    for (const { name, stop } of this.steps.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        this.exitCode = 1;
        this.log.error({ err: error, step: name }, 'this could not be stopped in order');
      }
    }
  }
}
