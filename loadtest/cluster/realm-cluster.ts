import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { ensureClient } from '../../src/boot/client-build.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { Metrics } from '../server-metrics.ts';
import type { Backends } from './backends.ts';
import { ServerProcess } from './server-process.ts';

const PROJECT = join(import.meta.dirname, '../..');
const MAIN = join(PROJECT, 'src/main.ts');
const POOL_SIZE = 10;
/** Two reports of every process. */
const ACQUAINTED_MS = 1_200;

export interface RealmClusterOptions {
  backends: Backends;
  processes: number;
  /** Through which the game processes reach the backends; absent: directly. */
  links?: Pick<Backends, 'databaseUrl' | 'redisUrl'>;
}

/** A realm of several real game processes on this machine, whose limits let one address ask as often as it likes. */
export class RealmCluster {
  readonly servers: ServerProcess[];
  readonly database: Database;
  readonly jwtSecret: string;

  static async start({ backends, processes, links = backends }: RealmClusterOptions): Promise<RealmCluster> {
    await ensureClient(PROJECT);
    const database = await openDatabase({
      url: backends.databaseUrl,
      poolSize: POOL_SIZE,
      log: pino({ level: 'warn' }),
    });
    await database.migrate();
    const jwtSecret = randomBytes(32).toString('hex');
    const env = {
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      DATABASE_URL: links.databaseUrl,
      REDIS_URL: links.redisUrl,
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      JWT_SECRET: jwtSecret,
      SERVER_SECRET: randomBytes(32).toString('hex'),
      OPERATOR_PASSWORD: randomBytes(16).toString('hex'),
      REQUESTS_PER_MINUTE: '1000000',
    };
    const servers = await Promise.all(
      Array.from({ length: processes }, () => ServerProcess.start(MAIN, env)),
    );
    await delay(ACQUAINTED_MS);
    return new RealmCluster(servers, database, jwtSecret);
  }

  private constructor(servers: ServerProcess[], database: Database, jwtSecret: string) {
    this.servers = servers;
    this.database = database;
    this.jwtSecret = jwtSecret;
  }

  get bases(): URL[] {
    return this.servers.map(({ base }) => base);
  }

  metrics(): Promise<Metrics[]> {
    return Promise.all(this.bases.map((base) => Metrics.read(base)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.database.close();
  }
}

/** Connections that a cluster and its tester hold. */
export function connectionsOf(processes: number): number {
  return (processes + 1) * (POOL_SIZE + 2);
}
