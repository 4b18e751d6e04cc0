import type { EntityManager } from 'typeorm';
import { ownerKey } from '../../economy/ledger-rules.ts';
import { requestHash } from '../../economy/operation-hash.ts';
import type { Owner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import { isUuid } from '../ids.ts';
import { applyBatch } from '../ledger/batch.ts';
import { lockListing } from '../market/listing-rows.ts';
import { payee } from '../market/recipients.ts';
import { holdingsOf } from './holdings.ts';
import { type Done, SETTLE } from './operations.ts';
import { checkOutcomes } from './outcomes.ts';

const DISCARDED: Owner = { kind: 'system', id: 'discarded' };

/**
 * After a reversal something may be with who cannot have it: the escrow of a listing that has ended, a mail that was
 * claimed, somebody who is no more. It goes to the seller; the mail can be claimed again; the last is discarded.
 */
export async function settle(manager: EntityManager, chain: readonly Done[]): Promise<void> {
  const touched = new Map<string, Owner>();
  for (const { postings, moves } of chain) {
    for (const owner of [...postings.map((one) => one.owner), ...moves.flatMap(({ from, to }) => [from, to])])
      touched.set(ownerKey(owner), owner);
  }
  for (const owner of touched.values()) {
    const heir = await heirOf(manager, owner);
    if (heir) await handOn(manager, chain[0]!.id, owner, heir);
  }
}

/** @returns who gets what the owner has; null: it may stay */
async function heirOf(manager: EntityManager, owner: Owner): Promise<Owner | null> {
  switch (owner.kind) {
    case 'escrow':
      return payee(manager, (await lockListing(manager, owner.id)).sellerId);
    case 'mail': {
      const { balances, items } = await holdingsOf(manager, [owner]);
      if (balances.length + items.length === 0) return null;
      const [, opened]: [unknown, number] = await manager.query(
        'UPDATE mails SET claimed_at = NULL WHERE id::text = $1',
        [owner.id],
      );
      if (opened === 0)
        throw new GameError('reversal_impossible', { details: { reason: 'the mail has been deleted' } });
      return null;
    }
    case 'character':
    case 'storage':
      return (await exists(manager, owner)) ? null : DISCARDED;
    case 'system':
      return null;
  }
}

/** Whether it is there, and stays until the transaction ends. */
async function exists(manager: EntityManager, { kind, id }: Owner): Promise<boolean> {
  if (!isUuid(id)) return false;
  const table = kind === 'storage' ? 'accounts' : 'characters';
  const rows: unknown[] = await manager.query(`SELECT FROM ${table} WHERE id = $1 FOR KEY SHARE`, [id]);
  return rows.length > 0;
}

async function handOn(manager: EntityManager, cause: string, from: Owner, to: Owner): Promise<void> {
  const { balances, items } = await holdingsOf(manager, [from]);
  if (balances.length + items.length === 0) return;
  const request = {
    key: `settle:${cause}:${ownerKey(from)}`,
    kind: SETTLE,
    actorId: 'operator',
    body: { from, to },
  };
  checkOutcomes(
    await applyBatch(manager, [
      {
        ...request,
        hash: requestHash(request),
        postings: balances.flatMap(({ asset, amount }) => [
          { owner: from, asset, amount: -amount },
          { owner: to, asset, amount },
        ]),
        moves: items.map((itemId) => ({ itemId, from, to })),
      },
    ]),
  );
}
