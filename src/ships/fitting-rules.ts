import type { Hull, ShipModule } from '../content/ship-types.ts';
import type { Content } from '../content/types.ts';
import { GameError } from '../errors.ts';
import type { ShipRecord } from './ship-record.ts';
import { shipStats } from './ship-stats.ts';
import { slotsOf } from './slots.ts';

export type ShipContent = Pick<Content, 'hulls' | 'modules'>;

/** Errors: ship_not_found for what is no ship */
export function hullOf({ hulls }: ShipContent, ship: Pick<ShipRecord, 'hull'>): Hull {
  const hull = hulls.get(ship.hull);
  if (!hull) throw new GameError('ship_not_found');
  return hull;
}

/** What is fitted, without kinds that the content no longer knows. */
export function modulesOf({ modules }: ShipContent, ship: Pick<ShipRecord, 'modules'>): ShipModule[] {
  return ship.modules.flatMap(({ kind }) => modules.get(kind) ?? []);
}

/**
 * Errors: slot_mismatch (it is no module, or the hull has no such slot for it), slot_taken, power_exceeded, cpu_exceeded.
 * @param wanted null: the first free slot that fits
 * @returns the id of the slot that the module goes into
 */
export function slotForModule(
  content: ShipContent,
  ship: ShipRecord,
  moduleKind: string,
  wanted: string | null,
): string {
  const hull = hullOf(content, ship);
  const module = content.modules.get(moduleKind);
  if (!module) throw new GameError('slot_mismatch');
  const fitting = slotsOf(hull).filter(({ id, kind }) => kind === module.slot && (wanted ?? id) === id);
  if (fitting.length === 0) throw new GameError('slot_mismatch', { details: { kind: module.slot } });
  const taken = new Set(ship.modules.map(({ slot }) => slot));
  const free = fitting.find(({ id }) => !taken.has(id));
  if (!free) throw new GameError('slot_taken');
  checkBudgets(hull, [...modulesOf(content, ship), module]);
  return free.id;
}

/** For what is taken out, since it may have made what others need. Errors: power_exceeded, cpu_exceeded */
export function checkStillPowered(content: ShipContent, ship: ShipRecord): void {
  checkBudgets(hullOf(content, ship), modulesOf(content, ship));
}

function checkBudgets(hull: Hull, modules: readonly ShipModule[]): void {
  const { power, cpu } = shipStats(hull, modules);
  if (power.used > power.total) throw new GameError('power_exceeded', { details: power });
  if (cpu.used > cpu.total) throw new GameError('cpu_exceeded', { details: cpu });
}
