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
  /** Looks closer when everything else is measured, with everybody still inside; absent: that is all. */
  study?(): Promise<void>;
  /** Its frames have no state in them that could be decoded. */
  isBare?: boolean;
  stop(): Promise<void>;
}

/** A target whose process is ours to ask. */
export interface ProcessTarget extends Target {
  server: ServerProcess;
}

/** A realm that was started for this run. */
export interface OwnTarget extends ProcessTarget {
  /** Contains the password. */
  databaseUrl: string;
}

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const COLLECT_GARBAGE = join(import.meta.dirname, 'collect-garbage.ts');
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

export interface OwnTargetOptions {
  /** Settings besides those of every such server. */
  env?: NodeJS.ProcessEnv;
  /** Modules that it loads before itself; absolute paths. */
  preload?: readonly string[];
  /** Hears its log. */
  onOutput?(line: string): void;
}

/** A server of our own with an empty database, whose limits let one address ask as often as it likes. */
export async function ownTarget({ env, ...rest }: OwnTargetOptions = {}): Promise<OwnTarget> {
  const postgres = await givenOrEmbedded(undefined, POOL_SIZE + 2);
  try {
    const text = 'started for this run, one process';
    const target = await processTarget(MAIN, { ...environment(postgres.url), ...env }, { text, ...rest });
    const stop = () => target.stop().finally(() => postgres.stop());
    return { ...target, databaseUrl: postgres.url, stop };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** @param script absolute path of a server, see `ServerProcess.start` */
export async function processTarget(
  script: string,
  env: NodeJS.ProcessEnv,
  { onOutput, preload = [], text }: Pick<OwnTargetOptions, 'onOutput' | 'preload'> & { text: string },
): Promise<ProcessTarget> {
  const modules = [COLLECT_GARBAGE, ...preload].flatMap((path) => ['--import', pathToFileURL(path).href]);
  const server = await ServerProcess.start(script, env, ['--expose-gc', ...modules], onOutput);
  return {
    server,
    urls: [server.base],
    text,
    ended: server.exited,
    collectGarbage: async () => void (await server.ask('collectGarbage')),
    stop: () => server.stop(),
  };
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
