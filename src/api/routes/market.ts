import { z } from 'zod';
import { CharacterId, ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import {
  Amount,
  BrowseQuery,
  Listing,
  ListingPage,
  listingView,
  NewListingBody,
  newListingOf,
} from './market-schemas.ts';

const tag = 'market';

const ListingParams = z.strictObject({ listingId: z.uuid().toLowerCase().describe("A listing's id.") });
const OwnCharacter = z.strictObject({ characterId: CharacterId.describe('A character of the account.') });
const Acting = { characterId: CharacterId.describe('Who does it: a character of the account.') };

const PriceDay = z
  .object({
    day: z.iso.date().describe('The day, UTC.'),
    low: z.int().describe('Credits for one piece: the lowest price paid.'),
    high: z.int().describe('The highest.'),
    average: z.int().describe('Turnover ÷ pieces, rounded.'),
    sold: z.int().describe('Pieces.'),
  })
  .meta({ id: 'PriceDay', description: 'What was sold of a kind on one day.' });

const Watches = z.array(ContentId).describe('Ids of the kinds that the character watches, in their order.');

const shared = { tag, auth: 'bearer', status: 200 } as const;

const browsing: Route[] = [
  defineRoute({
    ...shared,
    id: 'browseListings',
    method: 'get',
    path: '/api/v1/market/listings',
    summary: 'Browse the trading post: everything that is for sale in the realm.',
    query: BrowseQuery,
    response: ListingPage,
    errors: ['content_not_found'],
    async handle({ services, query: { sort, cursor, limit, ...filter } }) {
      const page = await services.market.browse(filter, sort, cursor ?? null, limit);
      return { entries: page.entries.map(listingView), cursor: page.cursor };
    },
  }),
  defineRoute({
    ...shared,
    id: 'getListing',
    method: 'get',
    path: '/api/v1/market/listings/{listingId}',
    summary: 'Get a listing, also one that has ended.',
    params: ListingParams,
    response: Listing,
    errors: ['listing_not_found'],
    handle: async ({ services, params }) => listingView(await services.market.get(params.listingId)),
  }),
  defineRoute({
    ...shared,
    id: 'getOwnListings',
    method: 'get',
    path: '/api/v1/market/characters/{characterId}',
    summary: 'Get what a character sells and where its bid is the highest; open listings, newest first.',
    params: OwnCharacter,
    response: z.array(Listing).describe('At most 200.'),
    errors: ['character_not_found'],
    async handle({ services, identity, params }) {
      const { id } = await services.characters.get(identity.accountId, params.characterId);
      return (await services.market.involving(id)).map(listingView);
    },
  }),
  defineRoute({
    ...shared,
    id: 'getPriceHistory',
    method: 'get',
    path: '/api/v1/market/history/{kind}',
    summary: 'Get the prices of a kind over the last 30 days.',
    params: z.strictObject({ kind: ContentId.describe('Id of an item, hull or module.') }),
    response: z.array(PriceDay).describe('Oldest day first; days without a sale are left out.'),
    errors: ['content_not_found'],
    handle: ({ services, params }) => services.market.history(params.kind),
  }),
];

const trading: Route[] = [
  defineRoute({
    ...shared,
    id: 'listGoods',
    method: 'post',
    path: '/api/v1/market/listings',
    summary:
      'List something for sale. The fee, 5 % of what is asked and at least 1, is kept whatever becomes of it.',
    idempotent: true,
    body: NewListingBody,
    response: Listing,
    status: 201,
    errors: [
      'character_not_found',
      'content_not_found',
      'item_not_found',
      'item_in_use',
      'item_bound',
      'listing_limit_reached',
      'insufficient_credits',
      'insufficient_items',
    ],
    async handle({ services, identity, body, key }) {
      await services.characters.get(identity.accountId, body.characterId);
      return listingView(await services.market.list(key, newListingOf(body)));
    },
  }),
  defineRoute({
    ...shared,
    id: 'buyListing',
    method: 'post',
    path: '/api/v1/market/listings/{listingId}/buy',
    summary: 'Buy at the price of the listing, all of it or some. What was bought comes by mail.',
    idempotent: true,
    params: ListingParams,
    body: z.strictObject({ ...Acting, amount: Amount.describe('Pieces.') }),
    response: z
      .object({
        listingId: z.uuid().describe("The listing's id."),
        mailId: z.uuid().describe('Id of the mail that brings it.'),
        amount: z.int().describe('Pieces.'),
        paid: z.int().describe('Credits for all of them.'),
      })
      .meta({ id: 'Purchase', description: 'What was bought.' }),
    errors: [
      'character_not_found',
      'listing_not_found',
      'listing_closed',
      'listing_not_for_sale',
      'listing_whole_only',
      'own_listing',
      'insufficient_items',
      'insufficient_credits',
    ],
    async handle({ services, identity, params, body, key }) {
      await services.characters.get(identity.accountId, body.characterId);
      return services.market.buy({ key, ...params, ...body });
    },
  }),
  defineRoute({
    ...shared,
    id: 'bidOnListing',
    method: 'post',
    path: '/api/v1/market/listings/{listingId}/bids',
    summary: 'Bid on an auction. The credits are held; whoever is outbid has them back at once.',
    idempotent: true,
    params: ListingParams,
    body: z.strictObject({ ...Acting, amount: Amount.describe('Credits for all of it.') }),
    response: Listing,
    errors: [
      'character_not_found',
      'listing_not_found',
      'listing_closed',
      'not_an_auction',
      'own_listing',
      'own_bid',
      'bid_too_low',
      'bid_too_high',
      'insufficient_credits',
    ],
    async handle({ services, identity, params, body, key }) {
      await services.characters.get(identity.accountId, body.characterId);
      return listingView(await services.market.bid({ key, ...params, ...body }));
    },
  }),
  defineRoute({
    ...shared,
    id: 'cancelListing',
    method: 'post',
    path: '/api/v1/market/listings/{listingId}/cancel',
    summary: 'Take an own listing back on which nobody has bid. What is left comes by mail.',
    idempotent: true,
    params: ListingParams,
    body: z.strictObject(Acting),
    response: Listing,
    errors: ['character_not_found', 'listing_not_found', 'listing_closed', 'listing_has_bids', 'forbidden'],
    async handle({ services, identity, params, body, key }) {
      await services.characters.get(identity.accountId, body.characterId);
      return listingView(await services.market.cancel({ key, ...params, ...body }));
    },
  }),
];

const watching: Route[] = [
  defineRoute({
    ...shared,
    id: 'getWatches',
    method: 'get',
    path: '/api/v1/market/watches/{characterId}',
    summary: 'Get the kinds whose listings and sales a character is told of, by the room message `market`.',
    params: OwnCharacter,
    response: Watches,
    errors: ['character_not_found'],
    async handle({ services, identity, params }) {
      const { id } = await services.characters.get(identity.accountId, params.characterId);
      return services.market.watches(id);
    },
  }),
  defineRoute({
    ...shared,
    id: 'setWatch',
    method: 'post',
    path: '/api/v1/market/watches/{characterId}',
    summary: 'Begin or end watching a kind.',
    params: OwnCharacter,
    body: z.strictObject({
      kind: ContentId.describe('Id of an item, hull or module.'),
      watch: z.boolean().describe('Whether it is watched from now on.'),
    }),
    response: Watches,
    errors: ['character_not_found', 'content_not_found', 'watch_limit_reached'],
    async handle({ services, identity, params, body: { kind, watch } }) {
      const { id } = await services.characters.get(identity.accountId, params.characterId);
      if (watch) await services.market.watch(id, kind);
      else await services.market.unwatch(id, kind);
      return services.market.watches(id);
    },
  }),
];

export const marketRoutes: Route[] = [...browsing, ...trading, ...watching];
