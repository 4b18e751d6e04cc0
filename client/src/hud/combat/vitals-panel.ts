import type { CombatContent } from '../../combat/combat-content.ts';
import type { Vitals } from '../../combat/vitals.ts';
import { el } from '../../ui/dom.ts';
import { setHidden, setText } from '../../ui/refresh.ts';
import { GaugeBar } from './gauge.ts';
import { StatusChips } from './status-chips.ts';

/** How the own character is. */
export class VitalsPanel {
  readonly element: HTMLElement;
  private readonly level = el('span', { class: 'vitals-level', 'data-testid': 'level', title: 'Level' });
  private readonly health = new GaugeBar('health', 'Health');
  private readonly mana = new GaugeBar('mana', 'Mana');
  private readonly stamina = new GaugeBar('stamina', 'Stamina');
  private readonly experience = new GaugeBar('experience', 'Experience');
  private readonly chips: StatusChips;

  constructor(content: () => CombatContent) {
    this.chips = new StatusChips(content);
    this.element = el(
      'section',
      { class: 'vitals', 'aria-label': 'Your character', 'data-testid': 'vitals', hidden: true },
      this.chips.element,
      el(
        'div',
        { class: 'vitals-body' },
        this.level,
        el(
          'div',
          { class: 'vitals-bars' },
          ...[this.health, this.mana, this.stamina, this.experience].map(({ element }) => element),
        ),
      ),
    );
  }

  /** @param vitals null: not known yet */
  show(vitals: Vitals | null): void {
    setHidden(this.element, vitals === null);
    if (!vitals) return;
    setText(this.level, String(vitals.level));
    for (const gauge of ['health', 'mana', 'stamina', 'experience'] as const) this[gauge].show(vitals[gauge]);
    this.chips.show(vitals.statuses);
  }
}
