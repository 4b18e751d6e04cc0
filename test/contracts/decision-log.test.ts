import { makeDecisionLog } from '../../src/db/decision-log.ts';
import { MemoryDecisionLog } from '../kit/memory-decision-log.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { decisionLogContract } from './decision-log.contract.ts';

decisionLogContract('in memory', async () => ({
  log: new MemoryDecisionLog(),
  close: async () => undefined,
}));

decisionLogContract('PostgreSQL', async () => {
  const database = await openFreshDatabase();
  return { log: makeDecisionLog(database), close: () => database.close() };
});
