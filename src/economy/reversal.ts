/** An operation that is undone with others, because it depends on them or they on it. */
export interface ChainLink {
  operationId: string;
  kind: string;
  at: Date;
  /** Who asked for it; null: the server itself. */
  actorId: string | null;
}

/** What was undone, newest first. */
export interface Reversal {
  chain: ChainLink[];
}

/**
 * Takes an operation back, and whatever followed from it: later moves of the same items, and as many of the newest later
 * payments as it takes where somebody has not left what must be given back. Each is undone by an operation of its own.
 */
export interface Reversals {
  /** What `reverse` would do now. Errors: as `reverse` */
  preview(operationId: string): Promise<Reversal>;
  /**
   * All or nothing. Errors: operation_not_found, operation_reversed, and reversal_impossible with a reason in its details,
   * among them chains with bids of an auction in them, and chains of more than 200 operations
   */
  reverse(operationId: string): Promise<Reversal>;
}
