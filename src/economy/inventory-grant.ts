import { randomUUID } from 'node:crypto';
import { GameError } from '../errors.ts';
import type { Holdings } from './inventory-capacity.ts';
import type { InventoryWork } from './inventory-changes.ts';
import { checkHoldings, type Holder, type InventoryContent } from './inventory-holder.ts';
import { goodsOf, isStack, type StackAmount, stackAsset } from './items.ts';
import { checkAmount, movement } from './ledger-rules.ts';
import type { Owner, SystemOwner } from './owner.ts';

/** What is new to whoever gets it. */
export interface Gift {
  /** Whole, from 0. */
  credits: number;
  stacks: readonly StackAmount[];
  items: readonly { kind: string; state?: Record<string, unknown> }[];
}

/** What is coming to an owner, whose it was before or nobody's. */
export interface Incoming {
  stacks: readonly StackAmount[];
  /** Content ids of unique items, each as often as it comes. */
  items: readonly string[];
}

/** Errors: over_capacity, when the holder has no room for it */
export function checkIncoming(content: InventoryContent, holder: Holder, incoming: Incoming): void {
  checkHoldings(content, holder, holdingsWith(holder.holdings, incoming));
}

/** @returns what a holder has once that is there too; what comes has no ids yet */
export function holdingsWith(holdings: Holdings, incoming: Incoming): Holdings {
  const stacks = new Map(holdings.stacks);
  for (const { kind, amount } of incoming.stacks) stacks.set(kind, (stacks.get(kind) ?? 0) + amount);
  const come = incoming.items.map((kind) => ({ id: '', kind, placed: null, state: {} }));
  return { credits: holdings.credits, stacks, items: [...holdings.items, ...come] };
}

/** Errors: content_not_found and invalid_request, for what content does not know or knows in another form */
export function checkGift(content: InventoryContent, { credits, stacks, items }: Gift): void {
  if (credits !== 0) checkAmount(credits);
  for (const { kind, amount } of stacks) {
    checkAmount(amount);
    if (!isStack(content, kind)) throw new GameError('content_not_found', { details: { kind } });
  }
  for (const { kind } of items) {
    goodsOf(content, kind);
    if (isStack(content, kind)) throw new GameError('invalid_request', { details: { kind } });
  }
}

/**
 * @param to whom the credits go to, and whom the goods: a mail, for who has no room
 * @returns what brings the gift to them
 */
export function giftWork(gift: Gift, from: SystemOwner, to: { credits: Owner; goods: Owner }): InventoryWork {
  const source: Owner = { kind: 'system', id: from };
  return {
    lifted: [],
    moves: [],
    created: gift.items.map(({ kind, state = {} }) => ({
      id: randomUUID(),
      kind,
      owner: to.goods,
      from,
      state,
    })),
    placed: [],
    postings: [
      ...(gift.credits > 0 ? movement(source, to.credits, 'credits', gift.credits) : []),
      ...gift.stacks.flatMap(({ kind, amount }) => movement(source, to.goods, stackAsset(kind), amount)),
    ],
  };
}
