import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Lease } from '../../src/characters/character-store.ts';
import { loadConfig } from '../../src/config.ts';
import { announceSocial } from '../../src/db/announcements.ts';
import type { Database } from '../../src/db/database.ts';
import { makeStores, type Stores } from '../../src/db/stores.ts';
import type { SocialNews } from '../../src/social/party-store.ts';
import { freshDatabaseUrl, openTestDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW, sessionRecord } from '../kit/records.ts';
import { until } from '../kit/until.ts';

describe('news between processes', () => {
  let databases: Database[];
  let here: Stores;
  let there: Stores;

  beforeEach(async () => {
    const url = await freshDatabaseUrl();
    databases = await Promise.all([openTestDatabase(url), openTestDatabase(url)]);
    [here, there] = await Promise.all([
      makeStores(databases[0]!, loadConfig({})),
      makeStores(databases[1]!, loadConfig({})),
    ]);
  });
  afterEach(() => Promise.all(databases.map((database) => database.close())));

  async function newAccountId(): Promise<string> {
    const account = accountRecord();
    await here.accounts.createAccount(account);
    return account.id;
  }

  it('AC13 a session revoked here is known there within a second', async () => {
    const session = sessionRecord(await newAccountId());
    await here.accounts.createSession(session, 'hash', 20);
    const heard: string[] = [];
    there.feeds.onSessionsRevoked((ids) => heard.push(...ids));
    await here.accounts.revokeSessions(session.accountId, [session.id], NOW);
    await until(() => heard.length > 0, 'the other process hears of it', 1_000);
    assert.deepEqual(heard, [session.id]);
  });

  it('LE5 a lease taken here is known there within a second', async () => {
    const character = characterRecord(await newAccountId());
    await here.characters.create(character, 5);
    const heard: Lease[] = [];
    there.feeds.onLeaseTaken((lease) => heard.push(lease));
    await here.characters.takeLease(character.id, character.accountId, 'room');
    await here.characters.takeLease(character.id, character.accountId, 'another room');
    await until(() => heard.length > 0, 'the other process hears of it', 1_000);
    assert.deepEqual(heard, [{ characterId: character.id, fence: 2 }]);
  });

  it('PA8 FR7 news about many characters are known there within a second, however many they are', async () => {
    const ids = Array.from({ length: 400 }, () => randomUUID());
    const heard: SocialNews[] = [];
    there.feeds.onSocialNews((news) => heard.push(news));
    await databases[0]!.transaction((manager) => announceSocial(manager, 'friends', ids));
    const heardIds = () => heard.flatMap(({ characterIds }) => characterIds);
    await until(() => heardIds().length === ids.length, 'the other process hears of it', 1_000);
    assert.deepEqual(heardIds(), ids);
    assert.deepEqual(new Set(heard.map(({ what }) => what)), new Set(['friends']));
  });

  it('DB5 nothing is announced when the change is undone', async () => {
    const session = sessionRecord(await newAccountId());
    await here.accounts.createSession(session, 'hash', 20);
    const heard: string[] = [];
    there.feeds.onSessionsRevoked((ids) => heard.push(...ids));
    const undone = databases[0]!.transaction(async (manager) => {
      await manager.query('SELECT pg_notify($1, $2)', ['session_revoked', JSON.stringify([randomUUID()])]);
      throw new Error('no');
    });
    await assert.rejects(undone, { message: 'no' });
    await here.accounts.revokeSessions(session.accountId, [session.id], NOW);
    await until(() => heard.length > 0, 'the later news arrive');
    assert.deepEqual(heard, [session.id]);
  });

  it('DB5 a notification that is not of our making is dropped, whatever it holds, and the next one is heard', async () => {
    const session = sessionRecord(await newAccountId());
    await here.accounts.createSession(session, 'hash', 20);
    const heard: unknown[] = [];
    there.feeds.onSessionsRevoked((ids) => heard.push(ids));
    there.feeds.onLeaseTaken((lease) => heard.push(lease));
    there.feeds.onSocialNews((news) => heard.push(news));
    const id = randomUUID();
    const foreign = {
      session_revoked: ['', 'no JSON', 'null', '7', '{"length":1}', '["no id"]', `["${id}",null]`],
      lease_taken: [
        '',
        '{',
        'null',
        '[]',
        '"text"',
        `{"characterId":"${id}"}`,
        `{"characterId":"${id}","fence":"1"}`,
      ],
      social_news: [
        '',
        'null',
        '[]',
        `["${id}"]`,
        `{"characterIds":["${id}"]}`,
        `{"characterIds":"${id}","what":"party"}`,
        `{"characterIds":["no id"],"what":"party"}`,
        `{"characterIds":["${id}"],"what":"constructor"}`,
      ],
    };
    for (const [channel, payloads] of Object.entries(foreign)) {
      for (const payload of payloads) {
        await databases[0]!.dataSource.query('SELECT pg_notify($1, $2)', [channel, payload]);
      }
    }
    await here.accounts.revokeSessions(session.accountId, [session.id], NOW);
    await until(() => heard.length > 0, 'the true news arrive');
    assert.deepEqual(heard, [[session.id]]);
  });

  it('DB5 a handler that throws does not keep the others from hearing, and one that left hears nothing', async () => {
    const session = sessionRecord(await newAccountId());
    await here.accounts.createSession(session, 'hash', 20);
    const heard: string[] = [];
    here.feeds.onSessionsRevoked(() => {
      throw new Error('broken handler');
    });
    const leave = here.feeds.onSessionsRevoked(() => heard.push('left'));
    here.feeds.onSessionsRevoked((ids) => heard.push(...ids));
    leave();
    await here.accounts.revokeSessions(session.accountId, 'all', NOW);
    await until(() => heard.length > 0, 'the last handler hears it');
    assert.deepEqual(heard, [session.id]);
  });
});
