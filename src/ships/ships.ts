import type { FittedModule, ShipRecord } from './ship-record.ts';
import type { ShipStats } from './ship-stats.ts';
import type { Slot } from './slots.ts';

export interface Ship extends ShipRecord {
  characterId: string;
  stats: ShipStats;
}

export interface FittingSlot extends Slot {
  module: Omit<FittedModule, 'slot'> | null;
}

export interface Fitting extends Ship {
  /** Every slot of the hull, kind by kind. */
  slots: FittingSlot[];
}

/** Somebody's request to change a ship. */
export interface ShipRequest {
  accountId: string;
  shipId: string;
  /** Makes it happen once. */
  key: string;
}

/** A character's ships. Every method throws GameError as noted; what is somebody else's is not found. */
export interface Ships {
  /** The active one first, then oldest first. Who flies none gets the starter. Errors: character_not_found. */
  list(accountId: string, characterId: string): Promise<Ship[]>;
  /** Errors: ship_not_found. */
  fitting(accountId: string, shipId: string): Promise<Fitting>;
  /**
   * Errors: ship_not_found, item_not_found, item_in_use, slot_mismatch, slot_taken, power_exceeded, cpu_exceeded,
   * idempotency_key_reused.
   * @param module a loose item of the ship's character; slot null: the first free one that fits
   */
  fit(request: ShipRequest, module: { moduleId: string; slot: string | null }): Promise<Fitting>;
  /** Errors: ship_not_found, item_not_found, over_capacity, power_exceeded, cpu_exceeded, idempotency_key_reused. */
  unfit(request: ShipRequest, moduleId: string): Promise<Fitting>;
  /** Its character flies it from now on. Errors: ship_not_found, over_capacity, idempotency_key_reused. */
  activate(request: ShipRequest): Promise<Fitting>;
  /** For every new character; it happens once. Errors: character_not_found. */
  giveStarter(characterId: string): Promise<void>;
}
