import { GameError } from '../src/errors.ts';
import type { Services } from '../src/services.ts';

/** Commits of a room that may wait for the database, and those of one character among them. */
const MOST = 256;
const MOST_OF_ONE = 8;
const AGAIN_MS = 1_000;
const MOST_AGAIN_MS = 8_000;

export interface CommitsOptions {
  log: Services['log'];
  /** Runs nothing any more once the room is gone. */
  schedule(run: () => void, ms: number): unknown;
}

/** Something that the world did and that the database is to know. */
export interface Commit<T> {
  /** Names the cause: written again under the same key it changes nothing. */
  key: string;
  /** For whom it is; null: for many. */
  characterId: string | null;
  /** Everything in it stands when this is called first: again it writes the same. */
  write(): Promise<T>;
}

interface Pending {
  commit: Commit<unknown>;
  done: PromiseWithResolvers<unknown>;
}

/**
 * Brings what happens in a room into the database. While that is away a commit waits and is tried again as long as the room
 * lives; its key makes it happen once, also when only the answer was lost.
 */
export class Commits {
  private readonly options: CommitsOptions;
  private readonly pending = new Set<Pending>();
  /** Those of `pending` that the database did not take. */
  private readonly waiting = new Set<Pending>();
  private readonly attempts = new Set<Promise<void>>();
  private againMs = AGAIN_MS;
  private isScheduled = false;
  private isClosed = false;

  constructor(options: CommitsOptions) {
    this.options = options;
  }

  /** @param expected commits that are to come already. @returns whether there is room for one more */
  hasRoomFor(characterId: string, expected: number): boolean {
    if (this.pending.size + expected >= MOST) return false;
    let own = 0;
    for (const { commit } of this.pending) if (commit.characterId === characterId) own += 1;
    return own < MOST_OF_ONE;
  }

  /** Resolves once it is committed; never, if the room ends before. Errors: those of `write`, but not `unavailable`. */
  add<T>(commit: Commit<T>): Promise<T> {
    const one: Pending = { commit, done: Promise.withResolvers() };
    this.pending.add(one);
    this.attempt(one);
    return one.done.promise as Promise<T>;
  }

  /** The room is gone. Resolves when what is being written is written; what waits is lost, and nobody was told of it. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.attempts);
    if (this.pending.size === 0) return;
    const keys = [...this.pending].map(({ commit }) => commit.key);
    this.options.log.warn({ keys }, 'a room ended with commits that the database did not take');
  }

  private attempt(one: Pending): Promise<void> {
    const attempt = this.tryOnce(one).finally(() => this.attempts.delete(attempt));
    this.attempts.add(attempt);
    return attempt;
  }

  /** Never rejects. */
  private async tryOnce(one: Pending): Promise<void> {
    try {
      const result = await one.commit.write();
      this.pending.delete(one);
      one.done.resolve(result);
    } catch (error) {
      if (error instanceof GameError && error.code === 'unavailable') {
        this.waiting.add(one);
        this.scheduleRetry();
      } else {
        this.pending.delete(one);
        one.done.reject(error);
      }
    }
  }

  private scheduleRetry(): void {
    if (this.isScheduled || this.isClosed) return;
    this.isScheduled = true;
    this.options.schedule(() => void this.retry(), this.againMs);
  }

  /** A database that is away or overloaded is asked once, not by all of them; when it answers the others go together. */
  private async retry(): Promise<void> {
    const [first, ...rest] = this.waiting;
    if (first) await this.tryAgain(first);
    const isBack = first && !this.waiting.has(first);
    if (isBack) await Promise.all(rest.map((one) => this.tryAgain(one)));
    this.againMs = this.waiting.size > 0 ? Math.min(MOST_AGAIN_MS, this.againMs * 2) : AGAIN_MS;
    this.isScheduled = false;
    if (this.waiting.size > 0) this.scheduleRetry();
  }

  private async tryAgain(one: Pending): Promise<void> {
    if (this.isClosed) return;
    this.waiting.delete(one);
    await this.attempt(one);
  }
}
