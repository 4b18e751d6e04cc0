import type { EntityManager } from 'typeorm';
import { stackKindOf } from '../../economy/items.ts';
import type { Page } from '../../economy/ledger.ts';
import type { Asset } from '../../economy/owner.ts';
import type { Attachments, Mail } from '../../market/mail.ts';
import type { MailRow } from '../entities/mail.ts';
import { readCursor, writeCursor } from './cursor.ts';

export const MAIL_COLUMNS = `
  id, recipient_id AS "recipientId", reason, listing_id AS "listingId", sent_at AS "sentAt", claimed_at AS "claimedAt"`;

/** Newest first. Errors: invalid_request for a foreign cursor. */
export async function listMail(
  manager: EntityManager,
  characterId: string,
  cursor: string | null,
  limit: number,
): Promise<Page<Mail>> {
  const after = cursor === null ? null : readCursor(cursor, 'date');
  const rows: MailRow[] = await manager.query(
    `SELECT ${MAIL_COLUMNS} FROM mails
     WHERE recipient_id = $1 AND ($2::timestamptz IS NULL OR (sent_at, id) < ($2::timestamptz, $3::uuid))
     ORDER BY sent_at DESC, id DESC LIMIT $4`,
    [characterId, after?.value ?? null, after?.id ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const attached = await attachmentsOf(
    manager,
    shown.map(({ id }) => id),
  );
  const last = shown.at(-1);
  return {
    entries: shown.map(({ recipientId, ...mail }) => ({ ...mail, attachments: attached.get(mail.id)! })),
    cursor:
      rows.length > limit && last ? writeCursor({ value: last.sentAt.toISOString(), id: last.id }) : null,
  };
}

/** @returns what each of the mails holds, by its id */
export async function attachmentsOf(
  manager: EntityManager,
  mailIds: readonly string[],
): Promise<Map<string, Attachments>> {
  const found = new Map<string, Attachments>(
    mailIds.map((id) => [id, { credits: 0, stacks: [], items: [] }]),
  );
  const balances: { mailId: string; asset: Asset; balance: string }[] = await manager.query(
    `SELECT owner_id AS "mailId", asset, balance FROM ledger_accounts
     WHERE owner_kind = 'mail' AND owner_id = ANY ($1::text[]) AND balance > 0 ORDER BY asset`,
    [mailIds],
  );
  for (const { mailId, asset, balance } of balances) {
    const attachments = found.get(mailId)!;
    const kind = stackKindOf(asset);
    if (kind === null) attachments.credits = Number(balance);
    else attachments.stacks.push({ kind, amount: Number(balance) });
  }
  const items: (Attachments['items'][number] & { mailId: string })[] = await manager.query(
    `SELECT owner_id AS "mailId", id, kind, state FROM items
     WHERE owner_kind = 'mail' AND owner_id = ANY ($1::text[]) ORDER BY kind, id`,
    [mailIds],
  );
  for (const { mailId, ...item } of items) found.get(mailId)!.items.push(item);
  return found;
}
