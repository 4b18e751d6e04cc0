import { button, el } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';

const NOTICE_MS = 6_000;
const REFRESH_MS = 250;

export interface Choice {
  label: string;
  testId: string;
  primary?: boolean;
  onChoose(): void;
}

export interface Question {
  /** A question of the same key takes the place of the one before. */
  key: string;
  testId: string;
  text: string;
  secondsToAnswer: number;
  choices: readonly Choice[];
  /** Nobody answered in time. */
  onRunOut?(): void;
}

interface Toast {
  key: string;
  element: HTMLElement;
  /** By performance.now(). */
  endsAt: number;
  countdown: HTMLElement | null;
  onRunOut(): void;
}

/** Short words over the world: notices that go by themselves, and questions with a countdown. */
export class Toasts {
  readonly element = el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  private readonly toasts = new Set<Toast>();
  private readonly timer: ReturnType<typeof setInterval>;

  constructor() {
    this.timer = setInterval(() => this.refresh(), REFRESH_MS);
    keepKeys(this.element);
  }

  /** Saying the same again only lets it stay longer. */
  say(text: string): void {
    const element = el('p', { class: 'toast', 'data-testid': 'toast' }, text);
    this.add({
      key: `say ${text}`,
      element,
      endsAt: performance.now() + NOTICE_MS,
      countdown: null,
      onRunOut() {},
    });
  }

  ask({ key, testId, text, secondsToAnswer, choices, onRunOut = () => {} }: Question): void {
    const countdown = el('span', { class: 'countdown', 'aria-hidden': 'true' });
    const buttons = choices.map(({ label, testId: choiceId, primary, onChoose }) =>
      button(label, { class: primary ? 'primary small' : 'small', 'data-testid': choiceId }, () => {
        this.close(key);
        onChoose();
      }),
    );
    const element = el(
      'div',
      { class: 'toast question', 'data-testid': testId },
      el('p', {}, text),
      el('div', { class: 'buttons' }, ...buttons, countdown),
    );
    this.add({ key, element, endsAt: performance.now() + secondsToAnswer * 1000, countdown, onRunOut });
  }

  close(key: string): void {
    for (const toast of this.toasts) if (toast.key === key) this.remove(toast);
  }

  dispose(): void {
    clearInterval(this.timer);
  }

  private add(toast: Toast): void {
    this.close(toast.key);
    this.toasts.add(toast);
    this.element.append(toast.element);
    this.refresh();
  }

  private refresh(): void {
    const now = performance.now();
    for (const toast of this.toasts) {
      if (toast.endsAt <= now) {
        this.remove(toast);
        toast.onRunOut();
      } else if (toast.countdown) toast.countdown.textContent = `${Math.ceil((toast.endsAt - now) / 1000)} s`;
    }
  }

  private remove(toast: Toast): void {
    toast.element.remove();
    this.toasts.delete(toast);
  }
}
