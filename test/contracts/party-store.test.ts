import { partyStoreContract } from './party-store.contract.ts';
import { memoryHarness, postgresHarness } from './social-harness.ts';

partyStoreContract('in memory', memoryHarness);
partyStoreContract('PostgreSQL', postgresHarness);
