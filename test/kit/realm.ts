import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { connectCluster } from '../../src/cluster/connect.ts';
import { loadConfig, type RunningConfig } from '../../src/config.ts';
import { loadContent } from '../../src/content/load-content.ts';
import type { Content } from '../../src/content/types.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { makeStores, type Stores } from '../../src/db/stores.ts';
import { makeHealth } from '../../src/operations/health.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { makeServices, type Services } from '../../src/services.ts';
import { freshDatabaseUrl } from './postgres.ts';
import { type Person, RealmClient } from './realm-client.ts';

export type { Person };

export interface RealmOptions {
  env?: Record<string, string>;
  databaseUrl?: string;
  content?: Content;
  log?: Logger;
}

/** The whole server as production builds it, on a database of its own and a free port. */
export class Realm extends RealmClient {
  readonly databaseUrl: string;
  readonly database: Database;
  readonly stores: Stores;
  readonly services: Services;
  readonly server: RunningServer;

  static async start({
    env = {},
    databaseUrl,
    content,
    log = pino({ level: 'silent' }),
  }: RealmOptions = {}): Promise<Realm> {
    const config = loadConfig({
      NODE_ENV: 'test',
      PORT: '0',
      HOST: '127.0.0.1',
      JWT_SECRET: 'a test secret of more than 32 characters',
      SERVER_SECRET: 'another test secret of 32 characters and more',
      OPERATOR_PASSWORD: 'operator test password',
      REGISTRATIONS_PER_ADDRESS: '100000',
      LOGINS_PER_ADDRESS: '100000',
      REQUESTS_PER_MINUTE: '100000',
      ...env,
    }) as RunningConfig;
    const metrics = makeMetrics();
    const url = databaseUrl ?? (await freshDatabaseUrl());
    const database = await openDatabase({
      url,
      poolSize: config.DATABASE_POOL_SIZE,
      log,
      onQuery: metrics.query,
    });
    metrics.watchPool(() => database.pool());
    const storage = await makeStores(database, config);
    const health = makeHealth({ database: () => database.ping() }, { log });
    const world = content ?? loadContent(join(import.meta.dirname, '../../content'));
    const cluster = config.REDIS_URL === null ? undefined : await connectCluster(config.REDIS_URL, log);
    const server = await startServer({
      config,
      log,
      cluster,
      version: 'test',
      makeServices: (bus) =>
        makeServices({
          config,
          log,
          content: world,
          metrics,
          health,
          storage,
          bus,
          version: 'test',
          cache: cluster?.cache,
        }),
    });
    return new Realm(url, database, storage, server.services, server);
  }

  private constructor(
    url: string,
    database: Database,
    stores: Stores,
    services: Services,
    server: RunningServer,
  ) {
    super();
    this.databaseUrl = url;
    this.database = database;
    this.stores = stores;
    this.services = services;
    this.server = server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  async stop(): Promise<void> {
    await this.server.stop(5_000);
    await this.database.close();
  }

  /** Registers, logs in and creates a character, over the API. */
  async person({ place }: { place?: { place: string; x: number; y: number } } = {}): Promise<Person> {
    const [classId] = this.services.content.classes.keys();
    const person = await this.newPerson(classId!);
    if (place) await this.moveTo(person, place);
    return person;
  }

  /** Puts a character that is in no room somewhere, as if it had walked there. */
  async moveTo(
    { accountId, characterId }: Person,
    at: { place: string; x: number; y: number },
  ): Promise<void> {
    const entered = await this.services.characters.enter(accountId, characterId, 'test');
    await this.services.characters.save([{ ...entered.character, ...entered.lease, ...at, facing: 0 }]);
    await this.services.characters.leave(entered.lease);
  }
}
