import type { SocialFeed } from '../../src/social/party-store.ts';

/** Several feeds as one. */
export function joinFeeds(...feeds: SocialFeed[]): SocialFeed {
  return {
    onSocialNews(handler) {
      const ends = feeds.map((feed) => feed.onSocialNews(handler));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
