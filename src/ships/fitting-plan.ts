import { randomUUID } from 'node:crypto';
import { workOf } from '../economy/inventory-diff.ts';
import { type Draft, draftOf, looseItem } from '../economy/inventory-draft.ts';
import { checkHoldings, type Holder, type InventoryContent } from '../economy/inventory-holder.ts';
import type { Decision } from '../economy/inventory-store.ts';
import { GameError } from '../errors.ts';
import { checkStillPowered, slotForModule } from './fitting-rules.ts';
import { type ShipRecord, shipOf } from './ship-record.ts';
import { ACTIVE, fittedInto, outfitted } from './slots.ts';

/** What has to be written, and the ship as it is then. */
export type ShipDecision = Decision<ShipRecord>;

/**
 * Errors: ship_not_found, item_not_found, item_in_use, slot_mismatch, slot_taken, power_exceeded, cpu_exceeded.
 * @param slot null: the first free one that fits
 */
export function planFit(
  content: InventoryContent,
  holder: Holder,
  { shipId, moduleId, slot }: { shipId: string; moduleId: string; slot: string | null },
): ShipDecision {
  const draft = draftOf(holder);
  const ship = shipIn(content, draft, shipId);
  const module = looseItem(draft, moduleId);
  const free = slotForModule(content, ship, module.kind, slot);
  place(draft, module.id, fittedInto(ship.id, free));
  return decide(content, draft, shipId);
}

/** Errors: ship_not_found, item_not_found, power_exceeded, cpu_exceeded, over_capacity. */
export function planUnfit(
  content: InventoryContent,
  holder: Holder,
  { shipId, moduleId }: { shipId: string; moduleId: string },
): ShipDecision {
  const draft = draftOf(holder);
  const ship = shipIn(content, draft, shipId);
  if (!ship.modules.some(({ id }) => id === moduleId)) throw new GameError('item_not_found');
  place(draft, moduleId, null);
  checkStillPowered(content, shipIn(content, draft, shipId));
  return decide(content, draft, shipId);
}

/** The ship that was active is no longer. Errors: ship_not_found, over_capacity. */
export function planActivation(
  content: InventoryContent,
  holder: Holder,
  { shipId }: { shipId: string },
): ShipDecision {
  const draft = draftOf(holder);
  shipIn(content, draft, shipId);
  const flown = [...draft.items.values()].find(({ placed }) => placed === ACTIVE);
  if (flown) berth(draft, { ...shipOf(flown, draft.items.values()), active: false });
  place(draft, shipId, ACTIVE);
  return decide(content, draft, shipId);
}

/** A new ship, which is flown if its character has none to fly. @param hull content id */
export function planStarter({ owner, holdings }: Holder, hull: string): ShipDecision {
  const id = randomUUID();
  const active = !holdings.items.some(({ placed }) => placed === ACTIVE);
  return {
    work: {
      lifted: [],
      moves: [],
      created: [{ id, kind: hull, owner, from: 'rewards', state: {} }],
      placed: active ? [{ itemId: id, owner, before: null, after: ACTIVE }] : [],
      postings: [],
    },
    result: { id, hull, active, modules: [] },
  };
}

/** Errors: ship_not_found */
function shipIn({ hulls }: InventoryContent, { items }: Draft, shipId: string): ShipRecord {
  const item = items.get(shipId);
  if (!item || !hulls.has(item.kind)) throw new GameError('ship_not_found');
  return shipOf(item, items.values());
}

function place({ items }: Draft, itemId: string, placed: string | null): void {
  items.set(itemId, { ...items.get(itemId)!, placed });
}

/** A ship that has modules in it cannot be moved: they would go with it unseen, or stay behind. */
function berth(draft: Draft, ship: ShipRecord): void {
  if (!ship.active) place(draft, ship.id, ship.modules.length > 0 ? outfitted(ship.id) : null);
}

/** Errors: over_capacity, when what is taken out, or not flown any more, leaves too little room */
function decide(content: InventoryContent, draft: Draft, shipId: string): ShipDecision {
  berth(draft, shipIn(content, draft, shipId));
  const { holder, stacks, items } = draft;
  checkHoldings(content, holder, { stacks, items: [...items.values()] });
  return { work: workOf([draft]), result: shipIn(content, draft, shipId) };
}
