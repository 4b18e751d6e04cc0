import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { InventoryWork } from '../economy/inventory-changes.ts';
import { type Gift, giftWork, holdingsWith } from '../economy/inventory-grant.ts';
import type { Holder } from '../economy/inventory-holder.ts';
import type { Delivery, HolderOwner } from '../economy/inventory-store.ts';
import { netPostings, ownerKey } from '../economy/ledger-rules.ts';
import type { Owner } from '../economy/owner.ts';
import { GameError } from '../errors.ts';
import { lockHolders } from './inventory-holders.ts';
import { post } from './ledger/accounts.ts';
import { insertItems } from './ledger/items.ts';
import { type Before, claimKeys, type KeyRequest, lookRowsUp } from './ledger/keys.ts';
import { writeMails } from './market/recipients.ts';

/** Something new for a character. */
export interface PreparedGift extends KeyRequest {
  characterId: string;
  gift: Gift;
  /** Whether the holder can take all of it. */
  hasRoom(holder: Holder): boolean;
}

/** What is to be written for one of them. */
interface Given {
  operationId: string;
  recipientId: string;
  delivery: Delivery;
  /** Null where it does not come by mail. */
  mailId: string | null;
  work: InventoryWork;
}

/**
 * Gives many gifts in one transaction, in the order given: each finds what those before it have brought. The order of locks is
 * that of `operate`: keys, characters, accounts.
 * @param batch no two with the same key
 * @returns outcomes in the order given
 * Errors: those of any of them, such as character_not_found, which undo all
 */
export async function giveBatch(
  manager: EntityManager,
  batch: readonly PreparedGift[],
  now: Date,
): Promise<(Delivery | GameError)[]> {
  await lookRowsUp(manager);
  const { claimed, before } = await claimKeys(manager, batch, null);
  const fresh = batch.filter(({ key }) => claimed.has(key));
  const recipients = [...new Set(fresh.map(({ characterId }) => characterId))];
  const holders = await lockHolders(manager, recipients.map(ownerOf));
  const given = new Map(fresh.map((one) => [one.key, give(one, claimed.get(one.key)!, holders)]));
  await write(manager, [...given.values()], now);
  return batch.map((one) => given.get(one.key)?.delivery ?? replay(one, before.get(one.key)!));
}

function ownerOf(characterId: string): HolderOwner {
  return { kind: 'character', id: characterId };
}

/** @param holders as those before have left them; the one who gets it is replaced */
function give(
  { characterId, gift, hasRoom }: PreparedGift,
  operationId: string,
  holders: Map<string, Holder>,
): Given {
  const owner = ownerOf(characterId);
  const holder = holders.get(ownerKey(owner))!;
  const mailId = hasRoom(holder) ? null : randomUUID();
  const goods: Owner = mailId === null ? owner : { kind: 'mail', id: mailId };
  if (mailId === null) {
    const incoming = { stacks: gift.stacks, items: gift.items.map(({ kind }) => kind) };
    holders.set(ownerKey(owner), { ...holder, holdings: holdingsWith(holder.holdings, incoming) });
  }
  return {
    operationId,
    recipientId: characterId,
    delivery: mailId === null ? 'inventory' : 'mail',
    mailId,
    work: giftWork(gift, 'rewards', { credits: owner, goods }),
  };
}

async function write(manager: EntityManager, given: readonly Given[], now: Date): Promise<void> {
  if (given.length === 0) return;
  const letters = given.flatMap(({ mailId, recipientId }) =>
    mailId === null ? [] : [{ id: mailId, recipientId, reason: 'delivery' as const, listingId: null }],
  );
  await writeMails(manager, letters, now);
  const items = given.flatMap(({ operationId, work }) =>
    work.created.map((item) => ({ ...item, operationId })),
  );
  await insertItems(manager, items);
  await manager.query(
    `UPDATE operations SET result = to_jsonb(delivery)
     FROM unnest($1::bigint[], $2::text[]) AS given (operation_id, delivery) WHERE id = operation_id`,
    [given.map(({ operationId }) => operationId), given.map(({ delivery }) => delivery)],
  );
  await post(
    manager,
    given.map(({ operationId, work }) => ({ operationId, postings: netPostings(work.postings) })),
  );
}

function replay({ hash }: PreparedGift, before: Before): Delivery | GameError {
  return before.hash === hash ? (before.result as Delivery) : new GameError('idempotency_key_reused');
}
