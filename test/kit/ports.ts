import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems hand out by themselves: nothing takes one between the look and the use. */
const RANGE = { from: 20_000, to: 30_000 };

/** @returns the first of `count` ports in a row that are free */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const first = randomInt(RANGE.from, RANGE.to);
    const servers = Array.from({ length: count }, () => createServer());
    const areFree = await Promise.all(
      servers.map((server, i) =>
        once(server.listen(first + i), 'listening').then(
          () => true,
          () => false,
        ),
      ),
    );
    await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    if (areFree.every(Boolean)) return first;
  }
}
