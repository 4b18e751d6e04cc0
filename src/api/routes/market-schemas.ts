import { z } from 'zod';
import type { Listing as ListingOfMarket, NewListing } from '../../market/listing.ts';
import { LISTING_SORTS } from '../../market/listing.ts';
import { MAX_AMOUNT, MAX_HOURS, MIN_HOURS } from '../../market/market-rules.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { pageQuery, wholeNumber } from '../page-query.ts';

/** Whole credits or pieces. */
export const Amount = z.int().min(1).max(MAX_AMOUNT);

export const ItemState = z.record(z.string(), z.unknown()).describe('What is special about this very item.');

/** Query fields of the market's and the mail's lists. */
export const PAGE_QUERY = pageQuery(z.string().regex(/^[\w-]{1,200}$/, 'A cursor of an earlier page.'), {
  entries: 30,
  first: 'the first',
});

export const Listing = z
  .object({
    id: z.uuid().describe("The listing's id."),
    sellerId: z.uuid().describe('Id of the character that sells.'),
    sellerName: z.string().nullable().describe('Its name; null: it is no more.'),
    kind: ContentId.describe('Id of what is listed: an item, hull or module of the content.'),
    item: z
      .object({ id: z.uuid().describe("The item's id."), state: ItemState })
      .nullable()
      .describe('The unique item; null: pieces of a stack.'),
    remaining: z.int().describe('Pieces that are left.'),
    listed: z.int().describe('Pieces that there were at first.'),
    unitPrice: z.int().nullable().describe('Credits for one piece; null: it can only be bid on.'),
    price: z
      .int()
      .describe('Credits for one piece as the board sorts it: the price, or a share of the next bid.'),
    auction: z
      .object({
        startingBid: z.int().describe('Credits for all of it, at least.'),
        bid: z.int().nullable().describe('The highest bid; null: nobody has bid.'),
        bidderId: z.uuid().nullable().describe('Whose it is.'),
        bids: z.int().describe('How often somebody bid.'),
        nextBid: z.int().describe('The least that the next bid has to be.'),
      })
      .nullable()
      .describe('Null: it is no auction. An auction can only be bought as a whole.'),
    status: z
      .enum(['open', 'sold', 'cancelled', 'expired'])
      .describe('What has become of it; open: nothing yet.'),
    createdAt: z.iso.datetime().describe('Since when it is listed.'),
    expiresAt: z.iso.datetime().describe('When it ends.'),
  })
  .meta({ id: 'Listing', description: 'Something that is for sale at the trading post.' });

export const ListingPage = z
  .object({
    entries: z.array(Listing).describe('In the order that was asked for.'),
    cursor: z.string().nullable().describe('Asks for the next page; null: this was the last.'),
  })
  .meta({ id: 'ListingPage', description: 'A part of the board.' });

export const BrowseQuery = z.strictObject({
  kind: ContentId.optional().describe('Only of this kind.'),
  rarity: z
    .enum(['common', 'uncommon', 'rare', 'epic', 'legendary'])
    .optional()
    .describe('Only of this rarity.'),
  text: z.string().min(1).max(64).optional().describe('Part of the name, whatever its case.'),
  minPrice: wholeNumber(MAX_AMOUNT).optional().describe('Credits for one piece, at least.'),
  maxPrice: wholeNumber(MAX_AMOUNT).optional().describe('Credits for one piece, at most.'),
  sale: z.enum(['auction', 'price']).optional().describe('Auctions alone, or what has a price alone.'),
  sort: z.enum(LISTING_SORTS).default('cheapest').describe('The order; `cheapest` when not given.'),
  ...PAGE_QUERY,
});

export const NewListingBody = z.strictObject({
  characterId: CharacterId.describe('Who sells: a character of the account.'),
  goods: z
    .union([
      z.strictObject({
        kind: ContentId.describe('Id of the kind of a stack.'),
        amount: Amount.describe('Pieces of it.'),
      }),
      z.strictObject({ itemId: z.uuid().toLowerCase().describe('Id of a unique item.') }),
    ])
    .describe('What is listed: pieces of a stack, or one unique item.'),
  unitPrice: Amount.optional().describe('Credits for one piece; without it, it can only be bid on.'),
  startingBid: Amount.optional().describe('Credits for all of it; makes it an auction.'),
  hours: z.int().min(MIN_HOURS).max(MAX_HOURS).describe('How long it is listed.'),
});

export function newListingOf({
  characterId,
  goods,
  unitPrice = null,
  startingBid = null,
  hours,
}: {
  characterId: string;
  goods: NewListing['goods'];
  unitPrice?: number | null | undefined;
  startingBid?: number | null | undefined;
  hours: number;
}): NewListing {
  return { sellerId: characterId, goods, unitPrice, startingBid, hours };
}

export function listingView(listing: ListingOfMarket): z.input<typeof Listing> {
  const { createdAt, expiresAt } = listing;
  return { ...listing, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
