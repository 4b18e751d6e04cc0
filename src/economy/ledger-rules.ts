import { GameError } from '../errors.ts';
import type { ItemMove, Posting } from './ledger.ts';
import type { Asset, Owner } from './owner.ts';

/** Of one posting, and so of one movement of credits or stacks. */
export const MAX_AMOUNT = 1_000_000_000;
export const MAX_KEY_LENGTH = 200;

/** Errors: invalid_request for anything but whole numbers from 1 to MAX_AMOUNT */
export function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > MAX_AMOUNT) {
    throw new GameError('invalid_request', {
      details: [{ path: 'amount', message: `Must be a whole number from 1 to ${MAX_AMOUNT}.` }],
    });
  }
}

/** The same for equal owners. */
export function ownerKey({ kind, id }: Owner): string {
  return `${kind} ${id}`;
}

/** The same for equal accounts. */
export function accountKey(owner: Owner, asset: Asset): string {
  return `${owner.kind} ${owner.id} ${asset}`;
}

/** Two postings that move the amount from one owner to another. */
export function movement(from: Owner, to: Owner, asset: Asset, amount: number): Posting[] {
  return [
    { owner: from, asset, amount: -amount },
    { owner: to, asset, amount },
  ];
}

/**
 * What the postings do to each account: one posting per account, none of them zero.
 * Errors: invalid_request for amounts that are not whole or too large; a plain Error for what does not balance, since
 * that is a mistake of ours and of nobody else.
 */
export function netPostings(postings: readonly Posting[]): Posting[] {
  const accounts = new Map<string, Posting>();
  const sums = new Map<Asset, number>();
  for (const { owner, asset, amount } of postings) {
    checkAmount(Math.abs(amount));
    sums.set(asset, (sums.get(asset) ?? 0) + amount);
    const key = accountKey(owner, asset);
    const before = accounts.get(key)?.amount ?? 0;
    accounts.set(key, { owner, asset, amount: before + amount });
  }
  for (const [asset, sum] of sums) {
    if (sum !== 0) throw new Error(`the postings of ${asset} sum to ${sum} instead of zero`);
  }
  return [...accounts.values()].filter(({ amount }) => amount !== 0);
}

/** Errors: invalid_request when an item is to be moved twice in one go */
export function checkMoves(moves: readonly Pick<ItemMove, 'itemId'>[]): void {
  if (new Set(moves.map(({ itemId }) => itemId.toLowerCase())).size < moves.length) {
    throw new GameError('invalid_request', {
      details: [{ path: 'itemId', message: 'Must be named only once.' }],
    });
  }
}

/**
 * The balance of an account after a posting. Errors: insufficient_credits and insufficient_items, with the details
 * { asset, balance, needed }; invalid_request when it would be too large to be exact
 */
export function balanceAfter(balance: number, { owner, asset, amount }: Posting): number {
  const after = balance + amount;
  if (!Number.isSafeInteger(after)) {
    throw new GameError('invalid_request', {
      details: [{ path: 'amount', message: 'Nobody can have this much.' }],
    });
  }
  if (after < 0 && amount < 0 && owner.kind !== 'system') {
    throw new GameError(asset === 'credits' ? 'insufficient_credits' : 'insufficient_items', {
      details: { asset, balance, needed: -amount },
    });
  }
  return after;
}
