import { button, el } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';

/** Buttons beside each other, or behind one where there is little room. */
export class Menu {
  readonly element: HTMLElement;
  private readonly opener: HTMLButtonElement;

  constructor(buttons: readonly HTMLButtonElement[]) {
    this.opener = button(
      'Menu',
      { class: 'quiet menu-opener', 'aria-expanded': 'false', 'data-testid': 'menu-open' },
      () => this.set(this.opener.getAttribute('aria-expanded') !== 'true'),
    );
    this.element = el(
      'nav',
      { class: 'menu', 'aria-label': 'Panels' },
      this.opener,
      el('div', { class: 'menu-buttons' }, ...buttons),
    );
    keepKeys(this.opener);
    for (const one of buttons) one.addEventListener('click', () => this.set(false));
  }

  private set(isOpen: boolean): void {
    this.opener.setAttribute('aria-expanded', String(isOpen));
  }
}
