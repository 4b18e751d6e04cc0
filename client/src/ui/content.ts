/**
 * The changing part of a panel. It is built anew only when what it shows has changed, and the focus then stays on the
 * element of the same test id, so that a refresh takes no button from under a finger.
 */
export class Content {
  private readonly element: HTMLElement;
  private shown = '';

  constructor(element: HTMLElement) {
    this.element = element;
  }

  /** @param state everything that `build` reads */
  show(state: unknown, build: () => (Node | null)[]): void {
    const key = JSON.stringify(state);
    if (key === this.shown) return;
    this.shown = key;
    const { activeElement } = document;
    const focused = this.element.contains(activeElement) ? (activeElement as HTMLElement).dataset.testid : '';
    this.element.replaceChildren(...build().filter((node) => node !== null));
    if (focused) this.element.querySelector<HTMLElement>(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  }
}
