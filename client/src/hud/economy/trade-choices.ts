import { notOffered, type TradeOffer, withHolding } from '../../economy/direct-trade.ts';
import type { Holding } from '../../economy/holdings.ts';
import { AmountInput } from '../../ui/amount-input.ts';
import { el } from '../../ui/dom.ts';
import { section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { forSale, tradeable } from './for-sale.ts';
import { goodsRow } from './goods-row.ts';
import { Picked } from './picked.ts';

export interface TradeChoicesOptions {
  context: EconomyContext;
  onChange(): void;
  onOffer(offer: TradeOffer): void;
}

/** What one has and could put into a direct trade. */
export class TradeChoices {
  private readonly options: TradeChoicesOptions;
  private readonly amount = new AmountInput('Amount', 'trade-amount');
  private readonly credits = new AmountInput('Credits', 'trade-credits');
  private readonly picked: Picked;

  constructor(options: TradeChoicesOptions) {
    this.options = options;
    this.picked = new Picked(options.onChange);
  }

  /** What `build` reads beside the offer. */
  get state(): unknown {
    return { owned: tradeable(this.options.context), picked: this.picked.key };
  }

  /** For another trade. */
  clear(): void {
    this.picked.clear();
    this.credits.set(null);
  }

  /** @param offer what is offered already */
  build(offer: TradeOffer): HTMLElement {
    const { context, onOffer } = this.options;
    const owned = tradeable(context);
    const rest = owned ? forSale(context, notOffered(owned, offer)) : [];
    const setCredits = async () => onOffer({ ...offer, credits: this.credits.readOptional() ?? 0 });
    return el(
      'div',
      { class: 'trade-choices' },
      el(
        'div',
        { class: 'line-form' },
        this.credits.element,
        smallButton('Offer credits', 'trade-credits-set', () => void context.attempt(setCredits)),
      ),
      section(
        'You have',
        rest.map((holding) => this.row(holding, offer)),
      ),
    );
  }

  private row(holding: Holding, offer: TradeOffer): HTMLElement {
    const { kind, amount, itemId, key } = holding;
    const { context, onOffer } = this.options;
    const add = async () =>
      onOffer(withHolding(offer, holding, itemId === null ? this.amount.read(amount) : 1));
    return goodsRow(context.catalogue(), {
      kind,
      amount,
      testId: `trade-have-${kind}`,
      pick: this.picked.of(
        key,
        () => [
          el(
            'div',
            { class: 'line-form' },
            itemId === null ? this.amount.element : null,
            smallButton('Offer', `trade-offer-${kind}`, () => void context.attempt(add)),
          ),
        ],
        () => this.amount.set(amount),
      ),
    });
  }
}
