import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ServerProcess } from '../cluster/server-process.ts';
import { givenOrEmbedded } from '../given-or-embedded.ts';

/** A server that is to be measured. */
export interface Target {
  /** Of its processes, at least one. */
  urls: readonly URL[];
  /** As it is named in the report. */
  text: string;
  /** Resolves when it ends by itself; of a server elsewhere nobody knows. */
  ended: Promise<unknown>;
  /** Makes its memory comparable; of a server elsewhere that cannot be asked. */
  collectGarbage(): Promise<void>;
  stop(): Promise<void>;
}

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const COLLECT_GARBAGE = pathToFileURL(join(import.meta.dirname, 'collect-garbage.ts')).href;
const POOL_SIZE = 10;
const ANSWERS_WITHIN_MS = 5_000;

/** A server that runs. @throws Error in one line: nobody answers, or something else does */
export async function givenTarget(urls: readonly URL[]): Promise<Target> {
  await Promise.all(urls.map(assertRealm));
  return {
    urls,
    text: urls.map(({ origin }) => origin).join(', '),
    ended: new Promise(() => {}),
    collectGarbage: async () => {},
    stop: async () => {},
  };
}

/** A server of our own with an empty database, whose limits let one address ask as often as it likes. */
export async function ownTarget(): Promise<Target> {
  const postgres = await givenOrEmbedded(undefined, POOL_SIZE + 2);
  try {
    const server = await ServerProcess.start(MAIN, environment(postgres.url), [
      '--expose-gc',
      '--import',
      COLLECT_GARBAGE,
    ]);
    return {
      urls: [server.base],
      text: 'started for this run, one process',
      ended: server.exited,
      collectGarbage: () => server.ask('collect garbage'),
      async stop() {
        await server.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

function environment(databaseUrl: string): NodeJS.ProcessEnv {
  const secret = () => randomBytes(32).toString('hex');
  return {
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    REDIS_URL: '',
    RECORD_DIR: '',
    JWT_SECRET: secret(),
    SERVER_SECRET: secret(),
    OPERATOR_PASSWORD: secret(),
    REQUESTS_PER_MINUTE: '1000000',
    LOGINS_PER_ADDRESS: '1000000',
    REGISTRATIONS_PER_ADDRESS: '1000000',
  };
}

/** Only a realm tells what classes there are. */
async function assertRealm({ origin }: URL): Promise<void> {
  const response = await fetch(new URL('/api/v1/content/classes', origin), {
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  }).catch(() => {
    throw new Error(`No server answers at ${origin}. Start one, or name it with --url.`);
  });
  const answer: unknown = await response.json().catch(() => null);
  const { data } = (answer ?? {}) as { data?: unknown };
  if (!response.ok || !Array.isArray(data) || data.length === 0) {
    throw new Error(`What answers at ${origin} is not an Omega Realm server (status ${response.status}).`);
  }
}
