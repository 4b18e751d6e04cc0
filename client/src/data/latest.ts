/** The newest answer to a question that is asked again and again: an older one that comes late does not undo it. */
export class Latest<T> {
  private asked = 0;
  private newest = 0;
  private current: T;

  constructor(first: T) {
    this.current = first;
  }

  get value(): T {
    return this.current;
  }

  /** @returns whether the answer counted */
  async take(ask: () => Promise<T>): Promise<boolean> {
    const number = ++this.asked;
    const answer = await ask();
    if (number < this.newest) return false;
    this.newest = number;
    this.current = answer;
    return true;
  }
}
