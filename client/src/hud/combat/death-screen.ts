import { button, el } from '../../ui/dom.ts';
import { keepKeys } from '../../ui/keep-keys.ts';
import { setHidden, setText } from '../../ui/refresh.ts';
import { fallText, secondsText } from './ability-words.ts';

/** An answer that never comes must not keep anybody on the ground. */
const ANSWER_MS = 4_000;

/** Shown to the dead: who it was, how long they have to lie, and the way back. */
export class DeathScreen {
  readonly element: HTMLElement;
  private readonly words = el('p', { class: 'faint', 'data-testid': 'death-wait' });
  private readonly cause = el('p', { 'data-testid': 'death-cause', hidden: true });
  private readonly rise: HTMLButtonElement;
  private readonly onRise: () => void;
  private askedAt = Number.NEGATIVE_INFINITY;

  /** @param onRise asks the server */
  constructor(onRise: () => void) {
    this.onRise = onRise;
    this.rise = button('Stand up', { class: 'primary', 'data-testid': 'stand-up' }, () => this.ask());
    this.element = el(
      'section',
      {
        class: 'death-screen',
        role: 'alertdialog',
        'aria-label': 'You have fallen',
        'data-testid': 'death',
        hidden: true,
      },
      el('h2', {}, 'You have fallen'),
      this.cause,
      this.words,
      this.rise,
    );
    keepKeys(this.element);
  }

  /** @param leftMs until one may stand up; null: one lives @param byItself there is nothing to press @param now milliseconds */
  show(leftMs: number | null, byItself: boolean, now: number): void {
    setHidden(this.element, leftMs === null);
    if (leftMs === null) {
      this.askedAt = Number.NEGATIVE_INFINITY;
      return;
    }
    const isAsked = now - this.askedAt < ANSWER_MS;
    setText(this.words, this.wordsFor(leftMs, byItself));
    setHidden(this.rise, byItself);
    const isShut = leftMs > 0 || isAsked;
    if (this.rise.disabled !== isShut) this.rise.disabled = isShut;
  }

  /** @param killer its name; null: nobody whom one sees */
  fellTo(killer: string | null): void {
    const cause = fallText(killer);
    setHidden(this.cause, cause === null);
    setText(this.cause, cause ?? '');
  }

  /** The server has answered. */
  answered(): void {
    this.askedAt = Number.NEGATIVE_INFINITY;
  }

  /** As the button, if it may be pressed. */
  ask(): void {
    if (this.element.hidden || this.rise.hidden || this.rise.disabled) return;
    this.askedAt = performance.now();
    this.onRise();
  }

  private wordsFor(leftMs: number, byItself: boolean): string {
    if (leftMs > 0) return `You can stand up in ${secondsText(leftMs)}\u00a0s.`;
    return byItself ? 'You stand up\u00a0…' : 'The realm has not forgotten you.';
  }
}
