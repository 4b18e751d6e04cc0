import type { Asset, Owner } from './owner.ts';

/** One side of a movement. The amounts of an operation sum to zero for every asset. */
export interface Posting {
  owner: Owner;
  asset: Asset;
  /** Whole units; positive: the owner gets them. */
  amount: number;
}

/** A unique thing changes hands: done only if it is still where `from` says. */
export interface ItemMove {
  itemId: string;
  from: Owner;
  to: Owner;
}

/** Something that happens to property, once. */
export interface OperationRequest {
  /** Names the cause, and so makes it happen once: an `Idempotency-Key` with its account, or 'loot:<instance>:<drop>'. At most 200 characters. */
  key: string;
  /** 'sell', 'transfer', 'market.buy' … for the history. */
  kind: string;
  /** Who asked; null: the server itself. */
  actorId: string | null;
  /** What was asked: the same key with another body is refused. */
  body: unknown;
  /** Id of the operation that this one undoes, which is possible once. */
  reverses?: string;
}

export interface Transfer extends OperationRequest {
  postings: Posting[];
  items?: ItemMove[];
}

export interface Applied {
  operationId: string;
  /** It had happened before, and nothing happened now. */
  replayed: boolean;
}

export interface LedgerEntry {
  operationId: string;
  kind: string;
  at: Date;
  asset: Asset;
  amount: number;
  /** Balance of the owner afterwards. */
  balance: number;
  /** The others in the operation: characters by name, all else by what it is ('shop', 'escrow'); never by id. */
  counterparts: string[];
}

export interface Page<T> {
  entries: T[];
  /** Asks for the next page; null: this was the last. */
  cursor: string | null;
}

/** Balances and the append-only record that they are the sum of. Every method throws GameError as noted. */
export interface Ledger {
  /**
   * Many callers at once share transactions; each call stands or falls by itself.
   * Errors: insufficient_credits, insufficient_items, item_not_found, item_in_use, idempotency_key_reused, unavailable.
   */
  apply(transfer: Transfer): Promise<Applied>;
  /** Credits and stacks above zero. */
  balances(owner: Owner): Promise<{ asset: Asset; amount: number }[]>;
  /** Newest first. @param cursor of an earlier page of the same owner and asset; errors: invalid_request */
  entries(
    owner: Owner,
    asset: Asset | null,
    cursor: string | null,
    limit: number,
  ): Promise<Page<LedgerEntry>>;
}
