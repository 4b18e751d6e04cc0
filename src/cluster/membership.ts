import type { Logger } from 'pino';
import type { Listings } from './listings.ts';

const RENEW_MS = 500;
/** Silent for so long, a process counts as gone. With the interval of the others' looking it is under 3 s. */
const ALIVE_MS = 2_000;

/**
 * This process's sign of life in Redis, and its look at those of others: what a dead process left is removed; and if this one
 * was thought dead, because it stalled or was cut off, it notices with its next sign.
 */
export class Membership {
  private readonly processId: string;
  private readonly listings: Listings;
  private readonly log: Logger;
  private readonly onForgotten: () => void;
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private stopped = false;
  private isHeard = true;

  /** @param onForgotten the others may have removed what this process had told */
  constructor(processId: string, listings: Listings, log: Logger, onForgotten: () => void) {
    this.processId = processId;
    this.listings = listings;
    this.log = log;
    this.onForgotten = onForgotten;
  }

  start(): void {
    this.beating = this.beat();
  }

  /** Leaves in order. Never rejects. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.beating;
    await this.listings
      .leave(this.processId)
      .catch((error) => this.log.warn({ err: error }, 'the others will find out that this process has left'));
  }

  private async beat(): Promise<void> {
    try {
      // Also at the first time, when there is nothing yet that could have been removed.
      if (!(await this.listings.renew(this.processId, ALIVE_MS))) this.onForgotten();
      await this.sweepSilent();
      this.isHeard = true;
    } catch (error) {
      if (this.isHeard)
        this.log.warn({ err: error }, 'no sign of life to the other processes, goes on trying');
      this.isHeard = false;
    }
    if (!this.stopped) this.timer = setTimeout(() => this.start(), RENEW_MS);
  }

  private async sweepSilent(): Promise<void> {
    for (const processId of await this.listings.silent()) {
      if (await this.listings.sweep(processId)) {
        this.log.warn({ processId }, 'a process fell silent, its listings are removed');
      }
    }
  }
}
