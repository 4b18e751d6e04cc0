import type { StackRoll } from './harvest.ts';
import type { Visible } from './views.ts';

/** What lies on the ground. It is nobody's property until the economy has given it to somebody. */
export interface Drop extends Visible {
  readonly type: 'drop';
  /** Names its cause for ever, within the instance: `d<slot>-<serial>` of its monster, and `-<n>` where that left several. */
  readonly id: string;
  /** Whole world pixels. */
  readonly x: number;
  readonly y: number;
  readonly credits: number;
  readonly stacks: readonly StackRoll[];
  /** Kinds of unique items. */
  readonly items: readonly string[];
  /** Of the most valuable in it; empty: credits alone. */
  readonly kind: string;
  /** Id of the character whose it is until `freeTick`, and of its party; both null: whoever comes first. */
  ownerId: string | null;
  partyId: string | null;
  readonly freeTick: number;
  readonly goneTick: number;
}
