/** Something that is stored of a person, field by field; times are ISO 8601. */
export type StoredFields = Record<string, unknown>;

/** What is stored of an account, and whom it concerns beside: friends and counterparts appear by their names alone. */
export interface AccountExport {
  account: StoredFields;
  sessions: StoredFields[];
  characters: StoredFields[];
  upgrades: StoredFields[];
  /** Credits and stacks. */
  balances: StoredFields[];
  items: StoredFields[];
  /** Every change of a balance. */
  ledger: StoredFields[];
  listings: StoredFields[];
  bids: StoredFields[];
  mails: StoredFields[];
  watches: StoredFields[];
  friends: StoredFields[];
  friendRequests: StoredFields[];
  blocks: StoredFields[];
  parties: StoredFields[];
  scores: StoredFields[];
  matches: StoredFields[];
  events: StoredFields[];
  placements: StoredFields[];
}

export interface AccountData {
  /**
   * All as it is at one moment. @returns the JSON of an AccountExport, in parts, since there may be hundreds of thousands of
   * rows; null when there is no such account. Errors: unavailable, also when too many ask at once
   */
  export(accountId: string): Promise<readonly string[] | null>;
}
