import type { ConnectionState } from '../connection/connection.ts';
import { button, el } from '../ui/dom.ts';

export interface ConnectionPanelOptions {
  placeName(placeId: string): string;
  onTryNow(): void;
  onTakeBack(): void;
  onLeave(): void;
}

/** What lies over the world while one is not in it: arriving, reconnecting, or played from elsewhere. */
export class ConnectionPanel {
  readonly element = el('div', { class: 'veil', role: 'status', 'aria-live': 'assertive', hidden: true });
  private readonly options: ConnectionPanelOptions;
  private shown = '';

  constructor(options: ConnectionPanelOptions) {
    this.options = options;
  }

  /** Showing the same again changes nothing, so that a failed attempt takes no button from under a finger. */
  show(state: ConnectionState): void {
    const key = JSON.stringify(state);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = state.phase === 'connected';
    this.element.dataset.phase = state.phase;
    this.element.replaceChildren(...this.contentOf(state));
    this.element.querySelector<HTMLButtonElement>('.primary')?.focus();
  }

  private contentOf(state: ConnectionState): HTMLElement[] {
    const { placeName, onTryNow, onTakeBack, onLeave } = this.options;
    const leave = () => button('To the characters', { class: 'quiet' }, onLeave);
    switch (state.phase) {
      case 'connected':
        return [];
      case 'entering':
        return [
          card(
            { class: 'arriving' },
            spinner(),
            el('p', {}, `Entering ${placeName(state.place)}\u00a0…`),
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
