import type { InventoryApi, LedgerEntry } from '../../api/inventory-api.ts';
import { Pages } from '../../data/pages.ts';
import { changeText, numberText, operationText, timeText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';
import { row, section } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { pagedView } from './paged-view.ts';

/** How credits and stacks came and went, newest first. */
export function historyTab(context: EconomyContext, api: InventoryApi) {
  const entryRow = (entry: LedgerEntry) => {
    const { operationId, asset, kind, amount, balance, at, counterparts } = entry;
    const others = counterparts.length === 0 ? '' : ` · ${counterparts.join(', ')}`;
    return row({
      testId: `entry-${operationId}-${asset}`,
      title: operationText(kind),
      notes: [`${timeText(at)}${others}`, `then ${numberText(balance)}`],
      aside: el(
        'span',
        { class: amount < 0 ? 'less' : 'more' },
        `${changeText(amount)} ${context.catalogue().assetName(asset)}`,
      ),
    });
  };
  return pagedView({
    pages: new Pages<LedgerEntry>((cursor) => api.history(cursor)),
    testId: 'history',
    context,
    build: (entries) => [section('Newest first', entries.map(entryRow), 'Nothing has happened yet.')],
  });
}
