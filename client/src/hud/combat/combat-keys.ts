import { isWriting } from '../../steering/keyboard.ts';

export interface CombatKeysOptions {
  /** Where there are no fights the keys are the browser's. */
  isActive(): boolean;
  /** @param index of an ability, from 0 */
  onAbility(index: number): void;
  onPotion(): void;
  onNextTarget(): void;
  onNoTarget(): void;
}

/** Keys 1 to 6, Q, the space bar and Tab, except while somebody writes or has walked the focus to a button. */
export class CombatKeys {
  private readonly options: CombatKeysOptions;
  private readonly listening = new AbortController();
  private isPrimaryHeld = false;

  constructor(options: CombatKeysOptions) {
    this.options = options;
    const { signal } = this.listening;
    window.addEventListener('keydown', (event) => this.press(event), { signal });
    window.addEventListener('keyup', (event) => this.release(event), { signal });
    window.addEventListener('blur', () => this.letGo(), { signal });
    window.addEventListener('focusin', () => this.letGo(), { signal });
  }

  /** Is the space bar held down? */
  get isHeld(): boolean {
    return this.isPrimaryHeld;
  }

  dispose(): void {
    this.listening.abort();
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (!this.options.isActive()) return;
    const digit = /^Digit([1-6])$/.exec(event.code);
    if (digit) {
      if (!event.repeat) this.options.onAbility(Number(digit[1]) - 1);
    } else if (event.code === 'KeyQ') {
      if (!event.repeat) this.options.onPotion();
    } else if (event.code === 'Escape') this.options.onNoTarget();
    else if (!isFocusFree()) return;
    else if (event.code === 'Space') {
      event.preventDefault();
      this.isPrimaryHeld = true;
    } else if (event.code === 'Tab' && !event.shiftKey) {
      // Shift and Tab still walk the focus into the page, and from there on Tab is the browser's again.
      event.preventDefault();
      if (!event.repeat) this.options.onNextTarget();
    }
  }

  private release(event: KeyboardEvent): void {
    if (event.code === 'Space') this.letGo();
  }

  private letGo(): void {
    this.isPrimaryHeld = false;
  }
}

function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}
