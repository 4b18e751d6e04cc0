import { type Gauge, shareOf } from '../../combat/vitals.ts';
import { el } from '../../ui/dom.ts';
import { setHidden, setProperty, setText } from '../../ui/refresh.ts';

export type GaugeKind = 'health' | 'mana' | 'stamina' | 'experience' | 'enemy';

/** A bar with its numbers. */
export class GaugeBar {
  readonly element: HTMLElement;
  private readonly label: string;
  private readonly numbers = el('span', { class: 'gauge-numbers' });
  private shown = '';

  constructor(kind: GaugeKind, label: string) {
    this.label = label;
    this.element = el(
      'div',
      {
        class: 'gauge-bar',
        role: 'meter',
        'aria-label': label,
        'data-kind': kind,
        'data-testid': `gauge-${kind}`,
      },
      el('div', { class: 'gauge-fill' }),
      this.numbers,
    );
  }

  /** Nothing to have: nothing to see. */
  show(gauge: Gauge): void {
    const numbers = `${gauge.now} / ${gauge.most}`;
    if (numbers === this.shown) return;
    this.shown = numbers;
    setHidden(this.element, gauge.most === 0);
    setText(this.numbers, numbers);
    setProperty(this.element, '--share', String(shareOf(gauge)));
    for (const [name, value] of Object.entries({
      'aria-valuemin': '0',
      'aria-valuemax': String(gauge.most),
      'aria-valuenow': String(gauge.now),
      title: `${this.label}: ${numbers}`,
    }))
      this.element.setAttribute(name, value);
  }
}
