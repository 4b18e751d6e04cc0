import { Client, type Room } from '@colyseus/sdk';
import type { PlaceKind } from '../../src/content/types.ts';
import { until } from './until.ts';

const PASSWORD = 'correct horse battery';
let people = 0;

/** A person with a login and a character. */
export interface Person {
  accountId: string;
  accessToken: string;
  refreshToken: string;
  sessionId: string;
  characterId: string;
  characterName: string;
}

export interface ApiCall {
  token?: string;
  body?: unknown;
  /** Sent as Idempotency-Key. */
  key?: string;
}

/** A realm as its clients see it, in whatever process it runs. */
export abstract class RealmClient {
  abstract readonly url: string;

  /** Calls the API. @returns the status and the envelope */
  async api(method: string, path: string, { token, body, key }: ApiCall = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
    return { status: response.status, headers: response.headers, ...((await response.json()) as any) };
  }

  /** As `api`, for what must go well. @returns the envelope's data */
  async must(method: string, path: string, options: ApiCall = {}) {
    const answer = await this.api(method, path, options);
    if (!answer.success) throw new Error(`${method} ${path}: ${JSON.stringify(answer.error)}`);
    return answer.data;
  }

  /** Registers, logs in and creates a character, over the API. */
  async newPerson(classId: string): Promise<Person> {
    const number = ++people;
    const name = `person${number}`;
    await this.must('POST', '/auth/register', { body: { name, password: PASSWORD } });
    const login = await this.must('POST', '/auth/login', {
      body: { name, password: PASSWORD, device: 'test' },
    });
    const token = login.accessToken as string;
    const character = await this.must('POST', '/characters', {
      token,
      body: { name: `Hero ${number}`, classId },
    });
    return {
      accountId: login.account.id,
      accessToken: token,
      refreshToken: login.refreshToken,
      sessionId: login.session.id,
      characterId: character.id,
      characterName: character.name,
    };
  }

  client(person: Person, url = this.url): Client {
    const client = new Client(url);
    client.auth.token = person.accessToken;
    return client;
  }

  /** Joins with the stock SDK; resolves when the character sees itself. */
  async join(
    person: Person,
    place = 'haven',
    client = this.client(person),
    kind: PlaceKind = 'hub',
  ): Promise<Room> {
    const room = await client.joinOrCreate(kind, { characterId: person.characterId, place });
    room.onMessage('*', () => {});
    await until(() => room.state?.players?.has(person.characterId), 'the character sees itself');
    return room;
  }
}
