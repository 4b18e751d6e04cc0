import type { Redis } from 'ioredis';

/** What every process of the realm may find, for a while. Never the truth: anything in it may be gone at any time. */
export interface SharedCache {
  /** Null: it is not there, or the cache is away. Never rejects. */
  get(key: string): Promise<string | null>;
  /** Resolves when it is kept or cannot be. Never rejects. */
  set(key: string, value: string, seconds: number): Promise<void>;
}

const PREFIX = 'omega-realm:cache:';

/** While Redis is away nothing is found: the connection says so in the log, once. */
export class RedisCache implements SharedCache {
  private readonly redis: Redis;

  constructor(redis: Redis) {
    this.redis = redis;
  }

  get(key: string): Promise<string | null> {
    return this.redis.get(PREFIX + key).catch(() => null);
  }

  async set(key: string, value: string, seconds: number): Promise<void> {
    await this.redis.set(PREFIX + key, value, 'EX', seconds).catch(() => null);
  }
}
