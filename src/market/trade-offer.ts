/** What somebody puts into a direct trade. */
export interface TradeOffer {
  credits: number;
  stacks: readonly { kind: string; amount: number }[];
  /** Ids of unique items. */
  items: readonly string[];
}

/** As both see it: with what the items are. */
export interface ShownOffer extends Omit<TradeOffer, 'items'> {
  items: readonly { id: string; kind: string; state: Record<string, unknown> }[];
}
