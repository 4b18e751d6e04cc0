import { seededRandom } from '../simulate-fill/random.ts';

/** Choices that a seed determines. */
export class Dice {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** From 0 up to 1. */
  fraction(): number {
    return this.random();
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  /** @returns undefined of nothing */
  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  /** @param menu what to choose from, and how often each compared with the others */
  weighted<T>(menu: readonly (readonly [number, T])[]): T {
    let rest = this.random() * menu.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of menu) {
      rest -= weight;
      if (rest < 0) return choice;
    }
    return menu.at(-1)![1];
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.whole(0, 15).toString(16)).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
