/** Signs that trying again may work at once: the network is back, or the person is. */
const SIGNS = ['online', 'focus'] as const;

/** The wait between two attempts, which can be cut short. */
export class RetryPause {
  private readonly signs: EventTarget;
  private endWait: (() => void) | null = null;

  /** @param signs where 'online' and 'focus' are told */
  constructor(signs: EventTarget = window) {
    this.signs = signs;
  }

  /** Resolves after that many milliseconds, or as soon as waiting any longer makes no sense. */
  async wait(ms: number): Promise<void> {
    this.end();
    const listening = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
      for (const sign of SIGNS) this.signs.addEventListener(sign, () => resolve(), listening);
      this.endWait = resolve;
    });
    clearTimeout(timer);
    listening.abort();
  }

  /** Ends the wait that is under way, if any. */
  end(): void {
    this.endWait?.();
    this.endWait = null;
  }
}
