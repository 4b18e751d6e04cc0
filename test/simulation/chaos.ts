import { seededRandom } from '../../loadtest/simulate-fill/random.ts';

/** The dice of one run: its seed decides everything that goes wrong. */
export class Chaos {
  /** While it is off nothing goes wrong. */
  isOn = true;
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  happens(probability: number): boolean {
    return this.isOn && this.random() < probability;
  }

  between(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.between(0, list.length - 1)];
  }
}
