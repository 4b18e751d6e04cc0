import type { EntityManager } from 'typeorm';
import type { Lease } from '../characters/character-store.ts';
import type { MarketEvent, MarketNews, WatchedEvent } from '../market/listing.ts';
import type { SocialNews } from '../social/party-store.ts';
import { isUuid } from './ids.ts';

/** Channel → what one notification on it carries, as JSON. */
export interface Announcements {
  session_revoked: string[];
  lease_taken: Lease;
  social_news: SocialNews;
  effects_changed: string[];
  market_news: MarketNews;
}

export const CHANNELS = [
  'session_revoked',
  'lease_taken',
  'social_news',
  'effects_changed',
  'market_news',
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

/** As `announceRevoked`. */
export async function announceMarket(manager: EntityManager, news: MarketNews): Promise<void> {
  await announce(manager, 'market_news', news);
}

/** As `announceRevoked`: what these characters have beyond their classes has changed, by whatever it was. */
export async function announceEffects(manager: EntityManager, characterIds: string[]): Promise<void> {
  for (const ids of inNotifications(characterIds)) await announce(manager, 'effects_changed', ids);
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
  effects_changed: areIds,
  lease_taken: (news): news is Lease => {
    const { characterId, fence } = (news ?? {}) as Partial<Record<keyof Lease, unknown>>;
    return isId(characterId) && Number.isSafeInteger(fence);
  },
  social_news: (news): news is SocialNews => {
    const { characterIds, what } = (news ?? {}) as Partial<Record<keyof SocialNews, unknown>>;
    return areIds(characterIds) && SOCIAL_NEWS.has(what);
  },
  market_news: isMarketNews,
};

const SOCIAL_NEWS: ReadonlySet<unknown> = new Set<SocialNews['what']>(['party', 'invite', 'friends']);

const MARKET_EVENTS: ReadonlySet<unknown> = new Set<MarketEvent>([
  'sold',
  'bought',
  'outbid',
  'won',
  'unsold',
  'cancelled',
  'bid',
]);
const WATCHED_EVENTS: ReadonlySet<unknown> = new Set<WatchedEvent>(['listed', 'traded']);

function isMarketNews(news: unknown): news is MarketNews {
  const { listingId, kind, notices, watchers } = (news ?? {}) as Partial<Record<keyof MarketNews, unknown>>;
  return (
    isId(listingId) &&
    typeof kind === 'string' &&
    Array.isArray(notices) &&
    notices.every((notice) => isId(notice?.characterId) && isEvent(notice, MARKET_EVENTS)) &&
    (watchers === null || isEvent(watchers, WATCHED_EVENTS))
  );
}

function isEvent(value: unknown, known: ReadonlySet<unknown>): boolean {
  const { what, amount, price } = (value ?? {}) as { what?: unknown; amount?: unknown; price?: unknown };
  return known.has(what) && Number.isSafeInteger(amount) && Number.isSafeInteger(price);
}

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isId);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && isUuid(value);
}
