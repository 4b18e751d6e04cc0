import { randomUUID } from 'node:crypto';
import { placedIn } from '../../src/economy/equipment.ts';
import type { OwnedItem } from '../../src/economy/inventory-capacity.ts';
import type { Parcel } from '../../src/economy/inventory-changes.ts';
import type { Holder } from '../../src/economy/inventory-holder.ts';

export const ACCOUNT = '00000000-0000-4000-8000-00000000000a';

export function owned(kind: string, placed: string | null = null): OwnedItem {
  return { id: randomUUID(), kind, placed, state: {} };
}

export function worn(kind: string, slot: Parameters<typeof placedIn>[0]): OwnedItem {
  return owned(kind, placedIn(slot));
}

/** A vanguard of level 1 who has what is given. */
export function character(
  has: { credits?: number; stacks?: Record<string, number>; items?: OwnedItem[] } = {},
  who: { level?: number; classId?: string; upgrades?: Record<string, number> } = {},
): Holder {
  const { level = 1, classId = 'vanguard', upgrades = {} } = who;
  return {
    ...storage(has),
    owner: { kind: 'character', id: randomUUID() },
    wearer: { level, classId },
    upgrades: new Map(Object.entries(upgrades)),
  };
}

export function storage({
  credits = 0,
  stacks = {},
  items = [],
}: {
  credits?: number;
  stacks?: Record<string, number>;
  items?: OwnedItem[];
} = {}): Holder {
  return {
    owner: { kind: 'storage', id: ACCOUNT },
    accountId: ACCOUNT,
    wearer: null,
    upgrades: new Map(),
    holdings: { credits, stacks: new Map(Object.entries(stacks)), items },
  };
}

export function parcel(of: Partial<Parcel>): Parcel {
  return { credits: 0, stacks: [], items: [], ...of };
}
