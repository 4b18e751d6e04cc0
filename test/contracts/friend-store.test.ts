import { friendStoreContract } from './friend-store.contract.ts';
import { memoryHarness, postgresHarness } from './social-harness.ts';

friendStoreContract('in memory', memoryHarness);
friendStoreContract('PostgreSQL', postgresHarness);
