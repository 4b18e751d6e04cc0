import { stackAsset } from '../../economy/items.ts';
import { movement, ownerKey } from '../../economy/ledger-rules.ts';
import type { Owner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import type { Attachments, MailRequest, MailStore } from '../../market/mail.ts';
import type { Database } from '../database.ts';
import type { MailRow } from '../entities/mail.ts';
import { isUuid } from '../ids.ts';
import { lockHolders } from '../inventory-holders.ts';
import { type OperationScope, operate } from '../ledger/operation.ts';
import { attachmentsOf, listMail, MAIL_COLUMNS } from './mail-rows.ts';

export function makeMailStore(database: Database): MailStore {
  return {
    list: (characterId, cursor, limit) =>
      database.run((manager) => listMail(manager, characterId, cursor, limit)),

    async claim(request, checkRoom, now) {
      const { key, characterId, mailId } = request;
      const operation = { key, kind: 'mail.claim', actorId: characterId, body: { mailId } };
      const { result } = await operate(database, operation, (scope) =>
        claimMail(scope, request, checkRoom, now),
      );
      return result;
    },

    async delete(characterId, mailId) {
      await database.transaction(async (manager) => {
        const { claimedAt } = await lockMail(manager, characterId, mailId);
        if (claimedAt === null) throw new GameError('mail_not_empty');
        await manager.query('DELETE FROM mails WHERE id = $1', [mailId]);
      });
    },

    async forgetClaimed(claimedBefore) {
      const [, count]: [unknown, number] = await database.run((manager) =>
        manager.query('DELETE FROM mails WHERE claimed_at < $1', [claimedBefore]),
      );
      return count;
    },
  };
}

async function claimMail(
  scope: OperationScope,
  { characterId, mailId }: MailRequest,
  checkRoom: Parameters<MailStore['claim']>[1],
  now: Date,
): Promise<Attachments> {
  const { manager } = scope;
  const recipient = { kind: 'character', id: characterId } as const;
  const mail: Owner = { kind: 'mail', id: mailId };
  const holders = await lockHolders(manager, [recipient]);
  const { claimedAt } = await lockMail(manager, characterId, mailId);
  if (claimedAt !== null) throw new GameError('mail_claimed');
  await manager.query('UPDATE mails SET claimed_at = $2 WHERE id = $1', [mailId, now]);
  const attachments = (await attachmentsOf(manager, [mailId])).get(mailId)!;
  const { credits, stacks, items } = attachments;
  checkRoom(holders.get(ownerKey(recipient))!, { stacks, items: items.map(({ kind }) => kind) });
  await scope.moveItems(items.map(({ id: itemId }) => ({ itemId, from: mail, to: recipient })));
  await scope.post([
    ...(credits > 0 ? movement(mail, recipient, 'credits', credits) : []),
    ...stacks.flatMap(({ kind, amount }) => movement(mail, recipient, stackAsset(kind), amount)),
  ]);
  return attachments;
}

/** Errors: mail_not_found, also for somebody else's. */
async function lockMail(
  manager: OperationScope['manager'],
  characterId: string,
  mailId: string,
): Promise<MailRow> {
  const [mail]: MailRow[] = isUuid(mailId)
    ? await manager.query(
        `SELECT ${MAIL_COLUMNS} FROM mails WHERE id = $1 AND recipient_id = $2 FOR UPDATE`,
        [mailId, characterId],
      )
    : [];
  if (!mail) throw new GameError('mail_not_found');
  return mail;
}
