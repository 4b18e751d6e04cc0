import { stopPostgres } from './postgres.ts';

/** A test that leaves something open must not hang the run; it must not go unnoticed either. */
const OPEN_END_MS = 10_000;
/** A whole run has made hundreds of databases, which go with their server. */
const CLEAN_UP_MS = 90_000;

export const mochaHooks = {
  beforeAll(): void {
    // The SDK tells the console of every reconnection and refusal; tests assert them instead.
    console.info = () => {};
    console.warn = () => {};
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(CLEAN_UP_MS);
    await stopPostgres();
    setTimeout(() => {
      console.error(`Tests left something open: ${process.getActiveResourcesInfo().join(', ')}`);
      process.exit(1);
    }, OPEN_END_MS).unref();
  },
};
