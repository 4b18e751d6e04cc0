import type { Price, Shop, ShopApi } from '../../api/shop-api.ts';
import { goodsOf, type Holding } from '../../economy/holdings.ts';
import type { LocalShop } from '../../economy/local-shop.ts';
import { creditsText } from '../../economy/words.ts';
import { AmountInput } from '../../ui/amount-input.ts';
import { el } from '../../ui/dom.ts';
import { LiveView } from '../../ui/live-view.ts';
import { section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { forSale, refreshForSale } from './for-sale.ts';
import { goodsFacts, goodsRow } from './goods-row.ts';
import { loadLine } from './load-line.ts';
import { Picked } from './picked.ts';

export interface ShopTabOptions {
  context: EconomyContext;
  api: ShopApi;
  shop: LocalShop;
}

/** What the shop here has, and what it asks. */
export function buyTab(options: ShopTabOptions) {
  const { context, api } = options;
  const amount = new AmountInput('Amount', 'buy-amount');
  const buy = async (kind: string) => {
    const { amount: bought, total } = await api.buy(kind, amount.read());
    context.say(`${bought} × ${context.catalogue().name(kind)} for ${creditsText(total)}.`);
  };
  const priceRow = ({ kind, price }: Price, picked: Picked) =>
    goodsRow(context.catalogue(), {
      kind,
      testId: `buy-${kind}`,
      aside: creditsText(price),
      pick: picked.of(
        kind,
        () => [
          ...goodsFacts(context.catalogue(), kind),
          el(
            'div',
            { class: 'line-form' },
            amount.element,
            smallButton('Buy', `buy-${kind}-do`, () => void context.act(() => buy(kind))),
          ),
        ],
        () => amount.set(1),
      ),
    });
  return shopView(options, (shop, picked) => [
    section(
      'It sells',
      shop.asks.map((price) => priceRow(price, picked)),
      'Nothing at all.',
    ),
  ]);
}

/** What one has that the shop here takes, and what it pays. */
export function sellTab(options: ShopTabOptions) {
  const { context, api } = options;
  const amount = new AmountInput('Amount', 'sell-amount');
  const sell = async (holding: Holding, wanted: number) => {
    const { amount: sold, total } = await api.sell(goodsOf(holding, wanted));
    context.say(`${sold} × ${context.catalogue().name(holding.kind)} for ${creditsText(total)}.`);
  };
  const holdingRow = (holding: Holding, price: number, picked: Picked) => {
    const { kind, key, itemId } = holding;
    const some = async () => sell(holding, itemId === null ? amount.read(holding.amount) : 1);
    return goodsRow(context.catalogue(), {
      kind,
      amount: holding.amount,
      testId: `sell-${kind}`,
      aside: creditsText(price),
      pick: picked.of(
        key,
        () => [
          ...goodsFacts(context.catalogue(), kind),
          el(
            'div',
            { class: 'line-form' },
            itemId === null ? amount.element : null,
            smallButton('Sell', `sell-${kind}-do`, () => void context.act(some)),
          ),
        ],
        () => amount.set(holding.amount),
      ),
    });
  };
  return shopView(options, (shop, picked) => {
    const prices = new Map(shop.pays.map(({ kind, price }) => [kind, price]));
    const rows = forSale(context)
      .filter(({ kind }) => prices.has(kind))
      .map((holding) => holdingRow(holding, prices.get(holding.kind)!, picked));
    return [section('It takes', rows, 'You have nothing that it takes.')];
  });
}

function shopView(
  { context, shop }: ShopTabOptions,
  build: (shop: Shop, picked: Picked) => (Node | null)[],
): LiveView<unknown> {
  const picked = new Picked(() => view.show());
  const view: LiveView<unknown> = new LiveView({
    refresh: async () => {
      await Promise.all([shop.refresh(), refreshForSale(context)]);
    },
    state: () => {
      const own = context.inventory.state?.character;
      return shop.shop === undefined || !own
        ? null
        : { shop: shop.shop, own, spare: context.hangar.spare, picked: picked.key };
    },
    build: () => {
      const here = shop.shop!;
      const own = loadLine(context.inventory.state!.character);
      if (!here) return [own, el('p', { class: 'faint' }, 'There is no shop here. Cities have them.')];
      return [own, el('p', {}, el('b', {}, here.name), ' ', here.text), ...build(here, picked)];
    },
  });
  context.inventory.onChange(() => view.show());
  return view;
}
