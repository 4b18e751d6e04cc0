import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { type Database, openDatabase } from '../src/db/database.ts';
import { makeLedger } from '../src/db/ledger/ledger-store.ts';
import { operate } from '../src/db/ledger/operation.ts';
import type { Ledger, Transfer } from '../src/economy/ledger.ts';
import { movement } from '../src/economy/ledger-rules.ts';
import type { Owner } from '../src/economy/owner.ts';
import { benchDatabase } from './bench-database.ts';
import { giftBench } from './bench-gifts.ts';
import { Report } from './report.ts';
import { seededRandom } from './simulate-fill/random.ts';
import { percentile } from './simulate-fill/statistics.ts';

const USAGE = `npm run bench:ledger -- [options]
  --seconds N    of each of the six measurements   (8)
  --callers N    who wait for an answer at the same time, batched   (1000)
  --pool N       connections to the database   (20)
  --seed N       (random)
DATABASE_URL names a database to use instead of an own one; it must be empty, and is not emptied afterwards.`;

const MANY_ACCOUNTS = 10_000;
const HOT_ACCOUNTS = 10;
const WARM_UP_SEC = 2;
const STARTING_CREDITS = 1_000_000;
const AIM_PER_SEC = 15_000;
const AIM_RATIO = 4;

type Apply = (transfer: Transfer) => Promise<unknown>;

interface Measured {
  perSec: number;
  /** Milliseconds. */
  p99: number;
  acknowledged: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '8' },
      callers: { type: 'string', default: '1000' },
      pool: { type: 'string', default: '20' },
      seed: { type: 'string' },
    },
  });
  const startedAt = performance.now();
  const seconds = positive('seconds', values.seconds);
  const callers = positive('callers', values.callers);
  const poolSize = positive('pool', values.pool);
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : positive('seed', values.seed);
  const random = seededRandom(seed);

  const server = await benchDatabase(poolSize);
  const database = await openDatabase({ url: server.url, poolSize, log: pino({ level: 'silent' }) });
  try {
    await database.migrate();
    const report = new Report();
    report.title('Transfers of credits between two of the accounts: durable, exactly once');
    report.machine(seed);
    report.row('', `${poolSize} connections, ${seconds} s each after ${WARM_UP_SEC} s`);
    report.row('callers', `${callers} of batches; unbatched one for each connection`);
    await printSettings(database, report);
    const ledger = makeLedger(database);
    const single: Apply = (transfer) => operate(database, transfer, (scope) => scope.post(transfer.postings));
    let acknowledged = 0;
    for (const count of [MANY_ACCOUNTS, HOT_ACCOUNTS]) {
      const accounts = await openAccounts(ledger, count);
      acknowledged += count;
      const run = (apply: Apply, callers: number) =>
        measure({ act: () => apply(someTransfer(accounts, random)), callers, seconds });
      const batched = await run((transfer) => ledger.apply(transfer), callers);
      // More callers than connections would wait for one, which makes nothing faster.
      const unbatched = await run(single, poolSize);
      acknowledged += batched.acknowledged + unbatched.acknowledged;
      report.title(`${count} accounts`);
      report.row('one transaction for each transfer', shown(unbatched));
      report.must('batched', batched.perSec >= AIM_PER_SEC, shown(batched));
      const ratio = batched.perSec / unbatched.perSec;
      report.must('', ratio >= AIM_RATIO, `${ratio.toFixed(1)} times as many`);
    }
    const gifts = await giftBench(database, random);
    const together = await measure({ act: gifts.together, callers, seconds });
    const alone = await measure({ act: gifts.alone, callers: poolSize, seconds });
    acknowledged += together.acknowledged + alone.acknowledged;
    report.title(`What the world gives, to ${gifts.characters} characters`);
    report.row('one transaction for each gift', shown(alone));
    report.row('batched', shown(together));
    report.row('', `${(together.perSec / alone.perSec).toFixed(1)} times as many`);
    report.title('Afterwards');
    await audit(database, report, acknowledged);
    return report.end(startedAt);
  } finally {
    await database.close();
    await server.stop();
  }
}

async function openAccounts(ledger: Ledger, count: number): Promise<Owner[]> {
  const accounts = Array.from({ length: count }, (): Owner => ({ kind: 'character', id: randomUUID() }));
  const rewards: Owner = { kind: 'system', id: 'rewards' };
  await Promise.all(accounts.map((account) => ledger.apply(transfer(rewards, account, STARTING_CREDITS))));
  return accounts;
}

function transfer(from: Owner, to: Owner, amount: number): Transfer {
  const postings = movement(from, to, 'credits', amount);
  return { key: randomUUID(), kind: 'transfer', actorId: null, body: { to: to.id, amount }, postings };
}

/** Between two of the accounts. */
function someTransfer(accounts: readonly Owner[], random: () => number): Transfer {
  const from = Math.floor(random() * accounts.length);
  const to = (from + 1 + Math.floor(random() * (accounts.length - 1))) % accounts.length;
  return transfer(accounts[from]!, accounts[to]!, 1 + Math.floor(random() * 10));
}

/** Every caller acts, waits for the answer, and acts again. */
async function measure(options: {
  act: () => Promise<unknown>;
  callers: number;
  seconds: number;
}): Promise<Measured> {
  const { act } = options;
  const countFrom = performance.now() + WARM_UP_SEC * 1000;
  const until = countFrom + options.seconds * 1000;
  const latencies: number[] = [];
  let acknowledged = 0;
  const caller = async () => {
    for (let now = performance.now(); now < until; ) {
      await act();
      acknowledged += 1;
      const done = performance.now();
      if (done >= countFrom && done < until) latencies.push(done - now);
      now = done;
    }
  };
  await Promise.all(Array.from({ length: options.callers }, caller));
  return { perSec: latencies.length / options.seconds, p99: percentile(latencies, 0.99), acknowledged };
}

async function printSettings(database: Database, report: Report): Promise<void> {
  const { rows } = await database.query({
    text: `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS commit`,
  });
  const { version, fsync, commit } = rows[0] as Record<string, string>;
  report.row('PostgreSQL', `${version}, fsync ${fsync}, synchronous_commit ${commit}`);
}

/** What was acknowledged is there, once, and nothing else. */
async function audit(database: Database, report: Report, acknowledged: number): Promise<void> {
  const { rows } = await database.query({
    text: `SELECT (SELECT count(*) FROM operations)::int AS operations,
      (SELECT sum(balance) FROM ledger_accounts)::int AS sum,
      (SELECT count(*) FROM ledger_accounts WHERE balance < 0 AND owner_kind <> 'system')::int AS negative,
      (SELECT count(*) FROM ledger_accounts AS account
       WHERE balance <> (SELECT sum(amount) FROM postings WHERE account_id = account.id))::int AS wrong`,
  });
  const { operations, sum, negative, wrong } = rows[0] as Record<string, number>;
  report.must('acknowledged and stored', operations === acknowledged, `${acknowledged} and ${operations}`);
  report.must('sum of all balances', sum === 0, String(sum));
  report.must('balances below zero', negative === 0, String(negative));
  report.must('balances that are not their postings', wrong === 0, String(wrong));
}

function shown({ perSec, p99 }: Measured): string {
  return `${Math.round(perSec).toLocaleString('en')}/s, p99 ${p99.toFixed(0)} ms`;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number from 1.\n${USAGE}`);
  return value;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
