import type { Services } from '../src/services.ts';
import type { Commits } from './commits.ts';

const GATHER_MS = 1_000;

export interface KillCountsOptions {
  leaderboards: Pick<Services['leaderboards'], 'recordKills'>;
  log: Services['log'];
  commits: Pick<Commits, 'add'>;
  /** Id of the instance. */
  instance: string;
  schedule(run: () => void, ms: number): unknown;
}

/**
 * Brings kills to the leaderboards, those of a second together. Every kill is in one batch, and a batch has a number of its own
 * in the instance and is never added to once it is on its way: written again under its keys it counts once.
 */
export class KillCounts {
  private readonly options: KillCountsOptions;
  private counts = new Map<string, number>();
  private batch = 0;
  /** A batch is being gathered, or is on its way. */
  private isBusy = false;

  constructor(options: KillCountsOptions) {
    this.options = options;
  }

  add(characterIds: readonly string[]): void {
    for (const id of characterIds) this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
    if (!this.isBusy && this.counts.size > 0) this.gather();
  }

  /** Sends what has been counted so far on its way. Never rejects; never resolves, if the room ends before it is committed. */
  async write(): Promise<void> {
    if (this.counts.size === 0) return;
    const { commits, instance, leaderboards, log } = this.options;
    const key = `kills:${instance}:${++this.batch}`;
    const kills = [...this.counts].map(([characterId, count]) => ({
      key: `${key}:${characterId}`,
      characterId,
      count,
    }));
    this.counts = new Map();
    try {
      await commits.add({ key, characterId: null, write: () => leaderboards.recordKills(kills) });
    } catch (error) {
      log.error({ err: error, key, kills }, 'kills could not be recorded');
    }
  }

  /** While the database is away one batch waits for it, and the next one grows: not one more in each second. */
  private gather(): void {
    this.isBusy = true;
    this.options.schedule(async () => {
      await this.write();
      this.isBusy = false;
      if (this.counts.size > 0) this.gather();
    }, GATHER_MS);
  }
}
