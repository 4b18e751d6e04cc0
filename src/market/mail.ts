import { checkIncoming, type Incoming } from '../economy/inventory-grant.ts';
import type { Holder, InventoryContent } from '../economy/inventory-holder.ts';
import type { Page } from '../economy/ledger.ts';
import { CLAIMED_MAIL_DAYS } from './market-rules.ts';

/** Why something was sent. */
export type MailReason = 'bought' | 'won' | 'unsold' | 'cancelled' | 'delivery';

export interface Mail {
  id: string;
  reason: MailReason;
  /** The listing that it comes of; null: it comes of none. */
  listingId: string | null;
  sentAt: Date;
  /** Its attachments were taken then; null: they wait. */
  claimedAt: Date | null;
  /** What it holds: credits, pieces by kind, unique items. Empty once it is claimed. */
  attachments: Attachments;
}

export interface Attachments {
  credits: number;
  stacks: { kind: string; amount: number }[];
  items: { id: string; kind: string; state: Record<string, unknown> }[];
}

/** What waits for a character. Methods throw GameError as noted, and `unavailable`. */
export interface MailBox {
  /** Newest first. @param cursor of an earlier page; errors: invalid_request */
  list(characterId: string, cursor: string | null, limit: number): Promise<Page<Mail>>;
  /** Takes all that is attached, or nothing. Errors: mail_not_found, mail_claimed, over_capacity, idempotency_key_reused. */
  claim(request: MailRequest): Promise<Attachments>;
  /** Errors: mail_not_found, mail_not_empty. */
  delete(characterId: string, mailId: string): Promise<void>;
  /** For a job: forgets mails that were claimed long ago. @returns how many */
  forgetClaimed(): Promise<number>;
}

export interface MailRequest {
  key: string;
  characterId: string;
  mailId: string;
}

/** What the mail needs of its storage; errors are those of `MailBox`. */
export interface MailStore extends Pick<MailBox, 'list' | 'delete'> {
  /** @param checkRoom throws when the character has no room for what is attached */
  claim(
    request: MailRequest,
    checkRoom: (holder: Holder, incoming: Incoming) => void,
    now: Date,
  ): Promise<Attachments>;
  forgetClaimed(claimedBefore: Date): Promise<number>;
}

const DAY_MS = 24 * 3_600_000;

export function makeMailBox({
  store,
  content,
  clock,
}: {
  store: MailStore;
  content: InventoryContent;
  clock: () => Date;
}): MailBox {
  return {
    list: (characterId, cursor, limit) => store.list(characterId, cursor, limit),
    claim: (request) =>
      store.claim(request, (holder, incoming) => checkIncoming(content, holder, incoming), clock()),
    delete: (characterId, mailId) => store.delete(characterId, mailId),
    forgetClaimed: () => store.forgetClaimed(new Date(clock().getTime() - CLAIMED_MAIL_DAYS * DAY_MS)),
  };
}
