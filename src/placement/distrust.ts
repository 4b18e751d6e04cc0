/** A process that did not answer is left alone for this long. */
const DISTRUST_MS = 3_000;

/** Processes that were asked for something and did not answer, though they still report. */
export class Distrust {
  readonly #until = new Map<string, number>();

  add(processId: string, now: number): void {
    this.#until.set(processId, now + DISTRUST_MS);
  }

  has(processId: string, now: number): boolean {
    const until = this.#until.get(processId);
    if (until === undefined) return false;
    if (until > now) return true;
    this.#until.delete(processId);
    return false;
  }
}
