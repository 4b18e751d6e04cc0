import type { LiveView } from '../../ui/live-view.ts';
import { type Tab, Tabs } from '../../ui/tabs.ts';
import { SidePanel, type SidePanelOptions } from '../side-panel.ts';

/** Prices and inventories change without a word to us. */
export const REFRESH_MS = 5_000;

export interface TabbedPanelOptions extends Pick<SidePanelOptions, 'id' | 'title' | 'label' | 'key'> {
  tabs: readonly Tab[];
}

/** A side panel of several tabs, of which the shown one looks again. */
export function tabbedPanel({ tabs, ...options }: TabbedPanelOptions): SidePanel {
  const shown = new Tabs(tabs);
  return new SidePanel({
    ...options,
    content: shown.element,
    onRefresh: () => shown.refresh(),
    refreshMs: REFRESH_MS,
  });
}

export function viewTab<S>(id: string, label: string, view: LiveView<S>): Tab {
  return { id, label, element: view.element, refresh: () => void view.refresh() };
}
