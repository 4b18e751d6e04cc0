import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const PROJECT = join(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

interface TestProcessOptions {
  detached?: boolean;
  project?: string;
  shell?: boolean;
  args?: string[];
}

/** A Node process under test, as a person or pm2 would start it. */
export class TestProcess {
  readonly child: ChildProcess;
  /** When the process, and whatever else holds its output, has ended. */
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  /**
   * @param script path below the project
   * @param env the whole environment besides PATH
   * @param options.detached in its own process group, as a terminal's job is
   * @param options.project another copy of this one
   * @param options.args of the script
   * @param options.shell between us and it, as npm has it; then `kill` reaches the shell alone
   */
  constructor(
    script: string,
    env: Record<string, string> = {},
    { detached = false, project = PROJECT, shell = false, args = [] }: TestProcessOptions = {},
  ) {
    const command = [process.execPath, join(project, script), ...args];
    // The second command keeps the shell from becoming the first one.
    if (shell) command.unshift('sh', '-c', '"$0" "$@"; exit $?');
    this.child = spawn(command[0]!, command.slice(1), {
      cwd: project,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached,
    });
    this.child.stdout!.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr!.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Until the process reports `message` over IPC, as it does to pm2. */
  async told(message = 'ready'): Promise<this> {
    const received = new Promise<void>((resolve) => {
      this.child.on('message', (said) => {
        if (said === message) resolve();
      });
    });
    const early = this.ended.then(({ code, signal }) => {
      throw new Error(`ended with ${signal ?? code} before "${message}": ${this.stderr}${this.stdout}`);
    });
    await Promise.race([received, early]);
    return this;
  }

  async kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Waits for a condition; the test's own time limit ends the waiting. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(20);
}
