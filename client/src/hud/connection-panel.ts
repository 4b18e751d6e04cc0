import type { ConnectionState } from '../connection/connection.ts';
import { button, el } from '../ui/dom.ts';

export interface ConnectionPanelOptions {
  placeName(placeId: string): string;
  onTryNow(): void;
  onTakeBack(): void;
  onLeave(): void;
}

/** As long as the style sheet takes to lift the veil. */
const LIFT_MS = 400;

/** What lies over the world while one is not in it: arriving, reconnecting, or played from elsewhere. */
export class ConnectionPanel {
  readonly element = el('div', { class: 'veil', role: 'status', 'aria-live': 'assertive', hidden: true });
  private readonly options: ConnectionPanelOptions;
  private shown = 'null';
  private lifting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionPanelOptions) {
    this.options = options;
  }

  /**
   * Showing the same again changes nothing, so that a failed attempt takes no button from under a finger.
   * @param state null when one is inside
   */
  show(state: ConnectionState | null): void {
    const key = JSON.stringify(state);
    if (key === this.shown) return;
    this.shown = key;
    clearTimeout(this.lifting);
    this.element.classList.toggle('lifting', state === null);
    if (state === null) {
      const isPassing = this.element.dataset.phase === 'entering';
      this.lifting = setTimeout(() => this.lift(), isPassing ? LIFT_MS : 0);
      return;
    }
    this.element.hidden = false;
    this.element.dataset.phase = state.phase;
    this.element.replaceChildren(...this.contentOf(state));
    this.element.querySelector<HTMLButtonElement>('.primary')?.focus();
  }

  private lift(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  private contentOf(state: ConnectionState): HTMLElement[] {
    const { placeName, onTryNow, onTakeBack, onLeave } = this.options;
    const leave = () => button('To the characters', { class: 'quiet' }, onLeave);
    switch (state.phase) {
      case 'entering':
        return [
          card(
            { class: 'arriving', 'data-testid': 'travelling' },
            spinner(),
            ...(state.place === null
              ? [el('p', {}, 'Into the world\u00a0…')]
              : [
                  el('p', {}, 'On the way to'),
                  el('h2', { 'data-testid': 'travel-place' }, placeName(state.place)),
                ]),
            leave(),
          ),
        ];
      case 'lost':
        return [
          card(
            { 'data-testid': 'connection-lost' },
            spinner(),
            el(
              'h2',
              {},
              state.wasInside ? 'Connection lost, reconnecting\u00a0…' : 'Waiting to get in\u00a0…',
            ),
            el('p', {}, state.wasInside ? `${state.text} You will stand where you stood.` : state.text),
            el(
              'div',
              { class: 'buttons' },
              button('Try now', { 'data-testid': 'try-now' }, onTryNow),
              leave(),
            ),
          ),
        ];
      case 'taken_over':
        return [
          card(
            { 'data-testid': 'taken-over' },
            el('h2', {}, 'Entered from another connection'),
            el('p', {}, 'This character is being played in another window or on another device.'),
            el('div', { class: 'buttons' }, button('Play here', { class: 'primary' }, onTakeBack), leave()),
          ),
        ];
    }
  }
}

function card(attributes: Record<string, string>, ...children: HTMLElement[]): HTMLElement {
  return el('div', { ...attributes, class: `card ${attributes.class ?? ''}` }, ...children);
}

function spinner(): HTMLElement {
  return el('div', { class: 'spinner', 'aria-hidden': 'true' });
}
