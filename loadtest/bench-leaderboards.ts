import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { makeAccountStore } from '../src/db/account-store.ts';
import { type Database, openDatabase } from '../src/db/database.ts';
import { makeLeaderboardStore } from '../src/db/leaderboards/leaderboard-store.ts';
import { benchDatabase } from './bench-database.ts';
import { Report } from './report.ts';
import { seededRandom } from './simulate-fill/random.ts';
import { percentile } from './simulate-fill/statistics.ts';

const USAGE = `npm run bench:leaderboards -- [options]
  --rows N    characters on the board   (1000000)
  --asks N    of each question   (500)
  --seed N    (random)
DATABASE_URL names a database to use instead of an own one; it must be empty, and is not emptied afterwards.`;

const AIM_MS = 20;
const PAGE = 50;
const AROUND_EACH = 10;
const BOARD = { board: 'kills', season: 0 } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      asks: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  const [rows, asks, seed] = [values.rows, values.asks, values.seed].map(Number) as [number, number, number];
  if (![rows, asks, seed].every((number) => Number.isSafeInteger(number) && number > 0))
    throw new Error(USAGE);
  const startedAt = performance.now();
  const random = seededRandom(seed);
  const server = await benchDatabase(4);
  const database = await openDatabase({ url: server.url, poolSize: 4, log: pino({ level: 'silent' }) });
  try {
    await database.migrate();
    const report = new Report();
    report.title(`A leaderboard of ${rows} characters, and what a question about it takes`);
    report.machine(seed);
    await fill(database, rows);
    const store = makeLeaderboardStore(database);
    const counting = performance.now();
    await store.refresh(new Date());
    report.row('counting all ranks, every five minutes', `${Math.round(performance.now() - counting)} ms`);

    const ids = await sample(database, asks);
    const cursors: string[] = [];
    for (const id of ids) cursors.push(cursorAt((await store.around(BOARD, id, 1)).at(-1)!));
    const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const questions: [string, () => Promise<unknown>][] = [
      ['the first page', () => store.page(BOARD, null, PAGE)],
      ['a page anywhere', () => store.page(BOARD, one(cursors), PAGE)],
      ['around somebody', () => store.around(BOARD, one(ids), AROUND_EACH)],
      ['among friends', () => store.friends(BOARD, one(ids))],
    ];
    for (const [what, ask] of questions) {
      const tookMs: number[] = [];
      for (let n = 0; n < asks; n++) {
        const start = performance.now();
        await ask();
        tookMs.push(performance.now() - start);
      }
      const p99 = percentile(tookMs, 0.99);
      report.must(
        what,
        p99 < AIM_MS,
        `p50 ${percentile(tookMs, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
      );
    }
    return report.end(startedAt);
  } finally {
    await database.close();
    await server.stop();
  }
}

/** In the form that `page` answers. */
function cursorAt({
  standing,
  reachedAt,
  characterId,
}: {
  standing: number;
  reachedAt: Date;
  characterId: string;
}) {
  return Buffer.from(JSON.stringify([standing, reachedAt.getTime(), characterId])).toString('base64url');
}

async function fill(database: Database, rows: number): Promise<void> {
  const account = { id: randomUUID(), name: 'bench', passwordHash: 'none', createdAt: new Date() };
  await makeAccountStore(database).createAccount(account);
  await database.patiently(async (manager) => {
    await manager.query(
      `WITH people AS (
         INSERT INTO characters (id, account_id, name, name_key, class_id, level, experience, health, mana, stamina, place,
           x, y, facing, created_at)
         SELECT gen_random_uuid(), $1, 'n' || n, 'n' || n, 'vanguard', 1, 0, 1, 1, 1, 'haven', 0, 0, 0, now()
         FROM generate_series(1, $2::int) AS n RETURNING id
       )
       INSERT INTO leaderboard_scores (character_id, board, season, standing, reached_at)
       SELECT id, $3, $4, -floor(random() * 100000), date_trunc('milliseconds', now()) FROM people`,
      [account.id, rows, BOARD.board, BOARD.season],
    );
    await manager.query('VACUUM ANALYZE leaderboard_scores');
    await manager.query('VACUUM ANALYZE characters');
  });
}

async function sample(database: Database, count: number): Promise<string[]> {
  const rows: { id: string }[] = await database.run((manager) =>
    manager.query('SELECT id FROM characters ORDER BY id LIMIT $1', [count]),
  );
  return rows.map(({ id }) => id);
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message);
  return 2;
});
