import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Owner } from '../economy/owner.ts';
import { announceRevoked } from './announcements.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { discardEverything } from './inventory-discard.ts';
import { operate } from './ledger/operation.ts';
import { endTraders, forgetTraders, lockListingsOf } from './market/end-of-trader.ts';
import { leaveParty } from './party-membership.ts';

/**
 * Ends an account: its sessions, its characters, and all that belonged to them. The ledger keeps what happened, under
 * owners that nobody has ever been. @returns false when there is no such account
 */
export async function endAccount(database: Database, accountId: string): Promise<boolean> {
  if (!isUuid(accountId)) return false;
  // Nothing in it leads to the account. Its row, which is locked first, makes it happen once.
  const request = { key: `account.end:${randomUUID()}`, kind: 'account.end', actorId: null, body: null };
  try {
    await operate(database, request, async (scope) => {
      const { manager } = scope;
      const characterIds = await removeAccount(manager, accountId);
      const former = await formerCharacters(manager, accountId);
      const estate = await endTraders(manager, characterIds, new Date());
      const own = [
        ...characterIds.map((id): Owner => ({ kind: 'character', id })),
        { kind: 'storage', id: accountId } as const,
      ];
      await discardEverything(scope, [...own, ...estate.owners], estate.returned);
      await forgetTraders(manager, [...characterIds, ...former]);
      await makeAnonymous(manager, [...own, ...former.map((id): Owner => ({ kind: 'character', id }))]);
    });
    return true;
  } catch (error) {
    if (error instanceof NoSuchAccount) return false;
    throw error;
  }
}

/** Undoes the operation. */
class NoSuchAccount extends Error {}

/** @returns ids of its characters */
async function removeAccount(manager: EntityManager, accountId: string): Promise<string[]> {
  const present: { id: string }[] = await manager.query('SELECT id FROM characters WHERE account_id = $1', [
    accountId,
  ]);
  await lockListingsOf(
    manager,
    present.map(({ id }) => id),
  );
  const accounts: unknown[] = await manager.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [
    accountId,
  ]);
  if (accounts.length === 0) throw new NoSuchAccount();
  const characters: { id: string }[] = await manager.query(
    'SELECT id FROM characters WHERE account_id = $1 ORDER BY id FOR UPDATE',
    [accountId],
  );
  const ids = characters.map(({ id }) => id);
  for (const id of ids) await leaveParty(manager, id);
  const sessions: { id: string }[] = await manager.query('SELECT id FROM sessions WHERE account_id = $1', [
    accountId,
  ]);
  await manager.query('DELETE FROM accounts WHERE id = $1', [accountId]);
  await manager.query('DELETE FROM placement_decisions WHERE character_ids && $1::uuid[]', [ids]);
  await announceRevoked(
    manager,
    sessions.map(({ id }) => id),
  );
  return ids;
}

/** Those that were deleted before, which only the record of their end still knows: see `character-store.ts`. */
async function formerCharacters(manager: EntityManager, accountId: string): Promise<string[]> {
  const ends: { id: string }[] = await manager.query(
    `SELECT substr(key, length('end:') + 1) AS id FROM operations WHERE kind = 'end' AND actor_id = $1`,
    [accountId],
  );
  return ends.map(({ id }) => id);
}

/** Others have met these ids. From now on no balance and no posting leads to them; each account gets a number of its own. */
async function makeAnonymous(manager: EntityManager, owners: readonly Owner[]): Promise<void> {
  await manager.query(
    `UPDATE ledger_accounts SET owner_id = gen_random_uuid()
     FROM unnest($1::text[], $2::text[]) AS gone (kind, id)
     WHERE owner_kind = gone.kind AND owner_id = gone.id`,
    [owners.map(({ kind }) => kind), owners.map(({ id }) => id)],
  );
}
