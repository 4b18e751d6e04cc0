import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { until } from './until.ts';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A Redis of its own that keeps nothing. */
export async function startRedis(program: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const redis = spawn(program, [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  const exited = once(redis, 'exit');
  let output = '';
  redis.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await until(() => output.includes('Ready to accept connections'), 'redis is ready');
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      redis.kill('SIGTERM');
      await exited;
    },
  };
}
