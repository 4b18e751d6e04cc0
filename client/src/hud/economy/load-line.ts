import type { Store } from '../../api/inventory-api.ts';
import { creditsText, numberText, weightText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';

/** Credits, and how full a store is. */
export function loadLine({ credits, used, capacity }: Store): HTMLElement {
  return el(
    'div',
    { class: 'load' },
    el('b', { class: 'credits', 'data-testid': 'credits' }, creditsText(credits)),
    gauge('slots', used.slots, capacity.slots, numberText),
    gauge('weight', used.weight, capacity.weight, weightText),
  );
}

/** How much of something is used. */
export function gauge(
  label: string,
  used: number,
  total: number,
  text: (value: number) => string,
): HTMLElement {
  const meter = el('meter', {
    min: '0',
    max: String(Math.max(total, 1)),
    value: String(used),
    high: String(total * 0.9),
    optimum: '0',
    'aria-hidden': 'true',
  });
  const overfull = used > total;
  return el(
    'span',
    { class: overfull ? 'gauge overfull' : 'gauge' },
    `${label} ${text(used)} of ${text(total)}`,
    meter,
  );
}
