import assert from 'node:assert/strict';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { moveLeases } from '../../src/db/character-travel.ts';
import type { Database } from '../../src/db/database.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';
import { until } from '../kit/until.ts';

describe('races of leases', () => {
  let database: Database;
  before(async () => {
    database = await openFreshDatabase();
  });
  after(() => database.close());

  async function isSomebodyWaiting(): Promise<boolean> {
    const [row] = await database.dataSource.query(
      "SELECT count(*)::integer AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return row.waiting > 0;
  }

  it('TR11 who renews while a move is under way waits for it, and finds its lease stale', async () => {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const store = makeCharacterStore(database);
    const character = characterRecord(account.id);
    await store.create(character, 5);
    const characterId = character.id;
    const { fence } = (await store.takeLease(characterId, account.id, 'haven-1'))!;
    const move = { ...character, characterId, fence, instance: 'forest-1', place: 'forest' };
    const renewing = await database.transaction(async (manager) => {
      assert.deepEqual(await moveLeases(manager, [move], null), { moved: true });
      const stale = store.renewLeases([{ characterId, fence }]);
      await until(isSomebodyWaiting, 'it waits');
      return { stale };
    });
    assert.deepEqual(await renewing.stale, [characterId]);
  });
});
