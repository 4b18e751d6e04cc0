import { explain } from '../api/api-error.ts';
import { Content } from './content.ts';
import { el } from './dom.ts';

export interface LiveViewOptions<S> {
  /** Asks the realm. */
  refresh(): Promise<void>;
  /** Everything that `build` reads; null: nothing is known yet. */
  state(): S | null;
  build(state: S): (Node | null)[];
  /** Stand above and below what changes, and keep what is written in them. */
  head?: HTMLElement;
  foot?: HTMLElement;
}

/** A part of a panel that shows what the realm answers, and says so when it does not. */
export class LiveView<S> {
  readonly element: HTMLElement;
  private readonly options: LiveViewOptions<S>;
  private readonly content: Content;
  private problem: string | null = null;

  constructor(options: LiveViewOptions<S>) {
    const { head, foot } = options;
    this.options = options;
    const body = el('div');
    this.content = new Content(body);
    this.element = el('div', { class: 'panel-body', 'aria-busy': 'true' }, head ?? null, body, foot ?? null);
  }

  async refresh(): Promise<void> {
    try {
      await this.options.refresh();
      this.problem = null;
    } catch (error) {
      this.problem = explain(error);
    }
    this.element.removeAttribute('aria-busy');
    this.show();
  }

  show(): void {
    const { problem } = this;
    const state = this.options.state();
    this.content.show({ problem, state }, () => [
      problem === null ? null : el('p', { class: 'problem' }, problem),
      ...(state === null ? [] : this.options.build(state)),
    ]);
  }
}
