import { z } from 'zod';
import type { Asset, Owner } from '../../economy/owner.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { pageQuery } from '../page-query.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'wallets';

const WalletParams = z.strictObject({ characterId: CharacterId.describe('A character of the account.') });

const Wallet = z
  .object({
    credits: z.int().describe('Whole credits.'),
    stacks: z
      .array(
        z.object({
          kind: ContentId.describe('Id of the kind, see content/items.'),
          amount: z.int().describe('How many there are.'),
        }),
      )
      .describe('What is counted, by kind.'),
  })
  .meta({ id: 'Wallet', description: 'What a character has that is counted.' });

const AssetName = z
  .string()
  .regex(/^(credits|stack:[a-z0-9-]{1,64})$/, '"credits", or "stack:" and an id of content.')
  .meta({
    description: '`credits`, or `stack:` and the id of a kind.',
    examples: ['credits', 'stack:iron-ore'],
  });

const LedgerQuery = z.strictObject({
  asset: AssetName.optional().describe('Only of this.'),
  ...pageQuery(z.string().min(1).max(100), { entries: 50, first: 'the newest' }),
});

const LedgerPage = z
  .object({
    entries: z
      .array(
        z.object({
          operationId: z.string().describe('Of what happened; entries of one operation share it.'),
          kind: z.string().describe('What happened, such as "sell" or "market.buy".'),
          at: z.iso.datetime().describe('When.'),
          asset: AssetName,
          amount: z.int().describe('Positive: the character got it. Negative: it went away.'),
          balance: z.int().describe('What there was of it afterwards.'),
          counterparts: z
            .array(z.string())
            .describe('The others: characters by name, all else by what it is, such as "shop".'),
        }),
      )
      .describe('Newest first.'),
    cursor: z.string().nullable().describe('Asks for the next page; null: this was the last.'),
  })
  .meta({ id: 'LedgerPage', description: 'How a wallet became what it is.' });

const ownerOf = (characterId: string): Owner => ({ kind: 'character', id: characterId });

export const walletRoutes: Route[] = [
  defineRoute({
    id: 'getWallet',
    method: 'get',
    path: '/api/v1/wallets/{characterId}',
    tag,
    summary: "Get a character's credits and stacks.",
    auth: 'bearer',
    params: WalletParams,
    response: Wallet,
    status: 200,
    errors: ['character_not_found'],
    async handle({ services: { characters, ledger }, identity, params }) {
      const { id } = await characters.get(identity.accountId, params.characterId);
      const balances = await ledger.balances(ownerOf(id));
      return {
        credits: balances.find(({ asset }) => asset === 'credits')?.amount ?? 0,
        stacks: balances
          .filter(({ asset }) => asset !== 'credits')
          .map(({ asset, amount }) => ({ kind: asset.slice('stack:'.length), amount })),
      };
    },
  }),
  defineRoute({
    id: 'getLedger',
    method: 'get',
    path: '/api/v1/wallets/{characterId}/ledger',
    tag,
    summary: "Get the history of a character's credits and stacks, newest first.",
    auth: 'bearer',
    params: WalletParams,
    query: LedgerQuery,
    response: LedgerPage,
    status: 200,
    errors: ['character_not_found'],
    async handle({ services: { characters, ledger }, identity, params, query }) {
      const { id } = await characters.get(identity.accountId, params.characterId);
      const asset = (query.asset as Asset | undefined) ?? null;
      const page = await ledger.entries(ownerOf(id), asset, query.cursor ?? null, query.limit);
      return {
        entries: page.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
        cursor: page.cursor,
      };
    },
  }),
];
