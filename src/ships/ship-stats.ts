import type { DamageKind, Hull, ModuleStats, Resistances, ShipModule } from '../content/ship-types.ts';

export interface Budget {
  used: number;
  total: number;
}

/** What a ship can do, from its hull and what is fitted to it. */
export interface ShipStats {
  /** Tonnes. */
  mass: number;
  /** Kilonewtons. */
  thrust: number;
  /** Metres per second. */
  speed: number;
  /** Grams. */
  cargo: number;
  /** World pixels. */
  scannerRange: number;
  resistances: Resistances;
  /** Share that is gathered more with every harvest. */
  collection: number;
  /** World pixels from which loose things come by themselves. */
  magnetRange: number;
  /** Megawatts. */
  power: Budget;
  /** Teraflops. */
  cpu: Budget;
}

/** Share of its speed that a ship loses to the dust between the stars, per second. */
const DRAG_PER_SEC = 0.01;
const STACKING_WIDTH = 2.67;

/**
 * How much of a bonus counts when `before` greater ones of its kind are there already: `exp(−(before ÷ 2.67)²)`, that is 100 %,
 * 86.9 %, 57.1 %, 28.3 %, 10.6 % … The formula is that of EVE Online's stacking penalty.
 */
export function stackingFactor(before: number): number {
  return Math.exp(-((before / STACKING_WIDTH) ** 2));
}

/**
 * - power, cpu: used `Σ module`, total `hull + Σ output`
 * - mass `(hull + Σ module) · Π (1 − massBonus · s)`
 * - thrust `(hull + Σ module) · Π (1 + thrustBonus · s)`
 * - speed `thrust ÷ (mass · 0.01/s)`: where the drag equals the thrust
 * - cargo, magnetRange `hull + Σ module`
 * - scannerRange `(hull + Σ module) · Π (1 + scannerBonus · s)`
 * - resistance of each kind `1 − (1 − hull) · Π (1 − module · s)`
 * - collection `Π (1 + collection · s) − 1`
 *
 * where `s` is `stackingFactor(0)` for the greatest bonus of its kind, `stackingFactor(1)` for the next, and so on. The order in
 * which modules were fitted does not matter. Results are rounded to thousandths.
 */
export function shipStats(hull: Hull, fitted: readonly ShipModule[]): ShipStats {
  const sum = (of: (module: ShipModule) => number) => fitted.reduce((total, module) => total + of(module), 0);
  const add = (stat: PlainStat) => sum(({ stats }) => stats[stat]);
  const grow = (stat: PlainStat) => stacked(fitted.map(({ stats }) => stats[stat]));
  const keep = (shares: number[]) => stacked(shares.map((share) => -share));
  const resistance = (kind: DamageKind) =>
    rounded(1 - (1 - hull.resistances[kind]) * keep(fitted.map(({ stats }) => stats.resistances[kind])));

  const mass = (hull.mass + sum((module) => module.mass)) * keep(fitted.map(({ stats }) => stats.massBonus));
  const thrust = (hull.thrust + add('thrust')) * grow('thrustBonus');
  return {
    mass: rounded(mass),
    thrust: rounded(thrust),
    speed: rounded(thrust / (mass * DRAG_PER_SEC)),
    cargo: rounded(hull.cargo + add('cargo')),
    scannerRange: rounded((hull.scannerRange + add('scannerRange')) * grow('scannerBonus')),
    resistances: {
      kinetic: resistance('kinetic'),
      thermal: resistance('thermal'),
      em: resistance('em'),
      explosive: resistance('explosive'),
    },
    collection: rounded(grow('collection') - 1),
    magnetRange: rounded(add('magnetRange')),
    power: {
      used: rounded(sum(({ power }) => power)),
      total: rounded(hull.power + add('powerOutput')),
    },
    cpu: { used: rounded(sum(({ cpu }) => cpu)), total: rounded(hull.cpu + add('cpuOutput')) },
  };
}

type PlainStat = Exclude<keyof ModuleStats, 'resistances'>;

/** @returns `Π (1 + bonus · s)`, the bonus furthest from zero first */
function stacked(bonuses: readonly number[]): number {
  return bonuses
    .filter((bonus) => bonus !== 0)
    .sort((a, b) => Math.abs(b) - Math.abs(a))
    .reduce((factor, bonus, before) => factor * (1 + bonus * stackingFactor(before)), 1);
}

/** What is shown and compared must not depend on the order in which fractions were added up. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
