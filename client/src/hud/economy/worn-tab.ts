import type { InventoryApi, InventoryState } from '../../api/inventory-api.ts';
import { statsText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';
import { LiveView } from '../../ui/live-view.ts';
import { row, section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { goodsRow } from './goods-row.ts';

const SLOTS = ['weapon', 'head', 'body', 'hands', 'feet', 'trinket-1', 'trinket-2'];

/** What the character wears, and what that adds. */
export class WornTab {
  readonly view;
  private readonly context: EconomyContext;
  private readonly api: InventoryApi;

  constructor(context: EconomyContext, api: InventoryApi) {
    this.context = context;
    this.api = api;
    this.view = new LiveView({
      refresh: () => context.inventory.refresh(),
      state: () => context.inventory.state?.character ?? null,
      build: (character) => {
        const added = statsText(character.stats);
        return [
          section(
            'Worn',
            SLOTS.map((slot) => this.slotRow(slot, character)),
          ),
          added === '' ? null : el('p', { 'data-testid': 'worn-stats' }, `All of it: ${added}.`),
        ];
      },
    });
    context.inventory.onChange(() => this.view.show());
  }

  private slotRow(slot: string, { equipment }: InventoryState['character']): HTMLElement {
    const testId = `slot-${slot}`;
    const label = slot.replace('-', ' ');
    const worn = equipment.find((one) => one.slot === slot);
    if (!worn) return row({ testId, title: label, aside: el('span', { class: 'faint' }, 'nothing') });
    const catalogue = this.context.catalogue();
    const added = statsText(catalogue.item(worn.kind)?.equipment?.stats ?? {});
    return goodsRow(catalogue, {
      kind: worn.kind,
      testId,
      notes: [added === '' ? label : `${label}: ${added}`],
      buttons: [
        smallButton(
          'Take off',
          `unwear-${slot}`,
          () => void this.context.act(() => this.api.unequip(worn.id)),
        ),
      ],
    });
  }
}
