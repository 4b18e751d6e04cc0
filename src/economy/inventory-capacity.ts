import type { Capacity } from '../content/goods.ts';
import type { Content } from '../content/types.ts';
import type { Effects } from '../content/upgrades.ts';
import { GameError } from '../errors.ts';
import { wornIn } from './equipment.ts';
import type { GoodsContent } from './items.ts';
import type { Owner } from './owner.ts';

/** What a character or storage has. */
export interface Holdings {
  credits: number;
  /** Amounts above zero, by content id. */
  stacks: ReadonlyMap<string, number>;
  items: readonly OwnedItem[];
}

export interface OwnedItem {
  id: string;
  /** Content id. */
  kind: string;
  /** What it is in use for, such as 'equip:<slot>': it is not to be moved; null: it is loose. */
  placed: string | null;
  state: Record<string, unknown>;
}

/** The part of a character's effects that decides what it can carry. */
export type CarryEffects = Pick<Effects, 'slots' | 'carry'>;

/**
 * Slots and grams that holdings take: a stack takes a slot for every started `stackMax`, a loose item one; what is worn
 * weighs, and takes none. Ships and what is fitted to them are not carried. Kinds that the content does not know any more
 * take slots and weigh nothing.
 */
export function burdenOf(content: GoodsContent, { stacks, items }: Omit<Holdings, 'credits'>): Capacity {
  let slots = 0;
  let weight = 0;
  for (const [id, amount] of stacks) {
    const kind = content.items.get(id);
    slots += Math.ceil(amount / (kind?.stackMax ?? 1));
    weight += amount * (kind?.weight ?? 0);
  }
  for (const { kind, placed } of items) {
    const worn = wornIn(placed) !== null;
    if (content.hulls.has(kind) || (placed !== null && !worn)) continue;
    if (!worn) slots += 1;
    weight += (content.items.get(kind) ?? content.modules.get(kind))?.weight ?? 0;
  }
  return { slots, weight };
}

/** Slots and grams that an owner has room for. @param effects of a character, all of them summed up; storages have none */
export function capacityOf(
  { inventory }: Pick<Content, 'inventory'>,
  owner: Owner,
  effects: CarryEffects,
): Capacity {
  if (owner.kind !== 'character') return inventory.storage;
  const { slots, weight } = inventory.character;
  return { slots: slots + effects.slots, weight: weight + effects.carry };
}

/** What an owner carries, beside what it can. */
export interface Load {
  used: Capacity;
  capacity: Capacity;
}

/**
 * Refuses what would burden an owner more than it can carry. Who is over it already, since content changed, may still do
 * what makes it no worse. Errors: over_capacity, with who, what would be used and what there is
 */
export function checkRoom(owner: Owner, before: Load, after: Load): void {
  const excess = ({ used, capacity }: Load, unit: keyof Capacity) => Math.max(0, used[unit] - capacity[unit]);
  const worse = (unit: keyof Capacity) => excess(after, unit) > excess(before, unit);
  if (worse('slots') || worse('weight'))
    throw new GameError('over_capacity', { details: { owner, ...after } });
}
