import { z } from 'zod';
import type { Mail as MailOfBox } from '../../market/mail.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { ItemState, PAGE_QUERY } from './market-schemas.ts';

const tag = 'mail';

const OwnCharacter = { characterId: CharacterId.describe('A character of the account.') };
const MailParams = z.strictObject({
  ...OwnCharacter,
  mailId: z.uuid().toLowerCase().describe('Id of a mail of the character.'),
});

const Attachments = z
  .object({
    credits: z.int().describe('Whole credits.'),
    stacks: z
      .array(
        z.object({
          kind: ContentId.describe('Id of the kind, see content/items.'),
          amount: z.int().describe('Pieces.'),
        }),
      )
      .describe('What is counted, by kind.'),
    items: z
      .array(
        z.object({
          id: z.uuid().describe("The item's id."),
          kind: ContentId.describe('Id of its kind.'),
          state: ItemState,
        }),
      )
      .describe('Unique items.'),
  })
  .meta({ id: 'Attachments', description: 'What a mail brings.' });

const Mail = z
  .object({
    id: z.uuid().describe("The mail's id."),
    reason: z
      .enum(['bought', 'won', 'unsold', 'cancelled', 'delivery'])
      .describe('Why it was sent; delivery: there was no room for it when it was given.'),
    listingId: z.uuid().nullable().describe('The listing that it comes of.'),
    sentAt: z.iso.datetime().describe('When it was sent.'),
    claimedAt: z.iso
      .datetime()
      .nullable()
      .describe('When its attachments were taken; null: they wait. It is forgotten 30 days later.'),
    attachments: Attachments,
  })
  .meta({ id: 'Mail', description: 'Something that waits for a character.' });

function mailView({ sentAt, claimedAt, ...mail }: MailOfBox): z.input<typeof Mail> {
  return { ...mail, sentAt: sentAt.toISOString(), claimedAt: claimedAt?.toISOString() ?? null };
}

export const mailRoutes: Route[] = [
  defineRoute({
    id: 'listMail',
    method: 'get',
    path: '/api/v1/mail/{characterId}',
    tag,
    summary: "List a character's mail, newest first.",
    auth: 'bearer',
    params: z.strictObject(OwnCharacter),
    query: z.strictObject(PAGE_QUERY),
    response: z
      .object({
        entries: z.array(Mail).describe('Newest first.'),
        cursor: z.string().nullable().describe('Asks for the next page; null: this was the last.'),
      })
      .meta({ id: 'MailPage', description: 'A part of the mail.' }),
    status: 200,
    errors: ['character_not_found'],
    async handle({ services, identity, params, query }) {
      const { id } = await services.characters.get(identity.accountId, params.characterId);
      const page = await services.mail.list(id, query.cursor ?? null, query.limit);
      return { entries: page.entries.map(mailView), cursor: page.cursor };
    },
  }),
  defineRoute({
    id: 'claimMail',
    method: 'post',
    path: '/api/v1/mail/{characterId}/{mailId}/claim',
    tag,
    summary: 'Take everything that a mail brings, or nothing when there is no room for all of it.',
    auth: 'bearer',
    idempotent: true,
    params: MailParams,
    response: Attachments,
    status: 200,
    errors: ['character_not_found', 'mail_not_found', 'mail_claimed', 'over_capacity'],
    async handle({ services, identity, params, key }) {
      await services.characters.get(identity.accountId, params.characterId);
      return services.mail.claim({ key, ...params });
    },
  }),
  defineRoute({
    id: 'deleteMail',
    method: 'delete',
    path: '/api/v1/mail/{characterId}/{mailId}',
    tag,
    summary: 'Delete a mail whose attachments were taken.',
    auth: 'bearer',
    params: MailParams,
    response: z.object({ deleted: z.literal(true).describe('It is gone.') }).describe('What was done.'),
    status: 200,
    errors: ['character_not_found', 'mail_not_found', 'mail_not_empty'],
    async handle({ services, identity, params }) {
      await services.characters.get(identity.accountId, params.characterId);
      await services.mail.delete(params.characterId, params.mailId);
      return { deleted: true as const };
    },
  }),
];
