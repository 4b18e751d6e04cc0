import { RedisPresence } from '@colyseus/redis-presence';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { watchConnection } from './connection.ts';

/** Colyseus' own count of rooms by process. It writes it without waiting, and placement does not read it. */
export const ROOM_COUNT_KEY = 'roomcount';

/**
 * Colyseus calls `publish`, `unsubscribe` and its room count without waiting for them, and opens rooms only after `subscribe`:
 * none of these may fail because Redis is away. Everything else rejects when it did not happen; the stock presence answers some
 * errors as if they were values.
 */
export class ClusterPresence extends RedisPresence {
  declare protected pub: Redis;
  declare protected sub: Redis;
  private readonly log: Logger;

  /** @param client connected; a second connection like it is opened to listen */
  static async open(client: Redis, log: Logger): Promise<ClusterPresence> {
    const presence = new ClusterPresence(client, log);
    await presence.sub.connect();
    return presence;
  }

  private constructor(client: Redis, log: Logger) {
    const listeners = client.listeners('error').length;
    super(client);
    this.log = log;
    // The stock presence logs every attempt to connect again, several a second.
    client.off('error', client.listeners('error')[listeners] as () => void);
    this.sub.removeAllListeners('error');
    watchConnection(this.sub, log);
  }

  /** Without Redis the topic is remembered, and asked for when the connection is back. */
  override async subscribe(topic: string, callback: (...args: unknown[]) => void): Promise<this> {
    try {
      return await super.subscribe(topic, callback);
    } catch (error) {
      this.log.debug({ err: error, topic }, 'redis does not take a subscription yet');
      // A connection that stands but did not answer is made anew, and with it every subscription.
      if (this.sub.status === 'ready') this.sub.disconnect(true);
      return this;
    }
  }

  override async unsubscribe(topic: string, callback?: (...args: unknown[]) => void): Promise<this> {
    return this.withoutFailing(super.unsubscribe(topic, callback), this);
  }

  override async publish(topic: string, data: unknown): Promise<void> {
    return this.withoutFailing(super.publish(topic, data), undefined);
  }

  override async hset(key: string, field: string, value: string): Promise<boolean> {
    const written = super.hset(key, field, value);
    return key === ROOM_COUNT_KEY ? this.withoutFailing(written, false) : written;
  }

  override async hdel(key: string, field: string): Promise<boolean> {
    const deleted = super.hdel(key, field);
    return key === ROOM_COUNT_KEY ? this.withoutFailing(deleted, false) : deleted;
  }

  override async set(key: string, value: string): Promise<unknown> {
    return this.pub.set(key, value);
  }

  override async setex(key: string, value: string, seconds: number): Promise<unknown> {
    return this.pub.setex(key, seconds, value);
  }

  override async expire(key: string, seconds: number): Promise<unknown> {
    return this.pub.expire(key, seconds);
  }

  override async del(key: string): Promise<unknown> {
    return this.pub.del(key);
  }

  override async sadd(key: string, value: string): Promise<unknown> {
    return this.pub.sadd(key, value);
  }

  /** Ends its own connection; the one it was given is its owner's. */
  override shutdown(): void {
    this.sub.disconnect();
  }

  private async withoutFailing<T>(work: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.log.debug({ err: error }, 'redis did not hear of a change');
      return otherwise;
    }
  }
}
