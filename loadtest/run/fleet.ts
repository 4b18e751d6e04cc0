import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { News, Order, Sample, Share } from '../workers/messages.ts';

const WORKER = join(import.meta.dirname, '../workers/worker.ts');
/** After it a worker that does not say goodbye is ended. */
const STOP_WITHIN_MS = 15_000;

export interface FleetListener {
  onSample(sample: Sample, worker: number): void;
  /** A worker cannot go on; the message is one line. */
  onFailure(message: string): void;
}

/** The worker processes that hold the bots. */
export class Fleet {
  /** Resolves when every bot is where it has to be before measuring begins. */
  readonly ready: Promise<unknown>;
  private readonly workers: Worker[];

  constructor(shares: readonly Share[], listener: FleetListener) {
    this.workers = shares.map((share, i) => new Worker(share, i, listener));
    this.ready = Promise.all(this.workers.map((worker) => worker.ready));
  }

  measure(): void {
    for (const worker of this.workers) worker.order({ type: 'measure' });
  }

  /** Everybody stays and goes on, and nothing counts any more. */
  rest(): void {
    for (const worker of this.workers) worker.order({ type: 'rest' });
  }

  /** Resolves when all bots have left and all workers have ended. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }
}

class Worker {
  readonly ready: Promise<void>;
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private isStopping = false;

  constructor(share: Share, index: number, listener: FleetListener) {
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    this.ready = ready.promise;
    this.ended = ended.promise;
    this.child = fork(WORKER, [JSON.stringify(share)]);
    this.child.on('message', (news: News) => {
      if (news.type === 'sample') listener.onSample(news, index);
      else if (news.type === 'ready') ready.resolve();
      else if (news.type === 'failed') listener.onFailure(news.message);
    });
    this.child.once('exit', (code, signal) => {
      if (!this.isStopping) listener.onFailure(`A worker process ended by itself (${signal ?? code}).`);
      ended.resolve();
    });
  }

  order(order: Order): void {
    if (this.child.connected) this.child.send(order);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.order({ type: 'stop' });
    const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(late);
  }
}
