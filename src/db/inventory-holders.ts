import type { EntityManager } from 'typeorm';
import type { Holdings, OwnedItem } from '../economy/inventory-capacity.ts';
import type { Holder } from '../economy/inventory-holder.ts';
import type { HolderOwner } from '../economy/inventory-store.ts';
import { stackKindOf } from '../economy/items.ts';
import { ownerKey } from '../economy/ledger-rules.ts';
import type { Asset } from '../economy/owner.ts';
import { GameError } from '../errors.ts';
import { isUuid } from './ids.ts';
import { upgradeLevels } from './upgrade-store.ts';

/**
 * Locks holders until the transaction ends: they are not deleted, and nobody else changes what they have room for. Before
 * every other lock of an operation, accounts first and then characters, each by id, as everybody does who locks those.
 * @returns by `ownerKey`
 * Errors: character_not_found, also for the storage of an account that is gone
 */
export async function lockHolders(
  manager: EntityManager,
  owners: readonly HolderOwner[],
): Promise<Map<string, Holder>> {
  await lockRows(manager, 'accounts', idsOf(owners, 'storage'));
  await lockRows(manager, 'characters', idsOf(owners, 'character'));
  return readHolders(manager, owners);
}

/** Without locks. @returns by `ownerKey`. Errors: character_not_found */
export async function readHolders(
  manager: EntityManager,
  owners: readonly HolderOwner[],
): Promise<Map<string, Holder>> {
  const ids = idsOf(owners, 'character');
  const characters = await readCharacters(manager, ids);
  const upgrades = await upgradeLevels(manager, ids);
  const holdings = await readHoldings(manager, owners);
  return new Map(
    owners.map((owner): [string, Holder] => {
      const key = ownerKey(owner);
      const has = holdings.get(key) ?? NOTHING;
      if (owner.kind === 'storage')
        return [key, { owner, accountId: owner.id, wearer: null, upgrades: new Map(), holdings: has }];
      const character = characters.get(owner.id);
      if (!character) throw new GameError('character_not_found');
      const { accountId, ...wearer } = character;
      return [
        key,
        { owner, accountId, wearer, upgrades: upgrades.get(owner.id) ?? new Map(), holdings: has },
      ];
    }),
  );
}

const NOTHING: Holdings = { credits: 0, stacks: new Map(), items: [] };

function idsOf(owners: readonly HolderOwner[], kind: HolderOwner['kind']): string[] {
  return owners.filter((owner) => owner.kind === kind).map(({ id }) => id);
}

/** Errors: character_not_found */
async function lockRows(
  manager: EntityManager,
  table: 'accounts' | 'characters',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  if (!ids.every(isUuid)) throw new GameError('character_not_found');
  const rows: unknown[] = await manager.query(
    `SELECT FROM ${table} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );
  if (rows.length < new Set(ids).size) throw new GameError('character_not_found');
}

interface CharacterFacts {
  accountId: string;
  level: number;
  classId: string;
}

async function readCharacters(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, CharacterFacts>> {
  if (ids.length === 0) return new Map();
  const rows: (CharacterFacts & { id: string })[] = await manager.query(
    `SELECT id, account_id AS "accountId", level, class_id AS "classId"
     FROM characters WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

async function readHoldings(
  manager: EntityManager,
  owners: readonly HolderOwner[],
): Promise<Map<string, Holdings>> {
  const columns = [owners.map(({ kind }) => kind), owners.map(({ id }) => id)];
  const balances: (OwnerRow & { asset: Asset; balance: string })[] = await manager.query(
    `SELECT owner_kind AS "ownerKind", owner_id AS "ownerId", asset, balance
     FROM ledger_accounts JOIN unnest($1::text[], $2::text[]) AS wanted (owner_kind, owner_id)
       USING (owner_kind, owner_id)
     WHERE balance > 0 ORDER BY asset`,
    columns,
  );
  const items: (OwnerRow & OwnedItem)[] = await manager.query(
    `SELECT owner_kind AS "ownerKind", owner_id AS "ownerId", id, kind, placed, state
     FROM items JOIN unnest($1::text[], $2::text[]) AS wanted (owner_kind, owner_id) USING (owner_kind, owner_id)
     ORDER BY created_at, id`,
    columns,
  );
  const found = new Map<string, Found>();
  const of = ({ ownerKind, ownerId }: OwnerRow) => {
    const key = ownerKey({ kind: ownerKind, id: ownerId });
    const has: Found = found.get(key) ?? { credits: 0, stacks: new Map(), items: [] };
    found.set(key, has);
    return has;
  };
  for (const { asset, balance, ...row } of balances) {
    const kind = stackKindOf(asset);
    if (kind === null) of(row).credits = Number(balance);
    else of(row).stacks.set(kind, Number(balance));
  }
  for (const { id, kind, placed, state, ...row } of items) of(row).items.push({ id, kind, placed, state });
  return found;
}

interface OwnerRow {
  ownerKind: HolderOwner['kind'];
  ownerId: string;
}

interface Found extends Holdings {
  stacks: Map<string, number>;
  items: OwnedItem[];
}
