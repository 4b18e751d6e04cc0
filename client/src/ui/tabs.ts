import { button, el } from './dom.ts';

export interface Tab {
  /** Its button's test id begins with it. */
  id: string;
  label: string;
  element: HTMLElement;
  /** When it is turned to, and again while it is shown. */
  refresh?(): void;
}

/** Several things in one place, of which one is shown. */
export class Tabs {
  readonly element: HTMLElement;
  private readonly tabs: readonly { tab: Tab; head: HTMLButtonElement }[];
  private selected = 0;

  constructor(tabs: readonly Tab[]) {
    this.tabs = tabs.map((tab, index) => ({
      tab,
      head: button(tab.label, { role: 'tab', 'data-testid': `${tab.id}-tab` }, () => this.turnTo(index)),
    }));
    const list = el('div', { class: 'tabs', role: 'tablist' }, ...this.tabs.map(({ head }) => head));
    this.element = el('div', { class: 'panel-tabs' }, list, ...tabs.map(({ element }) => element));
    this.show();
  }

  select(id: string): void {
    this.turnTo(this.tabs.findIndex(({ tab }) => tab.id === id));
  }

  refresh(): void {
    this.tabs[this.selected]!.tab.refresh?.();
  }

  private turnTo(index: number): void {
    this.selected = index;
    this.show();
    this.refresh();
  }

  private show(): void {
    for (const [index, { tab, head }] of this.tabs.entries()) {
      head.setAttribute('aria-selected', String(index === this.selected));
      tab.element.hidden = index !== this.selected;
    }
  }
}
