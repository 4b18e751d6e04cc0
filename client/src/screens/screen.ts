/** One of the things that fill the page. */
export interface Screen {
  readonly element: HTMLElement;
  /** After it has been put on the page. */
  onShown?(): void;
  dispose?(): void;
}
