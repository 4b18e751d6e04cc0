import type { ServerMessage } from '../../../src/protocol.ts';
import { refusalOf } from '../connection/refusal.ts';
import { newKey } from '../data/new-key.ts';
import { isWriting } from '../steering/keyboard.ts';
import { button } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';

/** An answer that never comes must not end all doing. */
const ANSWER_MS = 15_000;

export interface ActionHintOptions<T> {
  /** Its test id as well. */
  className: string;
  /** @param how it is done: "E" or "tap" */
  words(thing: T, how: string): string;
  send(thing: T, actionId: string): void;
  say(text: string): void;
  /** Nothing is on its way any more. */
  onSettled?(): void;
}

/** The offer to do something with what is in reach, by E or a tap, and the answer to that. */
export class ActionHint<T> {
  readonly element: HTMLButtonElement;
  private readonly options: ActionHintOptions<T>;
  private readonly listening = new AbortController();
  private offered: T | null = null;
  /** The action that is not answered yet. */
  private asked: string | null = null;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ActionHintOptions<T>) {
    const { className } = options;
    this.options = options;
    this.element = button('', { class: className, 'data-testid': className, hidden: true }, () => this.act());
    keepKeys(this.element);
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.code === 'KeyE' && !event.repeat && !isWriting(event.target)) this.act();
      },
      { signal: this.listening.signal },
    );
  }

  /** @param thing null when none is in reach */
  offer(thing: T | null): void {
    this.offered = thing;
    this.show();
  }

  confirm(answer: ServerMessage<'confirm'>): void {
    if (answer.actionId !== this.asked) return;
    this.settle();
    const refusal = refusalOf(answer);
    if (refusal !== null) this.options.say(refusal);
  }

  /** In another room, or again in the same one: an answer may have been missed. */
  settle(): void {
    clearTimeout(this.patience);
    this.asked = null;
    this.options.onSettled?.();
    this.show();
  }

  dispose(): void {
    clearTimeout(this.patience);
    this.listening.abort();
  }

  private act(): void {
    if (this.offered === null || this.asked !== null) return;
    this.asked = newKey();
    this.patience = setTimeout(() => this.settle(), ANSWER_MS);
    this.show();
    this.options.send(this.offered, this.asked);
  }

  private show(): void {
    this.element.hidden = this.offered === null || this.asked !== null;
    if (this.offered === null) return;
    const how = window.matchMedia('(pointer: coarse)').matches ? 'tap' : 'E';
    this.element.textContent = this.options.words(this.offered, how);
  }
}
