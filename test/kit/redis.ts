import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { freePort } from './ports.ts';
import { until } from './until.ts';

/** A Redis of its own that keeps nothing. */
export class TestRedis {
  readonly url: string;
  private readonly program: string;
  private readonly port: number;
  private process!: ChildProcessByStdio<null, Readable, null>;

  constructor(program: string, port: number) {
    this.program = program;
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    const port = String(this.port);
    this.process = spawn(
      this.program,
      ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    this.process.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await until(() => output.includes('Ready to accept connections'), 'redis is ready');
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  /** With an empty memory, at the same port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** It answers nothing, and its connections stand. */
  pause(): void {
    this.process.kill('SIGSTOP');
  }

  resume(): void {
    this.process.kill('SIGCONT');
  }
}

export async function startRedis(program: string): Promise<TestRedis> {
  const redis = new TestRedis(program, await freePort());
  await redis.start();
  return redis;
}
