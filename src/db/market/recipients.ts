import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Owner } from '../../economy/owner.ts';
import type { MailReason } from '../../market/mail.ts';

/** Where things end up whose owner is no more. */
const NOBODY: Owner = { kind: 'system', id: 'discarded' };

/** Whether it exists, and goes on to until the transaction ends: nobody is paid who is being deleted. */
export async function holdCharacter(manager: EntityManager, characterId: string): Promise<boolean> {
  const rows: unknown[] = await manager.query('SELECT FROM characters WHERE id = $1 FOR KEY SHARE', [
    characterId,
  ]);
  return rows.length > 0;
}

/** @returns whom credits for a character go to */
export async function payee(manager: EntityManager, characterId: string): Promise<Owner> {
  return (await holdCharacter(manager, characterId)) ? { kind: 'character', id: characterId } : NOBODY;
}

export interface Letter {
  id: string;
  recipientId: string;
  reason: MailReason;
  listingId: string | null;
}

/** Writes mails to characters that are there until the transaction ends. */
export async function writeMails(
  manager: EntityManager,
  letters: readonly Letter[],
  now: Date,
): Promise<void> {
  if (letters.length === 0) return;
  await manager.query(
    `INSERT INTO mails (id, recipient_id, reason, listing_id, sent_at)
     SELECT id, recipient_id, reason, listing_id, $5
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS letter (id, recipient_id, reason, listing_id)`,
    [
      letters.map(({ id }) => id),
      letters.map(({ recipientId }) => recipientId),
      letters.map(({ reason }) => reason),
      letters.map(({ listingId }) => listingId),
      now,
    ],
  );
}

/** Writes a mail, which the caller fills in the same operation. @returns whom its contents go to; `mailId` is null where there is nobody left to write to */
export async function addressMail(
  manager: EntityManager,
  mail: Omit<Letter, 'id'> & { now: Date },
): Promise<{ mailId: string | null; owner: Owner }> {
  if (!(await holdCharacter(manager, mail.recipientId))) return { mailId: null, owner: NOBODY };
  const mailId = randomUUID();
  const { now, ...letter } = mail;
  await writeMails(manager, [{ ...letter, id: mailId }], now);
  return { mailId, owner: { kind: 'mail', id: mailId } };
}
