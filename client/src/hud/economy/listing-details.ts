import type { Listing, MarketApi, PriceDay } from '../../api/market-api.ts';
import { Latest } from '../../data/latest.ts';
import { creditsText } from '../../economy/words.ts';
import { AmountInput } from '../../ui/amount-input.ts';
import { el } from '../../ui/dom.ts';
import { smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { goodsFacts } from './goods-row.ts';
import { priceChart } from './price-chart.ts';

/** What there is to know of one listing, and what can be done with it. */
export class ListingDetails {
  private readonly context: EconomyContext;
  private readonly api: MarketApi;
  private readonly onChange: () => void;
  private readonly amount = new AmountInput('Pieces', 'listing-amount');
  private readonly bid = new AmountInput('Bid', 'listing-bid');
  private readonly history = new Latest<{ kind: string; days: PriceDay[] } | null>(null);
  private readonly watches = new Latest<string[]>([]);

  /** @param onChange what `state` tells has changed */
  constructor(context: EconomyContext, api: MarketApi, onChange: () => void) {
    this.context = context;
    this.api = api;
    this.onChange = onChange;
  }

  /** What `build` reads beside the listing. */
  get state(): unknown {
    return { history: this.history.value, watches: this.watches.value };
  }

  /** Before it is shown. */
  async open({ kind, remaining, auction }: Listing): Promise<void> {
    this.amount.set(remaining);
    this.bid.set(auction?.nextBid ?? null);
    await this.context.attempt(async () => {
      await Promise.all([
        this.history.take(async () => ({ kind, days: await this.api.history(kind) })),
        this.watches.take(() => this.api.watches()),
      ]);
    });
    this.onChange();
  }

  build(listing: Listing): (Node | null)[] {
    const { kind, sellerId } = listing;
    const { characterId, catalogue } = this.context;
    const history = this.history.value;
    return [
      ...goodsFacts(catalogue(), kind),
      history?.kind === kind ? priceChart(history.days) : null,
      ...(sellerId === characterId ? [] : [this.buyLine(listing), this.bidLine(listing)]),
      this.watchButton(kind),
    ];
  }

  private buyLine({ id, kind, unitPrice, remaining, auction }: Listing): HTMLElement | null {
    if (unitPrice === null) return null;
    const isWhole = auction !== null || remaining === 1;
    const buy = async () => this.api.buy(id, isWhole ? remaining : this.amount.read(remaining));
    const success = `${this.context.catalogue().name(kind)}: bought, and on its way by mail.`;
    const label = isWhole ? `Buy for ${creditsText(unitPrice * remaining)}` : 'Buy';
    return el(
      'div',
      { class: 'line-form' },
      isWhole ? null : this.amount.element,
      smallButton(label, 'listing-buy', () => void this.context.act(buy, success)),
    );
  }

  private bidLine({ id, auction }: Listing): HTMLElement | null {
    if (!auction) return null;
    const bid = async () => this.api.bid(id, this.bid.read());
    return el(
      'div',
      { class: 'line-form' },
      this.bid.element,
      smallButton('Bid', 'listing-bid-do', () => void this.context.act(bid, 'Your bid is the highest.')),
    );
  }

  private watchButton(kind: string): HTMLElement {
    const isWatched = this.watches.value.includes(kind);
    return smallButton(isWatched ? 'Stop watching' : 'Watch', 'listing-watch', async () => {
      await this.context.attempt(async () => {
        await this.watches.take(() => this.api.watch(kind, !isWatched));
      });
      this.onChange();
    });
  }
}
