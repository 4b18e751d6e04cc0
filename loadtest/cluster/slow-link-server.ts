import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../simulate-fill/random.ts';

/** Leads on to another TCP server: what clients send arrives in order and later, what they are answered at once. */
const { PORT, TARGET, MIN_MS, MAX_MS, SEED } = process.env;
const target = new URL(TARGET!);
const [minMs, maxMs] = [Number(MIN_MS), Number(MAX_MS)];
const random = seededRandom(Number(SEED));

function passOn(client: Socket, upstream: Socket): void {
  let passed: Promise<unknown> = Promise.resolve();
  client.on('data', (chunk) => {
    passed = Promise.all([passed, delay(minMs + (maxMs - minMs) * random())]).then(() =>
      upstream.write(chunk),
    );
  });
}

const server = createServer({ noDelay: true }, (client) => {
  const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
  passOn(client, upstream);
  upstream.pipe(client);
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
});
process.once('disconnect', () => process.exit(0));
server.listen(Number(PORT), '127.0.0.1', () => process.send?.('ready'));
