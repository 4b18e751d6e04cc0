import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Supervised, type SupervisedOptions } from './supervised.ts';

const MAIN = join(import.meta.dirname, '../main.ts');

/**
 * One of several game processes on this machine, kept running. Its lines appear on ours with its port in front.
 * @param env its whole environment
 */
export function gameProcess(
  port: number,
  env: NodeJS.ProcessEnv,
  onRestart: SupervisedOptions['onRestart'],
): Supervised {
  return new Supervised({
    name: `game process ${port}`,
    spawn() {
      const child = spawn(process.execPath, [MAIN], {
        // It watches its parent as if that were npm's shell: when we are killed it stops in order.
        env: { ...env, npm_lifecycle_event: 'cluster' },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // In a session of its own: at a Ctrl-C it is we who stop it.
        detached: true,
      });
      // Besides its log it writes a start screen, and ours stands for all.
      passOn(child.stdout!, process.stdout, port, (line) => line.startsWith('{'));
      passOn(child.stderr!, process.stderr, port, (line) => line !== '');
      return child;
    },
    ready: whenReady,
    stop: (child) => child.kill('SIGTERM'),
    onRestart,
  });
}

function passOn(from: Readable, to: NodeJS.WriteStream, port: number, wanted: (line: string) => boolean) {
  createInterface({ input: from }).on('line', (line) => {
    if (wanted(line)) to.write(`[${port}] ${line}\n`);
  });
}

function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
    });
  });
}
