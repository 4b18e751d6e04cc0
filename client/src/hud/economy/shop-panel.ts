import type { ShopApi } from '../../api/shop-api.ts';
import { LocalShop } from '../../economy/local-shop.ts';
import type { SidePanel } from '../side-panel.ts';
import type { EconomyContext } from './economy-context.ts';
import { buyTab, sellTab } from './shop-tabs.ts';
import { tabbedPanel, viewTab } from './tabbed-panel.ts';
import { upgradesTab } from './upgrades-tab.ts';

/** The shop where one is, and upgrades. */
export function shopPanel(context: EconomyContext, api: ShopApi): SidePanel {
  const options = { context, api, shop: new LocalShop(api) };
  return tabbedPanel({
    id: 'shop',
    title: 'Shop and upgrades',
    label: 'Shop',
    key: { code: 'KeyU', letter: 'U' },
    tabs: [
      viewTab('sell', 'Sell', sellTab(options)),
      viewTab('buy', 'Buy', buyTab(options)),
      viewTab('upgrades', 'Upgrades', upgradesTab(context, api)),
    ],
  });
}
