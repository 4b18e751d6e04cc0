import { z } from 'zod';
import { MAX_AMOUNT } from '../../economy/ledger-rules.ts';
import { MAX_UNIQUE_AMOUNT } from '../../economy/selling-rules.ts';
import type { ErrorCode } from '../../errors.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'trade';

const Price = z
  .object({ kind: ContentId.describe('Content id.'), price: z.int().describe('Credits for one.') })
  .meta({ id: 'Price', description: 'One line of a price list.' });

const PriceList = z
  .object({
    place: ContentId.describe('Id of the place in which the shop stands.'),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    pays: z.array(Price).describe('What it takes, and what it pays.'),
    asks: z.array(Price).describe('What it has, and what it asks.'),
  })
  .meta({ id: 'PriceList', description: 'A shop and its prices.' });

const Receipt = z
  .object({
    kind: ContentId.describe('Content id of what changed hands.'),
    amount: z.int().describe('How many.'),
    price: z.int().describe('Credits for one.'),
    total: z.int().describe('Credits for all.'),
    items: z.array(z.uuid().describe("An item's id.")).describe('The unique items that went or came.'),
    credits: z.int().describe('Credits that the character had afterwards.'),
  })
  .meta({ id: 'TradeReceipt', description: 'A trade with a shop.' });

const Trader = CharacterId.describe('A character of the account; the prices are those of where it is.');
const Amount = z.int().min(1).max(MAX_AMOUNT);

const TRADE_ERRORS: ErrorCode[] = [
  'character_not_found',
  'content_not_found',
  'no_shop_here',
  'not_traded_here',
];

export const tradeRoutes: Route[] = [
  defineRoute({
    id: 'getPrices',
    method: 'get',
    path: '/api/v1/trade/{characterId}',
    tag,
    summary: 'Get the prices of the shop where a character is.',
    auth: 'bearer',
    params: z.strictObject({ characterId: Trader }),
    response: z
      .object({ shop: PriceList.nullable().describe('The shop; null: there is none here.') })
      .meta({ id: 'LocalPrices', description: 'The prices where a character is.' }),
    status: 200,
    errors: ['character_not_found'],
    handle: async ({ services, identity, params }) => ({
      shop: await services.trade.prices(identity.accountId, params.characterId),
    }),
  }),
  defineRoute({
    id: 'sell',
    method: 'post',
    path: '/api/v1/trade/sell',
    tag,
    summary: 'Sell to the shop where the character is: some or all of a stack, or a unique item.',
    auth: 'bearer',
    idempotent: true,
    body: z.union([
      z.strictObject({
        characterId: Trader,
        kind: ContentId.describe('Content id of a stack.'),
        amount: z.union([Amount, z.literal('all')]).describe('How many of it, or `all`.'),
      }),
      z.strictObject({
        characterId: Trader,
        itemId: z.uuid().toLowerCase().describe('A unique item that is neither worn nor fitted.'),
      }),
    ]),
    response: Receipt,
    status: 200,
    errors: [...TRADE_ERRORS, 'insufficient_items', 'item_not_found', 'item_in_use', 'item_bound'],
    handle: ({ services, identity, body: { characterId, ...offered }, key }) =>
      services.trade.sell(identity.accountId, characterId, offered, key),
  }),
  defineRoute({
    id: 'buy',
    method: 'post',
    path: '/api/v1/trade/buy',
    tag,
    summary: 'Buy from the shop where the character is. It never runs out.',
    auth: 'bearer',
    idempotent: true,
    body: z.strictObject({
      characterId: Trader,
      kind: ContentId.describe('Content id of what it has.'),
      amount: Amount.describe(`How many; at most ${MAX_UNIQUE_AMOUNT} of what is unique.`),
    }),
    response: Receipt,
    status: 200,
    errors: [...TRADE_ERRORS, 'insufficient_credits', 'over_capacity'],
    handle: ({ services, identity, body: { characterId, ...wanted }, key }) =>
      services.trade.buy(identity.accountId, characterId, wanted, key),
  }),
];
