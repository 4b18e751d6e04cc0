import type { InventoryApi, StoreName } from '../../api/inventory-api.ts';
import { type Holding, holdingsOf, parcelOf } from '../../economy/holdings.ts';
import { AmountInput } from '../../ui/amount-input.ts';
import { confirmButton } from '../../ui/confirm-button.ts';
import { el } from '../../ui/dom.ts';
import { LiveView } from '../../ui/live-view.ts';
import { section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { goodsFacts, goodsRow } from './goods-row.ts';
import { loadLine } from './load-line.ts';
import { Picked } from './picked.ts';

export interface StoreTabOptions {
  store: StoreName;
  context: EconomyContext;
  api: InventoryApi;
}

/** What the character carries, or what lies in storage, and what can be done with it. */
export class StoreTab {
  readonly view: LiveView<unknown>;
  private readonly options: StoreTabOptions;
  private readonly amount: AmountInput;
  private readonly credits: AmountInput;
  private readonly picked = new Picked(() => this.view.show());

  constructor(options: StoreTabOptions) {
    const { store, context } = options;
    this.options = options;
    this.amount = new AmountInput('Amount', `${store}-amount`);
    this.credits = new AmountInput('Credits', `${store}-credits`);
    this.view = new LiveView({
      refresh: () => context.inventory.refresh(),
      state: () => {
        const known = context.inventory.state?.[store];
        return known ? { known, picked: this.picked.key } : null;
      },
      build: ({ known }) => [
        loadLine(known),
        section(
          'Things',
          holdingsOf(known, context.catalogue()).map((holding) => this.row(holding)),
          'There is nothing here.',
        ),
      ],
      foot: el(
        'div',
        { class: 'line-form' },
        this.credits.element,
        smallButton(this.moveLabel, `${store}-credits-move`, () => void this.moveCredits()),
      ),
    });
    context.inventory.onChange(() => this.view.show());
  }

  private get moveLabel(): string {
    return this.options.store === 'character' ? 'Put into storage' : 'Take';
  }

  private get target(): StoreName {
    return this.options.store === 'character' ? 'storage' : 'character';
  }

  private row(holding: Holding): HTMLElement {
    const { store, context } = this.options;
    const catalogue = context.catalogue();
    return goodsRow(catalogue, {
      kind: holding.kind,
      amount: holding.amount,
      testId: `${store}-${holding.kind}`,
      pick: this.picked.of(
        holding.key,
        () => [
          ...goodsFacts(catalogue, holding.kind),
          el('div', { class: 'line-form' }, ...this.actions(holding)),
        ],
        () => this.amount.set(holding.amount),
      ),
    });
  }

  private actions(holding: Holding): HTMLElement[] {
    const { store, context, api } = this.options;
    const { kind, itemId } = holding;
    const catalogue = context.catalogue();
    const name = catalogue.name(kind);
    const actions: HTMLElement[] = itemId === null ? [this.amount.element] : [];
    if (store === 'character' && itemId !== null && catalogue.item(kind)?.equipment)
      actions.push(smallButton('Wear', `wear-${kind}`, () => void context.act(() => api.equip(itemId))));
    if (!catalogue.isBound(kind))
      actions.push(
        smallButton(
          this.moveLabel,
          `move-${kind}`,
          () => void context.act(async () => api.transfer(this.target, this.parcel(holding))),
        ),
      );
    if (store === 'character')
      actions.push(
        confirmButton('Throw away', `discard-${kind}`, () => {
          const discard = async () => api.discard(this.parcel(holding));
          void context.act(discard, `${name}: thrown away.`);
        }),
      );
    return actions;
  }

  /** @throws InputError */
  private parcel(holding: Holding) {
    return parcelOf(holding, holding.itemId === null ? this.amount.read(holding.amount) : 1);
  }

  private async moveCredits(): Promise<void> {
    const { context, api } = this.options;
    const move = async () => api.transfer(this.target, { credits: this.credits.read() });
    if (await context.act(move)) this.credits.set(null);
  }
}
