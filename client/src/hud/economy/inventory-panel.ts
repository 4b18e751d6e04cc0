import type { InventoryApi } from '../../api/inventory-api.ts';
import type { SidePanel } from '../side-panel.ts';
import type { EconomyContext } from './economy-context.ts';
import { historyTab } from './history-tab.ts';
import { StoreTab } from './store-tab.ts';
import { tabbedPanel, viewTab } from './tabbed-panel.ts';
import { WornTab } from './worn-tab.ts';

/** What one has, wears and has stored, and how that came about. */
export function inventoryPanel(context: EconomyContext, api: InventoryApi): SidePanel {
  return tabbedPanel({
    id: 'inventory',
    title: 'Inventory',
    label: 'Inventory',
    key: { code: 'KeyI', letter: 'I' },
    tabs: [
      viewTab('carried', 'Carried', new StoreTab({ store: 'character', context, api }).view),
      viewTab('worn', 'Worn', new WornTab(context, api).view),
      viewTab('stored', 'Storage', new StoreTab({ store: 'storage', context, api }).view),
      viewTab('history', 'History', historyTab(context, api)),
    ],
  });
}
