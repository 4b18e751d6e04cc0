import type { MarketApi, Offer } from '../../api/market-api.ts';
import { goodsOf, type Holding } from '../../economy/holdings.ts';
import { AmountInput } from '../../ui/amount-input.ts';
import { el } from '../../ui/dom.ts';
import { InputError } from '../../ui/input-error.ts';
import { LiveView } from '../../ui/live-view.ts';
import { section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { forSale, refreshForSale } from './for-sale.ts';
import { goodsRow } from './goods-row.ts';
import { loadLine } from './load-line.ts';
import { Picked } from './picked.ts';

const MAX_HOURS = 72;
const USUAL_HOURS = 24;

/** What one has, to be listed for a price, to the highest bidder, or both. */
export class ListGoodsTab {
  readonly view: LiveView<unknown>;
  private readonly context: EconomyContext;
  private readonly api: MarketApi;
  private readonly amount = new AmountInput('Pieces', 'list-amount');
  private readonly price = new AmountInput('Price for one', 'list-price');
  private readonly bid = new AmountInput('Starting bid for all', 'list-bid');
  private readonly hours = new AmountInput('Hours', 'list-hours');
  private readonly picked = new Picked(() => this.view.show());

  constructor(context: EconomyContext, api: MarketApi) {
    this.context = context;
    this.api = api;
    const { inventory } = context;
    this.view = new LiveView({
      refresh: () => refreshForSale(context),
      state: () =>
        inventory.state && {
          own: inventory.state.character,
          spare: context.hangar.spare,
          picked: this.picked.key,
        },
      build: ({ own }) => [
        loadLine(own),
        section(
          'Sell what you have',
          forSale(context).map((holding) => this.row(holding)),
          'You have nothing that can be listed.',
        ),
      ],
    });
    inventory.onChange(() => this.view.show());
  }

  private row(holding: Holding): HTMLElement {
    const { kind, amount, key } = holding;
    return goodsRow(this.context.catalogue(), {
      kind,
      amount,
      testId: `list-${kind}`,
      pick: this.picked.of(
        key,
        () => this.form(holding),
        () => this.prepare(holding),
      ),
    });
  }

  private prepare({ kind, amount }: Holding): void {
    this.amount.set(amount);
    this.price.set(this.context.catalogue().find(kind)?.value ?? null);
    this.bid.set(null);
    this.hours.set(USUAL_HOURS);
  }

  private form(holding: Holding): Node[] {
    const list = async () => {
      await this.api.list(this.read(holding));
      this.picked.clear();
    };
    const name = this.context.catalogue().name(holding.kind);
    const fields = [this.price, this.bid, this.hours, ...(holding.itemId === null ? [this.amount] : [])];
    return [
      el('div', { class: 'list-form' }, ...fields.map(labelled)),
      el(
        'small',
        { class: 'faint' },
        '5 % of what you ask, at least 1 credit, is the fee. It is not given back.',
      ),
      smallButton('List', `list-${holding.kind}-do`, () => void this.context.act(list, `${name}: listed.`)),
    ];
  }

  /** @throws InputError */
  private read(holding: Holding): Offer {
    const [unitPrice, startingBid] = [this.price.readOptional(), this.bid.readOptional()];
    if (unitPrice === null && startingBid === null) throw new InputError('Write a price or a starting bid.');
    const amount = holding.itemId === null ? this.amount.read(holding.amount) : 1;
    return { goods: goodsOf(holding, amount), unitPrice, startingBid, hours: this.hours.read(MAX_HOURS) };
  }
}

function labelled({ element }: AmountInput): HTMLElement {
  return el('label', {}, el('small', {}, element.title), element);
}
