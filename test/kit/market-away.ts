import { GameError } from '../../src/errors.ts';
import type { DirectTradeStore } from '../../src/market/direct-trades.ts';
import type { MailStore } from '../../src/market/mail.ts';
import type { MarketStore } from '../../src/market/market-store.ts';

/** The trading post is tested on PostgreSQL alone, whose locks are what it is made of: here its storage is away. */
export function marketAway(): { market: MarketStore; mail: MailStore; directTrades: DirectTradeStore } {
  const away = new Proxy({}, { get: () => () => Promise.reject(new GameError('unavailable')) });
  return { market: away as MarketStore, mail: away as MailStore, directTrades: away as DirectTradeStore };
}
