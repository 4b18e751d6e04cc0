import type { EntityManager } from 'typeorm';
import type { AccountRecord, AccountStore } from '../accounts/account-store.ts';
import { nameKey } from '../game/names.ts';
import { announceRevoked } from './announcements.ts';
import type { Database } from './database.ts';
import { ACCOUNT_RECORD, AccountEntity } from './entities/account.ts';
import { isUuid } from './ids.ts';
import { makeSessionStore } from './session-store.ts';

export function makeAccountStore(database: Database): AccountStore {
  return {
    ...makeSessionStore(database),
    createAccount: (account) => database.run((manager) => insertAccount(manager, account)),

    findAccountByName: (name) =>
      database.run((manager) =>
        manager.findOne(AccountEntity, { select: ACCOUNT_RECORD, where: { nameKey: nameKey(name) } }),
      ),

    async deleteAccount(accountId) {
      if (!isUuid(accountId)) return false;
      return database.transaction(async (manager) => {
        const sessions: { id: string }[] = await manager.query(
          'SELECT id FROM sessions WHERE account_id = $1',
          [accountId],
        );
        const { affected } = await manager.delete(AccountEntity, { id: accountId });
        await announceRevoked(
          manager,
          sessions.map((session) => session.id),
        );
        return affected === 1;
      });
    },
  };
}

/**
 * A taken name is written over with itself: both cases then cost one row version and one commit, so that the time it
 * takes does not tell whether the name exists.
 */
async function insertAccount(manager: EntityManager, account: AccountRecord): Promise<boolean> {
  const rows: { created: boolean }[] = await manager.query(
    `INSERT INTO accounts (id, name, name_key, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name_key) DO UPDATE SET name = accounts.name
     RETURNING id = $1 AS created`,
    [account.id, account.name, nameKey(account.name), account.passwordHash, account.createdAt],
  );
  return rows[0]!.created;
}
