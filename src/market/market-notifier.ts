import type { Connections } from '../characters/connections.ts';
import type { MarketNews } from './listing.ts';
import type { WatchStore } from './market-store.ts';

/** What happens to one kind within this time is told to its watchers together, as the last of it. */
const GATHER_MS = 250;

export interface MarketNotifierOptions {
  watches: Pick<WatchStore, 'watchersAmong'>;
  connections: Pick<Connections, 'get' | 'all'>;
  onError(error: unknown): void;
}

/** Tells the players of this process what happens at the trading post: to their listings and bids, and to kinds that they watch. */
export class MarketNotifier {
  private readonly options: MarketNotifierOptions;
  /** By kind. */
  private readonly waiting = new Map<string, MarketNews>();
  private timer: NodeJS.Timeout | undefined;

  constructor(options: MarketNotifierOptions) {
    this.options = options;
  }

  hear(news: MarketNews): void {
    const { listingId, kind, notices, watchers } = news;
    for (const { characterId, ...notice } of notices) {
      this.options.connections.get(characterId)?.tell('market', { listingId, kind, ...notice });
    }
    if (!watchers) return;
    this.waiting.set(kind, news);
    this.timer ??= setTimeout(() => void this.tellWatchers(), GATHER_MS).unref();
  }

  private async tellWatchers(): Promise<void> {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    this.timer = undefined;
    const here = this.options.connections.all().map(({ characterId }) => characterId);
    if (here.length === 0) return;
    try {
      for (const { listingId, kind, watchers } of waiting) {
        for (const characterId of await this.options.watches.watchersAmong(here, kind)) {
          this.options.connections.get(characterId)?.tell('market', { listingId, kind, ...watchers! });
        }
      }
    } catch (error) {
      this.options.onError(error);
    }
  }
}
