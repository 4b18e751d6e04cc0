import type { OwnedItem, Stack } from '../../api/inventory-api.ts';
import { type Holding, holdingsOf } from '../../economy/holdings.ts';
import type { EconomyContext } from './economy-context.ts';

type Trading = Pick<EconomyContext, 'inventory' | 'hangar' | 'catalogue'>;

/** Asks for what `forSale` tells; last of all for the inventory, whose listeners then find everything. @throws ApiError */
export async function refreshForSale({ inventory, hangar }: Trading): Promise<void> {
  await hangar.refresh();
  await inventory.refresh();
}

/** What the character carries, and its spare ships; null: not asked yet. */
export function tradeable({ inventory, hangar }: Trading): { stacks: Stack[]; items: OwnedItem[] } | null {
  const own = inventory.state?.character;
  return own ? { stacks: own.stacks, items: [...own.items, ...hangar.spare] } : null;
}

/** What of that can be given away, by name: what is bound stays. */
export function forSale(context: Trading, owned = tradeable(context)): Holding[] {
  const catalogue = context.catalogue();
  return holdingsOf(owned ?? { stacks: [], items: [] }, catalogue).filter(
    ({ kind }) => !catalogue.isBound(kind),
  );
}
