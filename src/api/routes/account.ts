import { z } from 'zod';
import { GameError } from '../../errors.ts';
import { GivenPassword } from '../fields.ts';
import { JsonParts } from '../json-parts.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'account';

const Fields = z.record(z.string(), z.unknown());
const Rows = (what: string) => z.array(Fields).describe(`${what} Field by field; times are ISO 8601.`);

const Export = z
  .strictObject({
    account: Fields.describe('The account itself.'),
    sessions: Rows('Its logins.'),
    characters: Rows('Its characters.'),
    upgrades: Rows('The levels of upgrades that they have.'),
    balances: Rows('Credits and stacks of the characters, the storage and unclaimed mail.'),
    items: Rows('Unique items of the same.'),
    ledger: Rows('Every change of a balance, oldest first.'),
    listings: Rows('What the characters have listed at the trading post.'),
    bids: Rows('Where they have the highest bid.'),
    mails: Rows('Their mail.'),
    watches: Rows('The kinds that they watch.'),
    friends: Rows('Their friends, by name.'),
    friendRequests: Rows('Requests from them and to them, by name.'),
    blocks: Rows('Whom they have blocked, by name.'),
    parties: Rows('The parties that they are in.'),
    scores: Rows('Their places on the leaderboards; season 0 is all time.'),
    matches: Rows('What they did in the matches of arenas.'),
    events: Rows('What they have lived through.'),
    placements: Rows('Which instances they were placed in, of the last seven days.'),
  })
  .meta({ id: 'AccountExport', description: 'Everything that is stored of an account.' });

export const accountRoutes: Route[] = [
  defineRoute({
    id: 'exportAccount',
    method: 'get',
    path: '/api/v1/account/export',
    tag,
    summary: 'Get everything that is stored of the account.',
    auth: 'bearer',
    response: Export,
    status: 200,
    errors: ['session_revoked'],
    async handle({ services, identity }) {
      const parts = await services.accountData.export(identity.accountId);
      if (!parts) throw new GameError('session_revoked');
      return new JsonParts(parts);
    },
  }),
  defineRoute({
    id: 'deleteAccount',
    method: 'delete',
    path: '/api/v1/account',
    tag,
    summary:
      'Delete the account for good, with its characters and everything that they own. Open listings end; the ledger keeps rows without a name.',
    auth: 'bearer',
    body: z.strictObject({ password: GivenPassword.describe("The account's password, once more.") }),
    response: z.object({ deleted: z.literal(true).describe('It is gone.') }).describe('What was done.'),
    status: 200,
    errors: ['invalid_credentials', 'session_revoked'],
    async handle({ services, identity, body }) {
      await services.accounts.delete(identity.accountId, body.password);
      return { deleted: true as const };
    },
  }),
];
