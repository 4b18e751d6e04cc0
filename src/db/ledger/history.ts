import type { EntityManager } from 'typeorm';
import type { LedgerEntry, Page } from '../../economy/ledger.ts';
import type { Asset, Owner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import { isUuid } from '../ids.ts';

const BEFORE_ALL = '9223372036854775807';
const POSITION = /^[1-9][0-9]{0,17}$/;
/** In place of the name of a character that has been deleted. */
const NOBODY = 'a former character';

/** Credits and stacks above zero, credits first. */
export async function readBalances(
  manager: EntityManager,
  { kind, id }: Owner,
): Promise<{ asset: Asset; amount: number }[]> {
  const rows: { asset: Asset; balance: string }[] = await manager.query(
    `SELECT asset, balance FROM ledger_accounts
     WHERE owner_kind = $1 AND owner_id = $2 AND balance > 0 ORDER BY asset`,
    [kind, id],
  );
  return rows.map(({ asset, balance }) => ({ asset, amount: Number(balance) }));
}

interface EntryRow {
  position: string;
  operationId: string;
  kind: string;
  at: Date;
  asset: Asset;
  amount: string;
  balance: string;
}

/** Newest first. Errors: invalid_request for what is no cursor of ours */
export async function readEntries(
  manager: EntityManager,
  owner: Owner,
  asset: Asset | null,
  cursor: string | null,
  limit: number,
): Promise<Page<LedgerEntry>> {
  // By account first: the newest of each are at hand in its index, however long its history is.
  const rows: EntryRow[] = await manager.query(
    `SELECT position, operation_id AS "operationId", kind, at, asset, amount, balance_after AS balance
     FROM (
       SELECT account.asset, posting.* FROM ledger_accounts AS account
       CROSS JOIN LATERAL (
         SELECT position, operation_id, amount, balance_after FROM postings
         WHERE account_id = account.id AND position < $4 ORDER BY position DESC LIMIT $5
       ) AS posting
       WHERE owner_kind = $1 AND owner_id = $2 AND ($3::text IS NULL OR asset = $3)
       ORDER BY position DESC LIMIT $5
     ) AS entry
     JOIN operations ON operations.id = operation_id
     ORDER BY position DESC`,
    [owner.kind, owner.id, asset, cursor === null ? BEFORE_ALL : positionIn(cursor), limit + 1],
  );
  const page = rows.slice(0, limit);
  const names = await namesByOperation(
    manager,
    owner,
    page.map(({ operationId }) => operationId),
  );
  return {
    entries: page.map(({ position, amount, balance, ...entry }) => ({
      ...entry,
      amount: Number(amount),
      balance: Number(balance),
      counterparts: names.get(entry.operationId) ?? [],
    })),
    cursor: rows.length > limit ? cursorAt(page.at(-1)!.position) : null,
  };
}

function cursorAt(position: string): string {
  return Buffer.from(position).toString('base64url');
}

function positionIn(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (!POSITION.test(position)) {
    throw new GameError('invalid_request', {
      details: [{ path: 'cursor', message: 'Must be the cursor of an earlier page.' }],
    });
  }
  return position;
}

/** Who else took part, by name: never by id, which would tell whose account it is. */
async function namesByOperation(
  manager: EntityManager,
  owner: Owner,
  operationIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (operationIds.length === 0) return new Map();
  const others: { operationId: string; kind: Owner['kind']; id: string }[] = await manager.query(
    `SELECT DISTINCT operation_id AS "operationId", owner_kind AS kind, owner_id AS id
     FROM postings JOIN ledger_accounts ON ledger_accounts.id = account_id
     WHERE operation_id = ANY ($1::bigint[]) AND (owner_kind, owner_id) <> ($2, $3)`,
    [operationIds, owner.kind, owner.id],
  );
  const characterIds = others
    .filter(({ kind, id }) => kind === 'character' && isUuid(id))
    .map(({ id }) => id);
  const characters: { id: string; name: string }[] = await manager.query(
    'SELECT id, name FROM characters WHERE id = ANY ($1::uuid[])',
    [characterIds],
  );
  const names = new Map(characters.map(({ id, name }) => [id, name]));
  const nameOf = ({ kind, id }: { kind: Owner['kind']; id: string }) => {
    if (kind === 'character') return names.get(id) ?? NOBODY;
    return kind === 'system' ? id : kind;
  };
  return new Map(
    [...Map.groupBy(others, ({ operationId }) => operationId)].map(([operationId, parts]) => [
      operationId,
      [...new Set(parts.map(nameOf))].sort(),
    ]),
  );
}
