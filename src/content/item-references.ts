import type { FileProblems } from './content-error.ts';
import type { InventoryRules, ItemKind } from './goods.ts';
import type { CharacterClass } from './types.ts';

/** Adds a problem for every class that wearable items name and nobody knows. */
export function checkItems(
  items: ReadonlyMap<string, ItemKind>,
  classes: ReadonlyMap<string, CharacterClass>,
  problems: FileProblems,
): void {
  for (const [index, { equipment }] of [...items.values()].entries()) {
    for (const [at, id] of (equipment?.classes ?? []).entries()) {
      if (!classes.has(id)) problems.add(`items[${index}].equipment.classes[${at}]`, `no such class "${id}"`);
    }
  }
}

/** The starting kit names items of the right form that nobody can give away, each once, and fits into the inventory. */
export function checkInventory(
  { startingKit, character }: InventoryRules,
  items: ReadonlyMap<string, ItemKind>,
  problems: FileProblems,
): void {
  const kit = [
    ...startingKit.stacks.map(({ kind, amount }, at) => ({
      path: `startingKit.stacks[${at}].kind`,
      kind,
      amount,
      stacked: true,
    })),
    ...startingKit.items.map((kind, at) => ({
      path: `startingKit.items[${at}]`,
      kind,
      amount: 1,
      stacked: false,
    })),
  ];
  const seen = new Set<string>();
  let slots = 0;
  let weight = 0;
  for (const { path, kind: id, amount, stacked } of kit) {
    const kind = items.get(id);
    const refusal = kind ? kitRefusal(kind, stacked, seen) : `no such item "${id}"`;
    if (refusal) problems.add(path, refusal);
    slots += kind?.stackMax ? Math.ceil(amount / kind.stackMax) : 1;
    weight += (kind?.weight ?? 0) * amount;
    seen.add(id);
  }
  if (slots > character.slots || weight > character.weight)
    problems.add('startingKit', 'does not fit into the inventory of a character');
}

function kitRefusal({ id, stackMax, bound }: ItemKind, stacked: boolean, seen: Set<string>): string | null {
  if (stacked !== (stackMax !== null)) return `"${id}" ${stacked ? 'is unique' : 'comes in stacks'}`;
  if (seen.has(id)) return `"${id}" is there twice`;
  return bound ? null : `"${id}" is not bound`;
}
