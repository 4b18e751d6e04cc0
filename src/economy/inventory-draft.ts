import { GameError } from '../errors.ts';
import type { OwnedItem } from './inventory-capacity.ts';
import type { Holder } from './inventory-holder.ts';
import { checkAmount } from './ledger-rules.ts';

/** Somebody's belongings while changes are tried out on them. */
export interface Draft {
  holder: Holder;
  credits: number;
  /** By content id; may hold zeros. */
  stacks: Map<string, number>;
  /** By id. */
  items: Map<string, OwnedItem>;
}

export function draftOf(holder: Holder): Draft {
  const { credits, stacks, items } = holder.holdings;
  return {
    holder,
    credits,
    stacks: new Map(stacks),
    items: new Map(items.map((item) => [item.id, item])),
  };
}

/** Errors: item_not_found, item_in_use. @returns an item that can be put on, moved or thrown away */
export function looseItem({ items }: Draft, id: string): OwnedItem {
  const item = items.get(id);
  if (!item) throw new GameError('item_not_found');
  if (item.placed !== null) throw new GameError('item_in_use');
  return item;
}

/** Errors: insufficient_items, also for all of nothing; invalid_request. @returns how many were taken */
export function takeStack({ stacks }: Draft, kind: string, amount: number | 'all'): number {
  const there = stacks.get(kind) ?? 0;
  if (amount !== 'all') checkAmount(amount);
  if (there === 0 || (amount !== 'all' && amount > there)) {
    throw new GameError('insufficient_items', { details: { kind, amount: there } });
  }
  const taken = amount === 'all' ? there : amount;
  stacks.set(kind, there - taken);
  return taken;
}

/** Errors: insufficient_credits, invalid_request */
export function takeCredits(draft: Draft, amount: number): void {
  checkAmount(amount);
  if (draft.credits < amount) throw new GameError('insufficient_credits');
  draft.credits -= amount;
}
