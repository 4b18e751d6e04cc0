import { type IRoomCache, LocalDriver, type MatchMakerDriver, type SortOptions } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { GameError } from '../errors.ts';
import { Listings } from './listings.ts';

/** Changes within this time are written together. */
const WRITE_AFTER_MS = 50;
const RETRY_MS = 500;
/** How old a picture of the other processes' rooms may be. The monitor asks for it; placement has its own directory. */
const SNAPSHOT_MS = 250;
const RETRY_AFTER_SEC = 2;

type Conditions = Partial<IRoomCache>;
type Operations = Parameters<MatchMakerDriver['update']>[1];

/**
 * This process's rooms are kept here and written to Redis behind, as often as it takes: an update that rejected in the middle of
 * a reservation would leave its seat taken for ever. The rooms of others are looked up in Redis.
 */
export class ClusterDriver extends RedisDriver {
  private readonly own = new LocalDriver();
  private readonly listings: Listings;
  private readonly log: Logger;
  private readonly changed = new Set<string>();
  private readonly removed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private snapshot: { rooms: Promise<IRoomCache[]>; until: number } | null = null;

  constructor(client: Redis, log: Logger) {
    super(client);
    this.listings = new Listings(client);
    this.log = log;
  }

  override async has(roomId: string): Promise<boolean> {
    return this.own.has(roomId) || (await super.has(roomId));
  }

  /** While Redis is away: the rooms of this process. */
  override async query(conditions: Conditions, sortOptions?: SortOptions): Promise<IRoomCache[]> {
    const visible = new LocalDriver();
    const others = (await this.others()).filter((room) => !this.own.has(room.roomId));
    visible.rooms = [...this.own.rooms, ...others];
    return visible.query(conditions, sortOptions);
  }

  // The base class and the interface disagree on what stands for "none"; undefined is what it answers.
  override async findOne(conditions: Conditions, sortOptions?: SortOptions): Promise<IRoomCache> {
    const { roomId } = conditions;
    if (roomId === undefined) return (await this.query(conditions, sortOptions))[0]!;
    return (await this.findByIds([roomId])).get(roomId)!;
  }

  /** @throws GameError unavailable, when a room is not ours and Redis is away */
  override async findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    const found = await this.own.findByIds(roomIds);
    const elsewhere = roomIds.filter((roomId) => !found.has(roomId) && !this.removed.has(roomId));
    if (elsewhere.length === 0) return found;
    const rooms = await this.listings.byIds(elsewhere).catch((cause) => {
      throw new GameError('unavailable', { retryAfterSec: RETRY_AFTER_SEC, cause });
    });
    for (const room of rooms) if (room) found.set(room.roomId, room);
    return found;
  }

  /**
   * Atomic among all processes. While Redis is away the id is taken to be free: it was made here, and nobody else can be asked
   * to open a room with it.
   */
  async insert(room: IRoomCache): Promise<boolean> {
    if (this.own.has(room.roomId)) return false;
    let written = false;
    try {
      if (!(await this.listings.insert(room))) return false;
      written = true;
    } catch (error) {
      this.log.debug({ err: error, roomId: room.roomId }, 'redis does not take the listing of a room yet');
    }
    const inserted = await this.own.insert(room);
    if (inserted && !written) this.write(room.roomId);
    return inserted;
  }

  /** As `insert` in other drivers; a listing that was removed does not come back by a late update. */
  override async persist(room: IRoomCache, create = false): Promise<boolean> {
    if (!room.roomId) return false;
    if (create && !this.own.has(room.roomId)) await this.own.insert(room);
    return this.write(room.roomId);
  }

  /** Takes effect here at once. Never rejects. */
  override async update(room: IRoomCache, operations: Operations): Promise<boolean> {
    this.own.update(room, operations);
    return this.write(room.roomId);
  }

  override async remove(roomId: string): Promise<boolean> {
    if (!this.own.remove(roomId)) return false;
    this.changed.delete(roomId);
    this.removed.add(roomId);
    this.writeSoon(WRITE_AFTER_MS);
    return true;
  }

  /** Colyseus asks for it at its own end alone; the dead are swept by `Membership`. */
  override async cleanup(processId: string): Promise<void> {
    for (const { roomId } of this.own.query({ processId })) await this.remove(roomId);
    await this.flush();
  }

  /** Writes all listings of this process, because they may have been removed. */
  rewrite(): void {
    for (const { roomId } of this.own.rooms) this.changed.add(roomId);
    this.writeSoon(0);
  }

  /** The last writes, if Redis is there. The connection is its owner's. */
  override async shutdown(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  private write(roomId: string): boolean {
    if (!this.own.has(roomId)) return false;
    this.changed.add(roomId);
    this.writeSoon(WRITE_AFTER_MS);
    return true;
  }

  private writeSoon(afterMs: number): void {
    this.timer ??= setTimeout(() => void this.flush(), afterMs);
  }

  private flush(): Promise<void> {
    this.writing = this.writing.then(() => this.writeChanges());
    return this.writing;
  }

  private async writeChanges(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rooms = this.own.rooms.filter(({ roomId }) => this.changed.has(roomId));
    const removedIds = [...this.removed];
    this.changed.clear();
    try {
      if (rooms.length + removedIds.length > 0) await this.listings.write(rooms, removedIds);
      for (const roomId of removedIds) this.removed.delete(roomId);
    } catch (error) {
      this.log.debug({ err: error }, 'listings could not be written, will try again');
      for (const { roomId } of rooms) this.changed.add(roomId);
      this.writeSoon(RETRY_MS);
    }
  }

  private others(): Promise<IRoomCache[]> {
    const now = performance.now();
    if (this.snapshot === null || now > this.snapshot.until) {
      const rooms = this.listings.all().catch((error) => {
        this.log.debug({ err: error }, 'listings of other processes cannot be read');
        return [];
      });
      this.snapshot = { rooms, until: now + SNAPSHOT_MS };
    }
    return this.snapshot.rooms;
  }
}
