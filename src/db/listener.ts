import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';

const TIMEOUT_MS = 5_000;
const HEARTBEAT_MS = 5_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export interface ListenerOptions {
  url: string;
  log: Logger;
  channels: readonly string[];
  onNotification(channel: string, payload: string): void;
  /** It listens again after the connection was lost: notifications in between never came. */
  onGap(): void;
}

/** One connection that only listens (a pooled one would lose its LISTEN), and comes back by itself when it is lost. */
export class Listener {
  private readonly options: ListenerOptions;
  private readonly closing = new AbortController();
  private readonly heartbeat: NodeJS.Timeout;
  private client: Client | null = null;

  private constructor(options: ListenerOptions) {
    this.options = options;
    this.heartbeat = setInterval(() => this.checkAlive(), HEARTBEAT_MS).unref();
  }

  /** Resolves once it listens; throws what `pg` throws when it cannot connect. */
  static async open(options: ListenerOptions): Promise<Listener> {
    const listener = new Listener(options);
    try {
      listener.client = await listener.connect();
    } catch (error) {
      await listener.close();
      throw error;
    }
    return listener;
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.heartbeat);
    await this.client?.end();
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'omega-realm-listener',
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.options.onNotification(channel, payload ?? ''));
    client.on('error', (error) =>
      this.options.log.warn({ err: error }, 'the notification connection had an error'),
    );
    client.on('end', () => this.onEnd(client));
    try {
      await client.connect();
      for (const channel of this.options.channels)
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    return client;
  }

  private onEnd(client: Client): void {
    if (client !== this.client || this.closing.signal.aborted) return;
    this.client = null;
    this.options.log.warn('the notification connection was lost, reconnecting');
    void this.reconnect();
  }

  private async reconnect(): Promise<void> {
    const { signal } = this.closing;
    for (let waitMs = FIRST_RETRY_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
      // With jitter, so that all processes do not knock at a recovering database at once.
      await delay(waitMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const client = await this.connect().catch(() => null);
      if (!client) continue;
      if (signal.aborted) return void (await client.end());
      this.client = client;
      this.options.log.info('the notification connection is back');
      this.options.onGap();
      return;
    }
  }

  /** A connection that died without a word is only noticed by speaking on it. */
  private checkAlive(): void {
    const client = this.client;
    client?.query('SELECT 1').catch(() => client.end().catch(() => undefined));
  }
}
