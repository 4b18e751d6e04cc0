import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../src/db/database.ts';
import { freePort } from '../../src/free-port.ts';
import { ServerProcess } from '../cluster/server-process.ts';
import { Api } from './api.ts';
import { Dice } from './dice.ts';
import { type Proof, prove, storedKeys } from './proof.ts';
import { Traffic } from './traffic.ts';
import { createWealthyPeople } from './wealthy-people.ts';

const SERVER = join(import.meta.dirname, 'giving-server.ts');
const POOL_SIZE = 10;
const LOOK_MS = 20;

export interface KillOptions {
  /** Migrated, and of nobody else. */
  database: Database;
  clients: number;
  kills: number;
  seed: number;
  /** Milliseconds that a server lives from when it is ready: a random number up to this. */
  longestLifeMs: number;
  /** What each acknowledges before that time begins. */
  leastDone: number;
  onKill?(kill: number): void;
}

export interface KillOutcome {
  proof: Proof;
  begun: number;
  acknowledged: number;
  /** Requests to which the dying server gave no answer. */
  cutOff: number;
  /** Those of them that it had carried out, so that asking again must not do it twice. */
  doneUnheard: number;
  /** Acknowledgements of gifts, repeated ones too. */
  given: number;
  /** Acknowledged operations that a server took with it, by key. */
  lost: string[];
}

/**
 * Kills the server without a word, again and again, while everybody trades. Clients ask again, with the same keys, until they
 * are answered; the proof comes when all of them are.
 */
export async function killRepeatedly(options: KillOptions): Promise<KillOutcome> {
  const { database, seed, kills, longestLifeMs, leastDone } = options;
  const giftsPort = await freePort();
  const env = { ...environment(database.url), GIFTS_PORT: String(giftsPort) };
  const dice = new Dice(seed);
  let server = await ServerProcess.start(SERVER, env);
  try {
    const api = new Api(() => server.base, true);
    const gifts = new Api(() => new URL(`http://127.0.0.1:${giftsPort}`), true);
    const people = await createWealthyPeople(database, env.JWT_SECRET, options.clients);
    const traffic = new Traffic({ api, gifts, people, seed, deletes: false });
    await traffic.open();
    let killed = 0;
    let doneUnheard = 0;
    const lost: string[] = [];
    const trading = traffic.run(() => killed >= kills);
    while (killed < kills) {
      const enough = traffic.journal.done.length + leastDone;
      while (traffic.journal.done.length < enough) await delay(LOOK_MS);
      await delay(dice.whole(1, longestLifeMs));
      await server.kill();
      const heard = new Set(traffic.journal.done);
      const stored = await storedKeys(database);
      lost.push(...[...heard].filter((key) => !stored.has(key)));
      doneUnheard += [...stored].filter((key) => !heard.has(key)).length;
      server = await ServerProcess.start(SERVER, env);
      killed += 1;
      options.onKill?.(killed);
    }
    await trading;
    const proof = await prove(traffic, api, database);
    const acknowledged = traffic.journal.done.length;
    const given = traffic.journal.outcomes.get('gift done') ?? 0;
    return {
      proof,
      begun: traffic.begun,
      acknowledged,
      given,
      cutOff: api.cutOff + gifts.cutOff,
      doneUnheard,
      lost,
    };
  } finally {
    await server.stop();
  }
}

function environment(databaseUrl: string) {
  return {
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    JWT_SECRET: randomBytes(32).toString('hex'),
    SERVER_SECRET: randomBytes(32).toString('hex'),
    OPERATOR_PASSWORD: randomBytes(16).toString('hex'),
    REQUESTS_PER_MINUTE: '1000000',
    LOG_LEVEL: 'error',
  };
}
