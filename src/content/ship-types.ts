import type { Goods } from './goods.ts';

/** What `content/hulls.json` and `content/modules.json` hold. A ship is an item whose kind is a hull's id. */

export const SLOT_KINDS = ['engine', 'high', 'shield', 'cargo', 'scanner', 'core'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

export const DAMAGE_KINDS = ['kinetic', 'thermal', 'em', 'explosive'] as const;
export type DamageKind = (typeof DAMAGE_KINDS)[number];

/** Share of the damage of each kind that does not come through: 0 lets all of it in. */
export type Resistances = Readonly<Record<DamageKind, number>>;

export interface Hull extends Goods {
  /** Every new character gets one of these; exactly one hull is it. */
  starter: boolean;
  /** Stays with its character: it cannot be stored, sold, listed or traded. */
  bound: boolean;
  /** Tonnes. */
  mass: number;
  /** Kilonewtons without any engine fitted. */
  thrust: number;
  /** Megawatts for modules. */
  power: number;
  /** Teraflops for modules. */
  cpu: number;
  /** Grams that its character can carry more while it flies this. */
  cargo: number;
  /** World pixels. */
  scannerRange: number;
  resistances: Resistances;
  /** How many modules of each kind it takes. */
  slots: Readonly<Record<SlotKind, number>>;
}

/** What a module adds to its ship. Bonuses are shares, and stack with a penalty; see `src/ships/ship-stats.ts`. */
export interface ModuleStats {
  /** Kilonewtons. */
  thrust: number;
  thrustBonus: number;
  /** Share of the ship's mass that is saved. */
  massBonus: number;
  /** Grams. */
  cargo: number;
  /** World pixels. */
  scannerRange: number;
  scannerBonus: number;
  /** Share that is gathered more with every harvest. */
  collection: number;
  /** World pixels from which loose things come by themselves. */
  magnetRange: number;
  /** Megawatts that it makes. */
  powerOutput: number;
  /** Teraflops that it makes. */
  cpuOutput: number;
  resistances: Resistances;
}

export interface ShipModule extends Goods {
  slot: SlotKind;
  /** Tonnes that it adds to the ship. */
  mass: number;
  /** Megawatts that it takes. */
  power: number;
  /** Teraflops that it takes. */
  cpu: number;
  stats: ModuleStats;
}
