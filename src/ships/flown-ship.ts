import type { Effects } from '../content/upgrades.ts';
import { modulesOf, type ShipContent } from './fitting-rules.ts';
import { shipEffects } from './ship-effects.ts';
import { type Placed, shipOf } from './ship-record.ts';
import { shipStats } from './ship-stats.ts';
import { ACTIVE } from './slots.ts';

/** What the ship that a character flies adds to it. @param items what it has; at least what is placed */
export function flownShipEffects(content: ShipContent, items: readonly Placed[]): Partial<Effects> {
  const ship = items.find(({ placed }) => placed === ACTIVE);
  const hull = ship && content.hulls.get(ship.kind);
  return hull ? shipEffects(shipStats(hull, modulesOf(content, shipOf(ship, items)))) : {};
}
