import type { LootEntry } from '../content/node-types.ts';
import type { StackRoll } from './harvest.ts';
import { nextBetween, nextFloat, type Random } from './random.ts';

/** Every line by itself, in the order of the table: as many throws whatever comes of them, so that seeds stay comparable. */
export function rollLoot(table: readonly LootEntry[], random: Random): StackRoll[] {
  const stacks: StackRoll[] = [];
  for (const { item, chance, min, max } of table) {
    const isHit = nextFloat(random) < chance;
    const amount = nextBetween(random, min, max);
    if (isHit) stacks.push({ kind: item, amount });
  }
  return stacks;
}
