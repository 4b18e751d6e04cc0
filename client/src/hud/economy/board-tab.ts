import type { BrowseFilter, Listing, MarketApi } from '../../api/market-api.ts';
import { Pages } from '../../data/pages.ts';
import type { LiveView } from '../../ui/live-view.ts';
import { section } from '../../ui/rows.ts';
import { BoardFilter } from './board-filter.ts';
import type { EconomyContext } from './economy-context.ts';
import { ListingDetails } from './listing-details.ts';
import { listingRow } from './listing-row.ts';
import { pagedView } from './paged-view.ts';
import { Picked } from './picked.ts';

/** Everything that is for sale. */
export function boardTab(context: EconomyContext, api: MarketApi): LiveView<unknown> {
  let asked: BrowseFilter | null = null;
  const search = async () => {
    await context.attempt(async () => {
      asked = filter.read();
      picked.clear();
      await pages.restart();
    });
    view.show();
  };
  const filter = new BoardFilter(() => void search());
  const pages = new Pages<Listing>((cursor) => api.browse(asked ?? filter.read(), cursor));
  const picked = new Picked(() => view.show());
  const details = new ListingDetails(context, api, () => view.show());
  const rowOf = (listing: Listing) =>
    listingRow(context, listing, {
      pick: picked.of(
        listing.id,
        () => details.build(listing),
        () => void details.open(listing),
      ),
    });
  const view = pagedView({
    pages,
    testId: 'board',
    context,
    head: filter.element,
    choices: () => ({ picked: picked.key, details: details.state }),
    build: (listings) => [section('For sale', listings.map(rowOf), 'Nothing like that is for sale.')],
  });
  return view;
}
