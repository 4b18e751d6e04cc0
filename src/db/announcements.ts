import type { EntityManager } from 'typeorm';
import type { Lease } from '../characters/character-store.ts';
import { isUuid } from './ids.ts';

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

/**
 * Whoever may connect to the database may notify: what does not have the form that we announce is nobody's news.
 * @returns null for such a payload
 */
export function readAnnouncement<C extends keyof Announcements>(
  channel: C,
  payload: string,
): Announcements[C] | null {
  const hasForm: (news: unknown) => boolean = FORMS[channel];
  try {
    const news: unknown = JSON.parse(payload);
    return hasForm(news) ? (news as Announcements[C]) : null;
  } catch {
    return null;
  }
}

const FORMS: { [C in keyof Announcements]: (news: unknown) => news is Announcements[C] } = {
  session_revoked: (news): news is string[] => Array.isArray(news) && news.every(isId),
  lease_taken: (news): news is Lease => {
    const { characterId, fence } = (news ?? {}) as Partial<Record<keyof Lease, unknown>>;
    return isId(characterId) && Number.isSafeInteger(fence);
  },
};

function isId(value: unknown): boolean {
  return typeof value === 'string' && isUuid(value);
}
