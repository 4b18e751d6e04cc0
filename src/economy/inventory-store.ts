import type { InventoryWork } from './inventory-changes.ts';
import type { Gift } from './inventory-grant.ts';
import type { Holder, HolderOwner } from './inventory-holder.ts';
import type { OperationRequest } from './ledger.ts';

export type { HolderOwner } from './inventory-holder.ts';

/** Where something new ended up. */
export type Delivery = 'inventory' | 'mail';

/** What is to be done, and what is answered: now, and whenever the same key comes again. */
export interface Decision<T> {
  work: InventoryWork;
  result: T;
}

/** What the inventory needs of its storage. Implemented in `src/db/`. */
export interface InventoryStore {
  /** As they are now. @returns in the order given. Errors: character_not_found */
  read(owners: readonly HolderOwner[]): Promise<Holder[]>;
  /**
   * One operation on what the owners have: whatever `decide` throws leaves everything as it was. Every process is told of
   * those who put something on or took it off.
   * @param decide gets them in the order given, while nobody else changes what they have room for
   * @returns the decided result, also whenever the same key comes again
   * Errors: character_not_found, insufficient_credits, insufficient_items, item_not_found and item_in_use when somebody took
   * it meanwhile, idempotency_key_reused, unavailable
   */
  change<T>(
    request: OperationRequest,
    owners: readonly HolderOwner[],
    decide: (holders: Holder[]) => Decision<T>,
  ): Promise<T>;
  /**
   * Gives a character something new, once per operation key. Where there is no room for all of it, everything but credits
   * comes by mail. Errors: character_not_found, idempotency_key_reused, unavailable, and those of `hasRoom`
   */
  receive(
    request: OperationRequest,
    characterId: string,
    gift: Gift,
    hasRoom: (holder: Holder) => boolean,
  ): Promise<Delivery>;
  /** @returns whether an operation with this key has happened */
  happened(key: string): Promise<boolean>;
}
