/** Numbers that fast-check has thrown, as choices among what there is. */
export class Choices {
  private readonly numbers: readonly number[];
  private next = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  /** @returns from 0 to `most`; small ones where fast-check shrinks */
  upTo(most: number): number {
    const number = this.numbers[this.next++ % this.numbers.length]!;
    return number % (most + 1);
  }

  /** @returns undefined of nothing */
  pick<T>(from: readonly T[]): T | undefined {
    return from.length === 0 ? undefined : from[this.upTo(from.length - 1)];
  }
}
