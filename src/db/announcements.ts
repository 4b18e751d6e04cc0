import type { EntityManager } from 'typeorm';
import type { Lease } from '../characters/character-store.ts';

/** Channel → what one notification on it carries, as JSON. */
export interface Announcements {
  session_revoked: string[];
  lease_taken: Lease;
}

export const CHANNELS = ['session_revoked', 'lease_taken'] as const satisfies (keyof Announcements)[];

/** PostgreSQL limits a notification to 8000 bytes; an id takes 39. */
const IDS_PER_NOTIFICATION = 150;

/** To be called inside the transaction of the change: listeners hear of it when it commits, or never. */
export async function announceRevoked(manager: EntityManager, sessionIds: string[]): Promise<void> {
  for (let start = 0; start < sessionIds.length; start += IDS_PER_NOTIFICATION) {
    await announce(manager, 'session_revoked', sessionIds.slice(start, start + IDS_PER_NOTIFICATION));
  }
}

/** As `announceRevoked`. */
export async function announceLease(manager: EntityManager, lease: Lease): Promise<void> {
  await announce(manager, 'lease_taken', lease);
}

async function announce<C extends keyof Announcements>(
  manager: EntityManager,
  channel: C,
  payload: Announcements[C],
): Promise<void> {
  await manager.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify(payload)]);
}
