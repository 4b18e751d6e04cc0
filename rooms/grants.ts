import { GameError } from '../src/errors.ts';
import type { Services } from '../src/services.ts';

type Inventory = Services['inventory'];
export type Grant = Parameters<Inventory['receive']>[0];
export type Delivery = Awaited<ReturnType<Inventory['receive']>>;

/** Grants of a room that may wait for the database, and those of one character among them. */
const MOST = 256;
const MOST_OF_ONE = 8;
const AGAIN_MS = 1_000;
const MOST_AGAIN_MS = 8_000;

export interface GrantsOptions {
  inventory: Pick<Inventory, 'receive'>;
  log: Services['log'];
  /** Runs nothing any more once the room is gone. */
  schedule(run: () => void, ms: number): unknown;
}

interface Pending {
  grant: Grant;
  done: PromiseWithResolvers<Delivery>;
}

/**
 * Brings what characters get in a room into the economy. While the database is away a grant waits and is tried again as long
 * as the room lives; its key makes that happen once, also when only the answer was lost.
 */
export class Grants {
  private readonly options: GrantsOptions;
  private readonly pending = new Set<Pending>();
  /** Those of `pending` that the database did not take. */
  private readonly waiting = new Set<Pending>();
  private readonly attempts = new Set<Promise<void>>();
  private againMs = AGAIN_MS;
  private isScheduled = false;
  private isClosed = false;

  constructor(options: GrantsOptions) {
    this.options = options;
  }

  /** @param expected grants that are to come already. @returns whether there is room for one more */
  hasRoomFor(characterId: string, expected: number): boolean {
    if (this.pending.size + expected >= MOST) return false;
    let own = 0;
    for (const { grant } of this.pending) if (grant.characterId === characterId) own += 1;
    return own < MOST_OF_ONE;
  }

  /** Resolves once it is committed; never, if the room ends before. Errors: those of `receive`, but not `unavailable`. */
  give(grant: Grant): Promise<Delivery> {
    const one: Pending = { grant, done: Promise.withResolvers() };
    this.pending.add(one);
    this.attempt(one);
    return one.done.promise;
  }

  /** The room is gone. Resolves when what is being written is written; what waits is lost, and nobody was told of it. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.attempts);
    if (this.pending.size === 0) return;
    const keys = [...this.pending].map(({ grant }) => grant.key);
    this.options.log.warn({ keys }, 'a room ended with grants that the database did not take');
  }

  private attempt(one: Pending): Promise<void> {
    const attempt = this.tryOnce(one).finally(() => this.attempts.delete(attempt));
    this.attempts.add(attempt);
    return attempt;
  }

  /** Never rejects. */
  private async tryOnce(one: Pending): Promise<void> {
    try {
      const delivery = await this.options.inventory.receive(one.grant);
      this.pending.delete(one);
      one.done.resolve(delivery);
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

  /** One after the other: a database that is away or overloaded is asked once, not by all of them. */
  private async retry(): Promise<void> {
    for (const one of [...this.waiting]) {
      if (this.isClosed) return;
      this.waiting.delete(one);
      await this.attempt(one);
      if (this.waiting.has(one)) break;
    }
    this.againMs = this.waiting.size > 0 ? Math.min(MOST_AGAIN_MS, this.againMs * 2) : AGAIN_MS;
    this.isScheduled = false;
    if (this.waiting.size > 0) this.scheduleRetry();
  }
}
