import type { RevocationFeed } from '../accounts/account-store.ts';
import type { LeaseFeed } from '../characters/character-store.ts';
import type { EffectFeed } from '../economy/effect-news.ts';
import type { MarketFeed } from '../market/listing.ts';
import type { SocialFeed } from '../social/party-store.ts';
import { type Announcements, CHANNELS, readAnnouncement } from './announcements.ts';
import { guarded } from './connection-errors.ts';
import type { Database } from './database.ts';
import { Listener } from './listener.ts';

type Handlers<T> = Set<(news: T) => void>;

export interface Feeds extends RevocationFeed, LeaseFeed, SocialFeed, MarketFeed, EffectFeed {
  /**
   * The connection was away and is back: news in between never came. Whoever relies on a feed now asks for what it
   * missed, with `AccountStore.endedSessions` and `CharacterStore.renewLeases`.
   * @returns a function that ends the subscription
   */
  onGap(handler: () => void): () => void;
}

/** Listens until the database is closed. What this very process announces arrives too. */
export async function openFeeds(database: Database): Promise<Feeds> {
  const handlers: { [C in keyof Announcements]: Handlers<Announcements[C]> } = {
    session_revoked: new Set(),
    lease_taken: new Set(),
    social_news: new Set(),
    effects_changed: new Set(),
    market_news: new Set(),
  };
  const gapHandlers: Handlers<void> = new Set();

  function tell<T>(subscribers: Handlers<T>, news: T): void {
    for (const handler of subscribers) {
      try {
        handler(news);
      } catch (error) {
        database.log.error({ err: error }, 'a handler of notifications failed');
      }
    }
  }

  function hear<C extends keyof Announcements>(channel: C, payload: string): void {
    const news = readAnnouncement(channel, payload);
    if (news !== null) tell(handlers[channel], news);
    else database.log.warn({ channel }, 'a notification that is not of our making was dropped');
  }

  const listener = await guarded(
    Listener.open({
      url: database.url,
      log: database.log,
      channels: CHANNELS,
      onNotification(channel, payload) {
        hear(channel as keyof Announcements, payload);
      },
      onGap: () => tell(gapHandlers, undefined),
    }),
  );
  database.onClose(() => listener.close());

  return {
    onSessionsRevoked: (handler) => subscribe(handlers.session_revoked, handler),
    onLeaseTaken: (handler) => subscribe(handlers.lease_taken, handler),
    onSocialNews: (handler) => subscribe(handlers.social_news, handler),
    onEffectsChanged: (handler) => subscribe(handlers.effects_changed, handler),
    onMarketNews: (handler) => subscribe(handlers.market_news, handler),
    onGap: (handler) => subscribe(gapHandlers, handler),
  };
}

function subscribe<T>(handlers: Handlers<T>, handler: (news: T) => void): () => void {
  handlers.add(handler);
  return () => handlers.delete(handler);
}
