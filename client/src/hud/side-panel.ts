import { button, el } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';

export interface SidePanelOptions {
  /** Also the test id; its button's and its closing button's begin with it. */
  id: string;
  title: string;
  /** What stands on its button. */
  label: string;
  /** Place on the keyboard (KeyboardEvent.code) that opens and closes it, and the letter that stands there. */
  key: { code: string; letter: string };
  content: HTMLElement;
  /** When it opens, and again every `refreshMs` while it is open. */
  onRefresh(): void;
  refreshMs: number;
}

/** A panel at the side of the world, with the button that opens it. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly key: string;
  private readonly options: SidePanelOptions;
  private readonly badge = el('span', { class: 'badge', hidden: true });
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: SidePanelOptions) {
    const { id, title, label, key, content } = options;
    this.options = options;
    this.key = key.code;
    this.button = el(
      'button',
      { type: 'button', class: 'quiet', 'aria-expanded': 'false', 'data-testid': `${id}-open` },
      label,
      el('kbd', { 'aria-hidden': 'true' }, key.letter),
      this.badge,
    );
    this.element = el(
      'section',
      { class: 'side-panel card', 'aria-label': title, 'data-testid': id, hidden: true },
      el(
        'header',
        {},
        el('h2', {}, title),
        button('✕', { class: 'quiet close', 'aria-label': 'Close', 'data-testid': `${id}-close` }, () =>
          this.close(),
        ),
      ),
      content,
    );
    keepKeys(this.element);
    keepKeys(this.button);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** @param count how many things wait in it for an answer */
  setBadge(count: number): void {
    this.badge.hidden = count === 0;
    this.badge.textContent = String(count);
  }

  open(): void {
    if (this.isOpen) return;
    this.element.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.options.onRefresh();
    this.timer = setInterval(() => this.options.onRefresh(), this.options.refreshMs);
  }

  /** Looks again, if anybody looks at it. */
  refresh(): void {
    if (this.isOpen) this.options.onRefresh();
  }

  close(): void {
    if (!this.isOpen) return;
    if (this.element.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
    this.element.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    clearInterval(this.timer);
  }
}
