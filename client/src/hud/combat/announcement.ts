import { el } from '../../ui/dom.ts';

const SHOWN_MS = 3_200;

/** A few large words for a moment: a level, a rift that is cleared. */
export class Announcement {
  readonly element = el('p', {
    class: 'announcement',
    role: 'status',
    'data-testid': 'announcement',
    hidden: true,
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(title: string, words: string): void {
    clearTimeout(this.timer);
    this.element.replaceChildren(el('small', {}, words), el('b', {}, title));
    this.element.hidden = false;
    this.timer = setTimeout(() => {
      this.element.hidden = true;
    }, SHOWN_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
