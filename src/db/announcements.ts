import type { EntityManager } from 'typeorm';
import type { Lease } from '../characters/character-store.ts';
import type { SocialNews } from '../social/party-store.ts';
import { isUuid } from './ids.ts';

/** Channel → what one notification on it carries, as JSON. */
export interface Announcements {
  session_revoked: string[];
  lease_taken: Lease;
  social_news: SocialNews;
}

export const CHANNELS = [
  'session_revoked',
  'lease_taken',
  'social_news',
] as const satisfies (keyof Announcements)[];

/** PostgreSQL limits a notification to 8000 bytes; an id takes 39. */
const IDS_PER_NOTIFICATION = 150;

/** To be called inside the transaction of the change: listeners hear of it when it commits, or never. */
export async function announceRevoked(manager: EntityManager, sessionIds: string[]): Promise<void> {
  for (const ids of inNotifications(sessionIds)) await announce(manager, 'session_revoked', ids);
}

/** As `announceRevoked`. */
export async function announceSocial(
  manager: EntityManager,
  what: SocialNews['what'],
  characterIds: string[],
): Promise<void> {
  for (const ids of inNotifications(characterIds)) {
    await announce(manager, 'social_news', { characterIds: ids, what });
  }
}

function inNotifications(ids: string[]): string[][] {
  const parts = Math.ceil(ids.length / IDS_PER_NOTIFICATION);
  return Array.from({ length: parts }, (_, part) =>
    ids.slice(part * IDS_PER_NOTIFICATION, (part + 1) * IDS_PER_NOTIFICATION),
  );
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
  session_revoked: areIds,
  lease_taken: (news): news is Lease => {
    const { characterId, fence } = (news ?? {}) as Partial<Record<keyof Lease, unknown>>;
    return isId(characterId) && Number.isSafeInteger(fence);
  },
  social_news: (news): news is SocialNews => {
    const { characterIds, what } = (news ?? {}) as Partial<Record<keyof SocialNews, unknown>>;
    return areIds(characterIds) && SOCIAL_NEWS.has(what);
  },
};

const SOCIAL_NEWS: ReadonlySet<unknown> = new Set<SocialNews['what']>(['party', 'invite', 'friends']);

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isId);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && isUuid(value);
}
