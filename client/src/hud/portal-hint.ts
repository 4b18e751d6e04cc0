import { isWriting } from '../steering/keyboard.ts';
import { button } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';

/** An answer that never comes must not keep the gate shut. */
const ANSWER_MS = 10_000;

/** A portal in which one stands, and the name of the place to which it leads. */
export interface PortalOffer {
  portal: string;
  target: string;
}

/** The offer to travel while one stands in a portal. */
export class PortalHint {
  readonly element: HTMLButtonElement;
  private readonly onTravel: (portal: string) => void;
  private readonly listening = new AbortController();
  private offered: PortalOffer | null = null;
  private isAsked = false;
  private patience: ReturnType<typeof setTimeout> | undefined;

  /** @param onTravel asks the server; `answered` is called with its refusal, `offer` when one is somewhere else */
  constructor(onTravel: (portal: string) => void) {
    this.onTravel = onTravel;
    this.element = button('', { class: 'portal-hint', 'data-testid': 'portal-hint', hidden: true }, () =>
      this.travel(),
    );
    keepKeys(this.element);
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.code === 'KeyE' && !event.repeat && !isWriting(event.target)) this.travel();
      },
      { signal: this.listening.signal },
    );
  }

  /** @param offer null when one has left the portal */
  offer(offer: PortalOffer | null): void {
    this.offered = offer;
    this.answered();
  }

  /** The server has said no: it can be asked again. */
  answered(): void {
    clearTimeout(this.patience);
    this.isAsked = false;
    this.show();
  }

  dispose(): void {
    clearTimeout(this.patience);
    this.listening.abort();
  }

  private travel(): void {
    if (!this.offered || this.isAsked) return;
    this.isAsked = true;
    this.show();
    this.patience = setTimeout(() => this.answered(), ANSWER_MS);
    this.onTravel(this.offered.portal);
  }

  private show(): void {
    this.element.hidden = this.offered === null;
    if (!this.offered) return;
    const { target } = this.offered;
    const how = window.matchMedia('(pointer: coarse)').matches ? 'tap' : 'press E';
    this.element.textContent = this.isAsked
      ? `The way to ${target} opens\u00a0…`
      : `Travel to ${target} – ${how}`;
  }
}
