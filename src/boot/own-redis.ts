import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.ts';
import { Supervised, type SupervisedOptions } from './supervised.ts';

/**
 * $0 runs beside a reader of our pipe: when we end, killed or not, the pipe closes, and with it goes Redis. The shell takes the
 * pipe as 3, since what runs in its background has no standard input.
 */
const UNTIL_PIPE_CLOSES =
  'exec 3<&0; "$0" "$@" & server=$!; { cat <&3; kill "$server"; } >/dev/null 2>&1 & wait "$server"';

export interface OwnRedis {
  url: string;
  stop(): Promise<void>;
}

/**
 * A Redis for the processes of this machine. It keeps nothing: what players own is in PostgreSQL.
 * @throws saying what to do, when there is no redis-server
 */
export async function startOwnRedis(onRestart: SupervisedOptions['onRestart']): Promise<OwnRedis> {
  await findRedis();
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = new Supervised({
    name: 'redis-server',
    // In a session of its own, which no Ctrl-C reaches before the game processes have stopped.
    spawn: () =>
      spawn('sh', ['-c', UNTIL_PIPE_CLOSES, 'redis-server', ...args], {
        stdio: ['pipe', 'pipe', 'ignore'],
        detached: true,
      }),
    ready: whenAccepting,
    stop: (child) => child.stdin!.end(),
    onRestart,
  });
  await redis.start();
  return { url: `redis://127.0.0.1:${port}`, stop: () => redis.stop() };
}

async function findRedis(): Promise<void> {
  try {
    const probe = spawn('redis-server', ['--version'], { stdio: 'ignore' });
    await once(probe, 'exit');
  } catch (cause) {
    throw new Error(
      'There is no redis-server on this machine. Install it, or set REDIS_URL to another one.',
      {
        cause,
      },
    );
  }
}

function whenAccepting(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
}
