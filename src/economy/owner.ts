/** Who can have credits, stacks and items. Only `system` owners may stand below zero: what they lack is what is in the world. */
export type Owner =
  | { kind: 'character'; id: string }
  /** Shared by the characters of an account. */
  | { kind: 'storage'; id: string }
  /** Held for a listing or a direct trade, by its id. */
  | { kind: 'escrow'; id: string }
  /** On the way to a character, by the id of the mail. */
  | { kind: 'mail'; id: string }
  | { kind: 'system'; id: SystemOwner };

/** Where things come from and where they go. */
export type SystemOwner = 'rewards' | 'shop' | 'fees' | 'upgrades' | 'discarded' | 'operator';

/** What is counted: credits, or a kind of stack by its content id. */
export type Asset = 'credits' | `stack:${string}`;
