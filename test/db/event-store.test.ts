import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeGameEvents } from '../../src/db/event-store.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, HOSTILE_TEXTS } from '../kit/records.ts';

describe('events of characters', () => {
  let database: Database;

  before(async () => {
    database = await openFreshDatabase();
  });
  after(() => database.close());

  async function newCharacter(): Promise<string> {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const character = characterRecord(account.id);
    await makeCharacterStore(database).create(character, 1);
    return character.id;
  }

  it('EA14 events are kept once by their keys, and read by their character alone, newest first, in pages', async () => {
    const events = makeGameEvents(database);
    const [mira, tam] = [await newCharacter(), await newCharacter()];
    const all = Array.from({ length: 7 }, (_, n) => ({
      key: `${mira}:${n}`,
      characterId: mira,
      kind: 'rift-finished',
      data: { n },
    }));
    await events.record(all);
    await events.record([
      ...all,
      { key: 'gone', characterId: randomUUID(), kind: 'rift-finished', data: {} },
    ]);
    const read: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page = await events.list(mira, cursor, 3);
      read.push(...page.entries.map(({ data }) => data.n));
      cursor = page.cursor;
    } while (cursor !== null);
    assert.deepEqual(read, [6, 5, 4, 3, 2, 1, 0]);
    assert.deepEqual(await events.list(tam, null, 3), { entries: [], cursor: null });
    for (const text of HOSTILE_TEXTS) {
      await assert.rejects(events.list(mira, text, 3), { code: 'invalid_request' });
      assert.deepEqual((await events.list(text, null, 3)).entries, []);
    }
  });

  it('EA14 what is older than half a year is forgotten', async () => {
    const events = makeGameEvents(database);
    const mira = await newCharacter();
    await events.record([
      { key: 'old', characterId: mira, kind: 'a', data: {} },
      { key: 'new', characterId: mira, kind: 'b', data: {} },
    ]);
    await database.dataSource.query(
      `UPDATE game_events SET at = now() - interval '184 days' WHERE key = 'old'`,
    );
    assert.equal(await events.forgetOld(), 1);
    assert.deepEqual(
      (await events.list(mira, null, 5)).entries.map(({ kind }) => kind),
      ['b'],
    );
  });
});
