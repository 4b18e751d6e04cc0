import { stopPostgres } from './postgres.ts';

export const mochaHooks = {
  beforeAll(): void {
    // The SDK tells the console of every reconnection and refusal; tests assert them instead.
    console.info = () => {};
    console.warn = () => {};
  },
  async afterAll(): Promise<void> {
    await stopPostgres();
  },
};
