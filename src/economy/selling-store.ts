import type { OperationRequest } from './ledger.ts';
import type { Deal, Offered, PurchaseScene, SaleScene } from './selling-rules.ts';

/** What a character traded with a shop. */
export interface TradeReceipt {
  /** Content id. */
  kind: string;
  amount: number;
  /** Credits for one. */
  price: number;
  /** Credits for all. */
  total: number;
  /** Ids of the unique items that went or came. */
  items: string[];
  /** Credits that the character had afterwards. */
  credits: number;
}

/**
 * What selling needs of its storage. Implemented in `src/db/`. Every trade happens once per operation key; a repetition
 * answers what the first answered, wherever the character has gone since. `decide` makes a deal of what is found, or throws
 * the GameError that refuses.
 */
export interface TradeStore {
  /**
   * Many sales at once share transactions. Errors: character_not_found, insufficient_items, item_not_found, item_in_use,
   * idempotency_key_reused, and those of `decide`
   */
  sell(
    request: OperationRequest,
    characterId: string,
    offered: Offered,
    decide: (scene: SaleScene) => Deal,
  ): Promise<TradeReceipt>;
  /**
   * The character is locked meanwhile: nobody else fills the room that it has.
   * Errors: character_not_found, insufficient_credits, idempotency_key_reused, and those of `decide`
   */
  buy(
    request: OperationRequest,
    characterId: string,
    decide: (scene: PurchaseScene) => Deal,
  ): Promise<TradeReceipt>;
}
