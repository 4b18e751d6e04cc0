import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import pino from 'pino';
import { loadContent } from '../../src/content/load-content.ts';
import { openDatabase } from '../../src/db/database.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { makeInventory } from '../../src/economy/make-inventory.ts';

const POOL_SIZE = 4;

/**
 * The whole server, and beside it in the same process, so that both are killed at once, what rooms do when somebody has
 * picked something up: `POST /api/v1/gifts` gives it, many of a moment in one transaction. Answers as the API does.
 */
const database = await openDatabase({
  url: process.env.DATABASE_URL!,
  poolSize: POOL_SIZE,
  log: pino({ level: 'silent' }),
});
const content = loadContent(join(import.meta.dirname, '../../content'));
const store = makeInventoryStore(database, () => new Date());
const inventory = makeInventory({ store, content });

async function give(request: IncomingMessage) {
  const { characterId, credits, stacks } = (await json(request)) as {
    characterId: string;
    credits: number;
    stacks: { kind: string; amount: number }[];
  };
  const key = `gift:${request.headers['idempotency-key']}`;
  return inventory.receive({ key, kind: 'loot', characterId, credits, stacks, items: [] });
}

const gifts = createServer((request, response) => {
  const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
  give(request).then(
    (delivery) => answer(200, { data: { delivery } }),
    ({ code }: { code: string }) => answer(500, { error: { code } }),
  );
});
gifts.listen(Number(process.env.GIFTS_PORT), '127.0.0.1');
await import('../../src/main.ts');
