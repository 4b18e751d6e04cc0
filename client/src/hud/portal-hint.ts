import { isWriting } from '../steering/keyboard.ts';
import { button } from '../ui/dom.ts';

/** The offer to travel while one stands in a portal. */
export class PortalHint {
  readonly element: HTMLButtonElement;
  private readonly onTravel: (place: string) => void;
  private readonly listening = new AbortController();
  private target: string | null = null;

  constructor(onTravel: (place: string) => void) {
    this.onTravel = onTravel;
    this.element = button('', { class: 'portal-hint', 'data-testid': 'portal-hint', hidden: true }, () =>
      this.travel(),
    );
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.code === 'KeyE' && !event.repeat && !isWriting(event.target)) this.travel();
      },
      { signal: this.listening.signal },
    );
  }

  /** @param target the place that the portal leads to; null when one has left it */
  offer(target: { id: string; name: string } | null): void {
    this.target = target?.id ?? null;
    this.element.hidden = target === null;
    if (!target) return;
    const touch = window.matchMedia('(pointer: coarse)').matches;
    this.element.textContent = `Travel to ${target.name} – ${touch ? 'tap' : 'press E'}`;
  }

  dispose(): void {
    this.listening.abort();
  }

  private travel(): void {
    const place = this.target;
    if (place === null) return;
    this.offer(null);
    this.onTravel(place);
  }
}
