import type { Potion, Resource } from '../../combat/potions.ts';
import { itemEffectText } from '../../economy/words.ts';
import { button, el } from '../../ui/dom.ts';
import { setFlag, setHidden, setProperty, setText } from '../../ui/refresh.ts';
import { ABILITY_SIGNS } from '../../world/frames.ts';
import { secondsText, sweepOf } from './ability-words.ts';

const COLORS: Readonly<Record<Resource, string>> = {
  health: '#f0606a',
  mana: '#7f9bff',
  stamina: '#e8c860',
};

/** The potion that would help most, how many of it there are, and when it is ready. */
export class PotionButton {
  readonly element: HTMLButtonElement;
  private readonly left = el('span', { class: 'ability-left', 'aria-hidden': 'true' });
  private readonly amount = el('span', { class: 'potion-amount' });
  private shown: string | null = null;

  constructor(onUse: () => void) {
    this.element = button('', { class: 'ability', 'data-testid': 'potion', hidden: true }, onUse);
    const sign = el('span', { class: 'ability-sign', 'aria-hidden': 'true' });
    sign.style.setProperty('--sign', String(ABILITY_SIGNS.indexOf('mend')));
    this.element.append(sign, this.left, this.amount, el('kbd', { 'aria-hidden': 'true' }, 'Q'));
  }

  /** @param potion null: there is none */
  show(potion: Potion | null, leftMs: number, cooldownMs: number): void {
    setHidden(this.element, potion === null);
    if (!potion) return;
    const { kind, amount, resource } = potion;
    if (kind.id !== this.shown) {
      this.shown = kind.id;
      this.element.setAttribute('aria-label', kind.name);
      this.element.title = `${kind.name}: ${kind.effects.map(itemEffectText).join(', ')}`;
      this.element.style.setProperty('--color', COLORS[resource]);
    }
    setText(this.amount, String(amount));
    setText(this.left, leftMs > 0 ? secondsText(leftMs) : '');
    setProperty(this.element, '--left', sweepOf(leftMs, cooldownMs));
    setFlag(this.element, 'data-ready', leftMs === 0);
  }
}
