import type { ServerMessage } from '../../../src/protocol.ts';
import { creditsText, numberText } from './words.ts';

type News = ServerMessage<'market'>;

const TEXTS: Record<News['what'], ((what: string, price: string) => string) | null> = {
  sold: (what) => `Sold: ${what}.`,
  won: (what, price) => `You won ${what} for ${price}. It comes by mail.`,
  outbid: (what, price) => `Somebody bid more for ${what}: ${price}. You have yours back.`,
  bid: (what, price) => `Somebody bid ${price} for ${what}.`,
  unsold: (what) => `Nobody bought ${what}. It comes back by mail.`,
  listed: (what, price) => `Listed: ${what}, ${price} each.`,
  traded: (what, price) => `Sold by others: ${what}, ${price} each.`,
  // The answer to one's own request has said so.
  bought: null,
  cancelled: null,
};

/** News of the trading post, for people; null: no news to them. @param name of the kind */
export function marketText({ what, amount, price }: News, name: string): string | null {
  const goods = amount === 1 ? name : `${numberText(amount)} × ${name}`;
  return TEXTS[what]?.(goods, creditsText(price)) ?? null;
}
