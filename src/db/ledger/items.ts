import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ItemMove } from '../../economy/ledger.ts';
import { ownerKey } from '../../economy/ledger-rules.ts';
import type { Owner, SystemOwner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import { isUuid } from '../ids.ts';

export interface NewItem {
  /** A new one when not given. */
  id?: string;
  /** Content id. */
  kind: string;
  owner: Owner;
  /** Where it comes from. */
  from: SystemOwner;
  placed?: string;
  state?: Record<string, unknown>;
}

export interface LockedItem {
  id: string;
  owner: Owner;
  placed: string | null;
}

/** In one order, whoever asks. @returns those that exist, by id in lower case */
export async function lockItems(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, LockedItem>> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return new Map();
  const rows: { id: string; kind: Owner['kind']; ownerId: string; placed: string | null }[] =
    await manager.query(
      `SELECT id, owner_kind AS kind, owner_id AS "ownerId", placed FROM items
     WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [wanted],
    );
  return new Map(
    rows.map(({ id, kind, ownerId, placed }) => [id, { id, owner: { kind, id: ownerId } as Owner, placed }]),
  );
}

/** Errors: item_not_found when it is not where the move says, item_in_use when it is equipped or fitted */
export function checkMove(items: ReadonlyMap<string, LockedItem>, { itemId, from }: ItemMove): LockedItem {
  const item = items.get(itemId.toLowerCase());
  if (!item || ownerKey(item.owner) !== ownerKey(from)) throw new GameError('item_not_found');
  if (item.placed !== null) throw new GameError('item_in_use');
  return item;
}

/** The items must be locked and checked. Moves of one item follow each other. */
export async function writeMoves(
  manager: EntityManager,
  moves: readonly (ItemMove & { operationId: string })[],
): Promise<void> {
  if (moves.length === 0) return;
  const last = new Map(moves.map(({ itemId, to }) => [itemId.toLowerCase(), to]));
  await manager.query(
    `UPDATE items SET owner_kind = final.kind, owner_id = final.owner_id
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS final (id, kind, owner_id)
     WHERE items.id = final.id AND items.placed IS NULL`,
    [[...last.keys()], [...last.values()].map(({ kind }) => kind), [...last.values()].map(({ id }) => id)],
  );
  await recordMoves(manager, moves);
}

/** @returns their ids, in the order given */
export async function insertItems(
  manager: EntityManager,
  items: readonly (NewItem & { operationId: string })[],
): Promise<string[]> {
  if (items.length === 0) return [];
  const made = items.map((item) => ({ ...item, id: item.id ?? randomUUID() }));
  await manager.query(
    `INSERT INTO items (id, kind, owner_kind, owner_id, placed, state)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])`,
    [
      made.map(({ id }) => id),
      made.map(({ kind }) => kind),
      made.map(({ owner }) => owner.kind),
      made.map(({ owner }) => owner.id),
      made.map(({ placed }) => placed ?? null),
      made.map(({ state }) => JSON.stringify(state ?? {})),
    ],
  );
  await recordMoves(
    manager,
    made.map(({ operationId, id, from, owner }) => ({
      operationId,
      itemId: id,
      from: { kind: 'system', id: from },
      to: owner,
    })),
  );
  return made.map(({ id }) => id);
}

async function recordMoves(
  manager: EntityManager,
  moves: readonly (ItemMove & { operationId: string })[],
): Promise<void> {
  await manager.query(
    `INSERT INTO item_moves (item_id, operation_id, from_kind, from_id, to_kind, to_id)
     SELECT item_id, operation_id, from_kind, from_id, to_kind, to_id
     FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY
       AS move (item_id, operation_id, from_kind, from_id, to_kind, to_id, place)
     ORDER BY place`,
    [
      moves.map(({ itemId }) => itemId),
      moves.map(({ operationId }) => operationId),
      moves.map(({ from }) => from.kind),
      moves.map(({ from }) => from.id),
      moves.map(({ to }) => to.kind),
      moves.map(({ to }) => to.id),
    ],
  );
}
