import type { EntityManager } from 'typeorm';

/** Whether one of the two has blocked the other. */
export async function areBlocked(manager: EntityManager, one: string, other: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT FROM blocks WHERE (character_id, blocked_id) IN (($1, $2), ($2, $1))',
    [one, other],
  );
  return rows.length > 0;
}
