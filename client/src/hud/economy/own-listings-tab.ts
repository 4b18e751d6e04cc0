import type { Listing, MarketApi } from '../../api/market-api.ts';
import { Latest } from '../../data/latest.ts';
import { LiveView } from '../../ui/live-view.ts';
import { section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { listingRow } from './listing-row.ts';

/** What one sells, and where one's bid is the highest. */
export function ownListingsTab(context: EconomyContext, api: MarketApi) {
  const known = new Latest<Listing[] | null>(null);
  const cancel = ({ id }: Listing) =>
    smallButton(
      'Take back',
      `cancel-${id}`,
      () => void context.act(() => api.cancel(id), 'Taken back. It comes by mail.'),
    );
  const rows = (listings: readonly Listing[], isSold: boolean) =>
    listings
      .filter(({ sellerId }) => (sellerId === context.characterId) === isSold)
      .map((listing) =>
        listingRow(context, listing, {
          buttons: isSold && (listing.auction?.bids ?? 0) === 0 ? [cancel(listing)] : [],
        }),
      );
  return new LiveView({
    refresh: async () => void (await known.take(() => api.own())),
    state: () => known.value,
    build: (listings) => [
      section('You sell', rows(listings, true), 'You have listed nothing.'),
      section('Your bids', rows(listings, false)),
    ],
  });
}
