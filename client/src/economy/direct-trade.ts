import type { ServerMessage } from '../../../src/protocol.ts';
import type { Store } from '../api/inventory-api.ts';
import type { Holding } from './holdings.ts';

export type TradeView = ServerMessage<'trade'>;
export type ShownOffer = TradeView['own']['offer'];

/** An offer as the room takes it. */
export interface TradeOffer {
  credits: number;
  stacks: { kind: string; amount: number }[];
  items: string[];
}

export function offerOf({ credits, stacks, items }: ShownOffer): TradeOffer {
  return { credits, stacks: [...stacks], items: items.map(({ id }) => id) };
}

/** @returns the offer with so many of it more */
export function withHolding(offer: TradeOffer, { kind, itemId }: Holding, amount: number): TradeOffer {
  if (itemId !== null) return { ...offer, items: [...offer.items, itemId] };
  const before = offer.stacks.find((stack) => stack.kind === kind)?.amount ?? 0;
  const others = offer.stacks.filter((stack) => stack.kind !== kind);
  return { ...offer, stacks: [...others, { kind, amount: before + amount }] };
}

/** @param key kind of a stack, or id of an item */
export function withoutHolding(offer: TradeOffer, key: string): TradeOffer {
  return {
    ...offer,
    stacks: offer.stacks.filter(({ kind }) => kind !== key),
    items: offer.items.filter((id) => id !== key),
  };
}

/** What of a store is not offered yet. */
export function notOffered(
  { stacks, items }: Pick<Store, 'stacks' | 'items'>,
  offer: TradeOffer,
): Pick<Store, 'stacks' | 'items'> {
  const offered = new Map(offer.stacks.map(({ kind, amount }) => [kind, amount]));
  return {
    stacks: stacks
      .map(({ kind, amount }) => ({ kind, amount: amount - (offered.get(kind) ?? 0) }))
      .filter(({ amount }) => amount > 0),
    items: items.filter(({ id }) => !offer.items.includes(id)),
  };
}
