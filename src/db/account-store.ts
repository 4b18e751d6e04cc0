import type { EntityManager } from 'typeorm';
import type { AccountRecord, AccountStore } from '../accounts/account-store.ts';
import { nameKey } from '../game/names.ts';
import { endAccount } from './account-end.ts';
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

    async findAccount(accountId) {
      if (!isUuid(accountId)) return null;
      return database.run((manager) =>
        manager.findOne(AccountEntity, { select: ACCOUNT_RECORD, where: { id: accountId } }),
      );
    },

    deleteAccount: (accountId) => endAccount(database, accountId),
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
