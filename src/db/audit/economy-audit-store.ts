import type { EntityManager } from 'typeorm';
import type { AuditProblem, AuditReport, EconomyAudit } from '../../economy/audit.ts';
import type { Database } from '../database.ts';
import { CHECKS } from './checks.ts';

const PROBLEMS_PER_CHECK = 100;
/** Reports are read a while after, to see when something began. */
const KEPT = 400;

export function makeEconomyAudit(database: Database): EconomyAudit {
  return {
    async run() {
      const at = new Date();
      const start = performance.now();
      const problems = await database.patiently(findProblems);
      const tookMs = Math.round(performance.now() - start);
      await database.run((manager) =>
        manager.query(
          `WITH kept AS (
             INSERT INTO economy_audits (at, took_ms, problems) VALUES ($1, $2, $3) RETURNING position
           )
           DELETE FROM economy_audits USING kept WHERE economy_audits.position <= kept.position - $4`,
          [at, tookMs, JSON.stringify(problems), KEPT],
        ),
      );
      return { at, tookMs, problems };
    },

    async last() {
      const rows: AuditReport[] = await database.run((manager) =>
        manager.query(
          'SELECT at, took_ms AS "tookMs", problems FROM economy_audits ORDER BY position DESC LIMIT 1',
        ),
      );
      return rows[0] ?? null;
    },
  };
}

/** All checks see the books as they are at one moment, while the game goes on. */
async function findProblems(manager: EntityManager): Promise<AuditProblem[]> {
  return manager.transaction('REPEATABLE READ', async (snapshot) => {
    await snapshot.query('SET TRANSACTION READ ONLY');
    const problems: AuditProblem[] = [];
    for (const { name, sql } of CHECKS) {
      const rows: { text: string }[] = await snapshot.query(`${sql} LIMIT ${PROBLEMS_PER_CHECK}`);
      problems.push(...rows.map(({ text }) => ({ check: name, text })));
    }
    return problems;
  });
}
