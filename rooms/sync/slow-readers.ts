import type { Client } from '@colyseus/core';
import { socketOf } from '../closing.ts';

export interface SlowReaderOptions {
  /** Unsent bytes above which a client gets no more patches, until it has read them. */
  skipAboveBytes: number;
  /** How long a client may stay above before it is given up, milliseconds. */
  giveUpAfterMs: number;
  now(): number;
  onSlowReader(client: Client): void;
}

/** Clients that do not read what they are sent. */
export class SlowReaders {
  private readonly options: SlowReaderOptions;
  private readonly since = new Map<Client, number>();

  constructor(options: SlowReaderOptions) {
    this.options = options;
  }

  /** `recovered`: it has caught up, and knows nothing of what it missed. Gives up who is behind for too long. */
  check(client: Client): 'reading' | 'behind' | 'recovered' {
    const { giveUpAfterMs, now, onSlowReader, skipAboveBytes } = this.options;
    if (socketOf(client).bufferedAmount <= skipAboveBytes)
      return this.since.size > 0 && this.since.delete(client) ? 'recovered' : 'reading';
    const since = this.since.get(client) ?? now();
    this.since.set(client, since);
    if (now() - since >= giveUpAfterMs) onSlowReader(client);
    return 'behind';
  }

  forget(client: Client): void {
    this.since.delete(client);
  }
}
