import type { CombatContent } from '../../combat/combat-content.ts';
import type { Target } from '../../combat/targets.ts';
import { el } from '../../ui/dom.ts';
import { setHidden, setText } from '../../ui/refresh.ts';
import { GaugeBar } from './gauge.ts';
import { StatusChips } from './status-chips.ts';

/** Whom one has chosen, and how it is. */
export class TargetFrame {
  readonly element: HTMLElement;
  private readonly name = el('b', { 'data-testid': 'target-name' });
  private readonly level = el('small');
  private readonly health = new GaugeBar('enemy', 'Health of the target');
  private readonly chips: StatusChips;

  constructor(content: () => CombatContent) {
    this.chips = new StatusChips(content);
    this.element = el(
      'section',
      { class: 'target-frame', 'aria-label': 'Target', 'data-testid': 'target', hidden: true },
      el('div', { class: 'target-words' }, this.name, this.level),
      this.health.element,
      this.chips.element,
    );
  }

  /** @param target null: nobody */
  show(target: Target | null): void {
    setHidden(this.element, target === null);
    if (!target) return;
    const { name, level, color, health, maxHealth, isEnemy, statuses } = target;
    setText(this.name, name);
    setText(this.level, `level ${level}`);
    if (this.element.dataset.color !== color) {
      this.element.dataset.color = color;
      this.name.style.color = color;
    }
    this.element.classList.toggle('friend', !isEnemy);
    this.health.show({ now: health, most: maxHealth });
    this.chips.show(statuses);
  }
}
