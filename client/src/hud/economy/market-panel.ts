import type { MarketApi } from '../../api/market-api.ts';
import type { Tab } from '../../ui/tabs.ts';
import type { SidePanel } from '../side-panel.ts';
import { boardTab } from './board-tab.ts';
import type { EconomyContext } from './economy-context.ts';
import { ListGoodsTab } from './list-goods-tab.ts';
import { ownListingsTab } from './own-listings-tab.ts';
import { tabbedPanel, viewTab } from './tabbed-panel.ts';

/** The trading post of the whole realm, and direct trade with who is here. @param direct the tab of the latter */
export function marketPanel(context: EconomyContext, api: MarketApi, direct: Tab): SidePanel {
  return tabbedPanel({
    id: 'market',
    title: 'Trading post',
    label: 'Trade',
    key: { code: 'KeyT', letter: 'T' },
    tabs: [
      viewTab('board', 'Browse', boardTab(context, api)),
      viewTab('list', 'Sell', new ListGoodsTab(context, api).view),
      viewTab('own', 'Yours', ownListingsTab(context, api)),
      direct,
    ],
  });
}
