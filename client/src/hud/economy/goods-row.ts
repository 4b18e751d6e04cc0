import type { Goods } from '../../../../src/content/goods.ts';
import type { Catalogue } from '../../economy/catalogue.ts';
import { itemEffectText, numberText, statsText, weightText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';
import { facts, type RowOptions, row } from '../../ui/rows.ts';
import { hullFacts } from './hull-facts.ts';
import { moduleFacts } from './module-facts.ts';

export interface GoodsRowOptions extends Omit<RowOptions, 'title' | 'rarity'> {
  kind: string;
  /** Shown when it is more than one. */
  amount?: number;
}

/** The row of something that can be owned. */
export function goodsRow(
  catalogue: Catalogue,
  { kind, amount = 1, ...options }: GoodsRowOptions,
): HTMLElement {
  const name = catalogue.name(kind);
  const title = amount === 1 ? name : `${name} × ${numberText(amount)}`;
  return row({ ...options, title, rarity: catalogue.find(kind)?.rarity });
}

/** What there is to know of a kind. */
export function goodsFacts(catalogue: Catalogue, kind: string): (Node | null)[] {
  const goods: Goods | undefined = catalogue.find(kind);
  if (!goods) return [];
  const item = catalogue.item(kind);
  const module = catalogue.module(kind);
  const hull = catalogue.hull(kind);
  const equipment = item?.equipment ?? null;
  return [
    el('p', { class: 'faint' }, goods.text),
    facts([
      ['rarity', goods.rarity],
      ['weighs', weightText(goods.weight)],
      ['worn on', equipment?.type ?? null],
      ['adds', equipment && statsText(equipment.stats)],
      ['needs', equipment && needsText(equipment.level, equipment.classes)],
      ['effect', item?.effects.map(itemEffectText).join(', ') ?? null],
      ...(module ? moduleFacts(module) : []),
      ...(hull ? hullFacts(hull) : []),
      ['bound', catalogue.isBound(kind) ? 'stays with this character' : null],
    ]),
  ];
}

function needsText(level: number, classes: readonly string[]): string {
  return [level > 1 ? `level ${level}` : '', classes.join(' or ')].filter((need) => need !== '').join(', ');
}
