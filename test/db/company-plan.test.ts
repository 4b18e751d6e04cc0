import assert from 'node:assert/strict';
import { COMPANY_IN } from '../../src/db/friend-lists.ts';
import { openFreshDatabase } from '../kit/postgres.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** An account with 3,000 characters; each has 10 friends and blocks 2 others, and one in five is in the world. */
const CROWD = [
  `INSERT INTO accounts (id, name, name_key, password_hash, created_at)
   VALUES (gen_random_uuid(), 'crowd', 'crowd', 'hash', now())`,
  `INSERT INTO characters (id, account_id, name, name_key, class_id, level, experience, health, mana, stamina,
     place, x, y, facing, created_at, lease_instance, lease_renewed_at)
   SELECT md5(n::text)::uuid, (SELECT id FROM accounts), 'c' || n, 'c' || n, 'ranger', 1, 0, 1, 1, 1, 'haven',
     0, 0, 0, now(), CASE WHEN n % 5 = 0 THEN 'room' END, CASE WHEN n % 5 = 0 THEN now() END
   FROM generate_series(0, 2999) AS n`,
  `INSERT INTO friendships (character_id, friend_id, since)
   SELECT md5(n::text)::uuid, md5(((n + step + 3000) % 3000)::text)::uuid, now()
   FROM generate_series(0, 2999) AS n, generate_series(-5, 5) AS step WHERE step <> 0`,
  `INSERT INTO blocks (character_id, blocked_id, blocked_at)
   SELECT md5(n::text)::uuid, md5(((n + 100 + step) % 3000)::text)::uuid, now()
   FROM generate_series(0, 2999) AS n, generate_series(1, 2) AS step`,
  'ANALYZE',
];

describe('the company of a party', () => {
  it('FR6 is found by indexes alone, within milliseconds, among 3,000 characters', async () => {
    const database = await openFreshDatabase();
    try {
      for (const statement of CROWD) await database.dataSource.query(statement);
      const party: { id: string }[] = await database.dataSource.query(
        'SELECT id FROM characters WHERE name = ANY ($1)',
        [['c1', 'c2', 'c3', 'c4', 'c5']],
      );
      const [row] = await database.dataSource.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${COMPANY_IN}`, [
        'haven',
        party.map(({ id }) => id),
      ]);
      const [{ Plan: plan, 'Execution Time': tookMs }] = row['QUERY PLAN'];
      const scans = nodesOf(plan).filter((node) => node['Relation Name'] !== undefined);
      assert.deepEqual(
        new Set(scans.map((node) => node['Relation Name'])),
        new Set(['friendships', 'blocks', 'characters']),
      );
      assert.deepEqual(
        scans.filter((node) => node['Node Type'] === 'Seq Scan'),
        [],
      );
      // It takes 1 ms at rest.
      assert.ok(tookMs < 50, `${tookMs} ms`);
    } finally {
      await database.close();
    }
  }).timeout(60_000);
});

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
