import type { PlayedMatch, StoredMatch } from '../src/competition/match-store.ts';
import { GameError } from '../src/errors.ts';
import type { Services } from '../src/services.ts';

const AGAIN_MS = 1_000;
const MOST_AGAIN_MS = 8_000;
/** A result outlives its room by so much; an instance that is gone cannot wait for a database for ever. */
const KEPT_AFTER_CLOSE_MS = 60_000;

export interface MatchResultsOptions {
  matches: Pick<Services['matches'], 'record'>;
  log: Services['log'];
  /** Rejects when it is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** Brings what was fought out into the database. While that is away a result waits; its key has it stored once. */
export class MatchResults {
  private readonly options: MatchResultsOptions;
  private readonly pending = new Set<Promise<unknown>>();
  private readonly patience = new AbortController();

  constructor(options: MatchResultsOptions) {
    this.options = options;
  }

  /** Never rejects. @returns null: it could not be stored */
  store(match: PlayedMatch): Promise<StoredMatch | null> {
    const stored = this.tryUntilStored(match)
      .catch((error) => {
        this.options.log.error({ err: error, match }, 'the result of a match could not be stored');
        return null;
      })
      .finally(() => this.pending.delete(stored));
    this.pending.add(stored);
    return stored;
  }

  /** The room is gone. Resolves when nothing waits any more. */
  async close(): Promise<void> {
    const end = setTimeout(() => this.patience.abort(), KEPT_AFTER_CLOSE_MS);
    await Promise.all(this.pending);
    clearTimeout(end);
  }

  private async tryUntilStored(match: PlayedMatch): Promise<StoredMatch> {
    for (let againMs = AGAIN_MS; ; againMs = Math.min(MOST_AGAIN_MS, againMs * 2)) {
      try {
        return await this.options.matches.record(match);
      } catch (error) {
        if (!(error instanceof GameError) || error.code !== 'unavailable') throw error;
      }
      await this.options.pause(againMs, this.patience.signal);
    }
  }
}
