import type { EntityManager } from 'typeorm';
import type { OperationRequest } from '../../economy/ledger.ts';

/** An operation that is to be claimed. */
export interface KeyRequest extends Pick<OperationRequest, 'key' | 'kind' | 'actorId' | 'reverses'> {
  hash: string;
}

/** What was done under a key before. */
export interface Before {
  operationId: string;
  hash: string;
  result: unknown;
}

export interface Claims {
  /** Ids of the new operations, by key. */
  claimed: Map<string, string>;
  /** Those that had been there, by key. */
  before: Map<string, Before>;
}

/** A few hundred rows are looked up in tables of millions; the planner would rather read all of a table that it thinks small. */
const LOOK_ROWS_UP = `SELECT set_config(setting, 'off', true)
  FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']) AS setting`;

/** For a transaction that touches a few rows of many tables. */
export async function lookRowsUp(manager: EntityManager): Promise<void> {
  await manager.query(LOOK_ROWS_UP);
}

/**
 * Claims the keys of a batch, in one order; waits for whoever is at work under one of them.
 * @param batch no two with the same key
 * @param result of each, as JSON; null: it is written before the transaction ends, and once
 */
export async function claimKeys(
  manager: EntityManager,
  batch: readonly KeyRequest[],
  result: string | null,
): Promise<Claims> {
  const rows: { id: string; key: string }[] = await manager.query(
    `INSERT INTO operations (key, kind, actor_id, body_hash, reverses, result)
     SELECT key, kind, actor_id, body_hash, reverses, $6::jsonb
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
       AS wanted (key, kind, actor_id, body_hash, reverses)
     ORDER BY key
     ON CONFLICT (key) DO NOTHING RETURNING id, key`,
    [
      batch.map(({ key }) => key),
      batch.map(({ kind }) => kind),
      batch.map(({ actorId }) => actorId),
      batch.map(({ hash }) => hash),
      batch.map(({ reverses }) => reverses ?? null),
      result,
    ],
  );
  const claimed = new Map(rows.map(({ id, key }) => [key, id]));
  const taken = batch.filter(({ key }) => !claimed.has(key));
  if (taken.length === 0) return { claimed, before: new Map() };
  const earlier: (Before & { key: string })[] = await manager.query(
    `SELECT key, id AS "operationId", body_hash AS hash, result FROM operations WHERE key = ANY ($1::text[])`,
    [taken.map(({ key }) => key)],
  );
  return { claimed, before: new Map(earlier.map(({ key, ...rest }) => [key, rest])) };
}
