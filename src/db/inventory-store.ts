import type { EntityManager } from 'typeorm';
import type { InventoryWork, Placement } from '../economy/inventory-changes.ts';
import type { Delivery, HolderOwner, InventoryStore } from '../economy/inventory-store.ts';
import { ownerKey } from '../economy/ledger-rules.ts';
import { requestHash } from '../economy/operation-hash.ts';
import { GameError } from '../errors.ts';
import { announceEffects } from './announcements.ts';
import type { Database } from './database.ts';
import { giveBatch, type PreparedGift } from './gift-batch.ts';
import { lockHolders, readHolders } from './inventory-holders.ts';
import { retryConflicts } from './ledger/conflicts.ts';
import { Gathering } from './ledger/gathering.ts';
import { lockItems } from './ledger/items.ts';
import { type OperationScope, operate } from './ledger/operation.ts';

/** Everything that is given comes from one account: together it is locked once for many. */
const GATHERING = { waitMs: 2, most: 200, lanes: 2, room: 20_000 };

export function makeInventoryStore(database: Database, clock: () => Date): InventoryStore {
  const gifts = new Gathering<PreparedGift, Delivery>({
    run: (batch) =>
      retryConflicts(() => database.transaction((manager) => giveBatch(manager, batch, clock()))),
    keyOf: ({ key }) => key,
    ...GATHERING,
  });
  return {
    read: (owners) => database.run(async (manager) => inOrder(await readHolders(manager, owners), owners)),

    async change(request, owners, decide) {
      const { result } = await operate(database, request, async (scope) => {
        const { work, result } = decide(inOrder(await lockHolders(scope.manager, owners), owners));
        await carryOut(scope, work);
        return result;
      });
      return result;
    },

    async receive(request, characterId, gift, hasRoom) {
      const { key, kind, actorId } = request;
      return gifts.add({ key, kind, actorId, hash: requestHash(request), characterId, gift, hasRoom });
    },

    happened: (key) =>
      database.run(async (manager) => {
        const rows: unknown[] = await manager.query('SELECT FROM operations WHERE key = $1', [key]);
        return rows.length > 0;
      }),
  };
}

function inOrder<T>(holders: ReadonlyMap<string, T>, owners: readonly HolderOwner[]): T[] {
  return owners.map((owner) => holders.get(ownerKey(owner))!);
}

/** Errors: item_not_found and item_in_use when somebody took something meanwhile, insufficient_credits, insufficient_items */
async function carryOut(
  { manager, moveItems, createItems, post }: OperationScope,
  { lifted, moves, created, placed, postings }: InventoryWork,
): Promise<void> {
  await lockItems(
    manager,
    [...lifted, ...moves, ...placed].map(({ itemId }) => itemId),
  );
  await place(manager, lifted);
  if (moves.length > 0) await moveItems(moves);
  await createItems(created);
  await place(manager, placed);
  const dressed = new Set([...lifted, ...placed].map(({ owner }) => owner.id));
  if (dressed.size > 0) await announceEffects(manager, [...dressed]);
  if (postings.length > 0) await post(postings);
}

/** The items must be locked. Errors: item_not_found when one is not as its placement says */
async function place(manager: EntityManager, placements: readonly Placement[]): Promise<void> {
  if (placements.length === 0) return;
  const [, affected]: [unknown, number] = await manager.query(
    `UPDATE items SET placed = wanted.after
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
       AS wanted (id, owner_kind, owner_id, before, after)
     WHERE items.id = wanted.id AND items.owner_kind = wanted.owner_kind AND items.owner_id = wanted.owner_id
       AND items.placed IS NOT DISTINCT FROM wanted.before`,
    [
      placements.map(({ itemId }) => itemId),
      placements.map(({ owner }) => owner.kind),
      placements.map(({ owner }) => owner.id),
      placements.map(({ before }) => before),
      placements.map(({ after }) => after),
    ],
  );
  if (affected < placements.length) throw new GameError('item_not_found');
}
