import { EntitySchema } from 'typeorm';
import type { MailReason } from '../../market/mail.ts';

export interface MailRow {
  id: string;
  recipientId: string;
  reason: MailReason;
  listingId: string | null;
  sentAt: Date;
  /** When its attachments were taken, or it came without any. */
  claimedAt: Date | null;
}

export const MailEntity = new EntitySchema<MailRow>({
  name: 'Mail',
  tableName: 'mails',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'mails_pkey' },
    recipientId: { type: 'uuid', name: 'recipient_id' },
    reason: { type: 'text' },
    listingId: { type: 'uuid', name: 'listing_id', nullable: true },
    sentAt: { type: 'timestamptz', name: 'sent_at' },
    claimedAt: { type: 'timestamptz', name: 'claimed_at', nullable: true },
  },
  indices: [
    { name: 'mails_recipient', columns: ['recipientId', 'sentAt', 'id'] },
    { name: 'mails_claimed', columns: ['claimedAt'], where: 'claimed_at IS NOT NULL' },
  ],
});
