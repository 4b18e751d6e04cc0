import type { CombatContent } from '../../combat/combat-content.ts';
import { el } from '../../ui/dom.ts';

/** What lasts on somebody, by name. */
export class StatusChips {
  readonly element = el('ul', { class: 'status-chips' });
  private readonly content: () => CombatContent;
  private shown = '';

  constructor(content: () => CombatContent) {
    this.content = content;
  }

  show(statuses: readonly string[]): void {
    const key = statuses.join(' ');
    if (key === this.shown) return;
    this.shown = key;
    this.element.replaceChildren(...statuses.map((id) => this.chip(id)));
  }

  private chip(id: string): HTMLElement {
    const kind = this.content().statuses.get(id);
    const chip = el('li', { title: kind?.text ?? null, 'data-testid': `status-${id}` }, kind?.name ?? id);
    if (kind) chip.style.borderColor = kind.color;
    return chip;
  }
}
