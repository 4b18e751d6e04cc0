import type { ItemKind } from '../../../src/content/goods.ts';
import { type Gauge, shareOf, type Vitals } from './vitals.ts';

/** A potion that the character has with it. */
export interface Potion {
  kind: ItemKind;
  amount: number;
  /** What it gives back. */
  resource: Resource;
}

export type Resource = 'health' | 'mana' | 'stamina';

const RESOURCES: readonly Resource[] = ['health', 'mana', 'stamina'];

/**
 * The potion that is of most use now: for what one has least of, the smallest that fills it up, or else the largest.
 * @param stacks what the character has with it @param itemOf undefined: a kind of a later version
 * @returns null: there is none
 */
export function potionFor(
  vitals: Pick<Vitals, Resource>,
  stacks: readonly { kind: string; amount: number }[],
  itemOf: (kind: string) => ItemKind | undefined,
): Potion | null {
  for (const resource of byNeed(vitals)) {
    const carried = stacks
      .map(({ kind, amount }) => ({ kind: itemOf(kind), amount }))
      .filter((stack): stack is { kind: ItemKind; amount: number } => givenBack(stack.kind, resource) > 0)
      .sort((a, b) => givenBack(a.kind, resource) - givenBack(b.kind, resource));
    const { now, most } = vitals[resource];
    const best = carried.find(({ kind }) => now + givenBack(kind, resource) >= most) ?? carried.at(-1);
    if (best) return { ...best, resource };
  }
  return null;
}

function byNeed(vitals: Readonly<Record<Resource, Gauge>>): Resource[] {
  return RESOURCES.toSorted((a, b) => shareOf(vitals[a]) - shareOf(vitals[b]));
}

function givenBack(kind: ItemKind | undefined, wanted: Resource): number {
  let amount = 0;
  for (const effect of kind?.effects ?? [])
    if (effect.kind === 'restore' && effect.resource === wanted) amount += effect.amount;
  return amount;
}
