import { join } from 'node:path';
import { Client, type Room } from '@colyseus/sdk';
import pino, { type Logger } from 'pino';
import { connectCluster } from '../../src/cluster.ts';
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
import { until } from './until.ts';

const PASSWORD = 'correct horse battery';
let people = 0;

export interface RealmOptions {
  env?: Record<string, string>;
  databaseUrl?: string;
  content?: Content;
  log?: Logger;
}

/** A person with a login and a character. */
export interface Person {
  accountId: string;
  accessToken: string;
  refreshToken: string;
  sessionId: string;
  characterId: string;
  characterName: string;
}

/** The whole server as production builds it, on a database of its own and a free port. */
export class Realm {
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
    const services = makeServices({
      config,
      log,
      content: content ?? loadContent(join(import.meta.dirname, '../../content')),
      metrics,
      health,
      storage,
    });
    const cluster = config.REDIS_URL === null ? undefined : await connectCluster(config.REDIS_URL, log);
    return new Realm(url, database, storage, services, await startServer(services, cluster));
  }

  private constructor(
    url: string,
    database: Database,
    stores: Stores,
    services: Services,
    server: RunningServer,
  ) {
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

  /** Calls the API. @returns the status and the envelope */
  async api(method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
    return { status: response.status, headers: response.headers, ...((await response.json()) as any) };
  }

  /** As `api`, for what must go well. @returns the envelope's data */
  async must(method: string, path: string, options: { token?: string; body?: unknown } = {}) {
    const answer = await this.api(method, path, options);
    if (!answer.success) throw new Error(`${method} ${path}: ${JSON.stringify(answer.error)}`);
    return answer.data;
  }

  /** Registers, logs in and creates a character, over the API. */
  async person({ place }: { place?: { place: string; x: number; y: number } } = {}): Promise<Person> {
    const number = ++people;
    const name = `person${number}`;
    await this.must('POST', '/auth/register', { body: { name, password: PASSWORD } });
    const login = await this.must('POST', '/auth/login', {
      body: { name, password: PASSWORD, device: 'test' },
    });
    const token = login.accessToken as string;
    const [classId] = this.services.content.classes.keys();
    const character = await this.must('POST', '/characters', {
      token,
      body: { name: `Hero ${number}`, classId },
    });
    const person: Person = {
      accountId: login.account.id,
      accessToken: token,
      refreshToken: login.refreshToken,
      sessionId: login.session.id,
      characterId: character.id,
      characterName: character.name,
    };
    if (place) await this.moveTo(person, place);
    return person;
  }

  /** Puts a character that is in no room somewhere, as if it had walked there. */
  async moveTo(
    { accountId, characterId }: Person,
    at: { place: string; x: number; y: number },
  ): Promise<void> {
    const entered = await this.services.characters.enter(accountId, characterId, 'test');
    await this.services.characters.save([{ ...entered.lease, ...at, facing: 0 }]);
    await this.services.characters.leave(entered.lease);
  }

  client(person: Person, url = this.url): Client {
    const client = new Client(url);
    client.auth.token = person.accessToken;
    return client;
  }

  /** Joins with the stock SDK; resolves when the character sees itself. */
  async join(person: Person, place = 'haven', client = this.client(person)): Promise<Room> {
    const room = await client.joinOrCreate('hub', { characterId: person.characterId, place });
    room.onMessage('*', () => {});
    await until(() => room.state?.players?.has(person.characterId), 'the character sees itself');
    return room;
  }
}
