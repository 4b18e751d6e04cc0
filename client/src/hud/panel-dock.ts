import { isWriting } from '../steering/keyboard.ts';
import { el } from '../ui/dom.ts';
import type { SidePanel } from './side-panel.ts';

/** The side panels, of which one at most is open, and what their buttons and keys do. */
export class PanelDock {
  readonly element: HTMLElement;
  private readonly panels: readonly SidePanel[];
  private readonly listening = new AbortController();

  constructor(panels: readonly SidePanel[]) {
    this.panels = panels;
    this.element = el('div', { class: 'panel-dock' }, ...panels.map(({ element }) => element));
    for (const panel of panels) panel.button.addEventListener('click', () => this.toggle(panel));
    window.addEventListener('keydown', (event) => this.press(event), { signal: this.listening.signal });
  }

  closeAll(): void {
    for (const panel of this.panels) panel.close();
  }

  dispose(): void {
    this.listening.abort();
    this.closeAll();
  }

  private press(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === 'Escape') this.closeAll();
    const panel = this.panels.find(({ key }) => key === event.code);
    if (panel) this.toggle(panel);
  }

  private toggle(panel: SidePanel): void {
    const opens = !panel.isOpen;
    this.closeAll();
    if (opens) panel.open();
  }
}
