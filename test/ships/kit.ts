import type { Hull, ModuleStats, ShipModule } from '../../src/content/ship-types.ts';
import type { ShipContent } from '../../src/ships/fitting-rules.ts';
import type { ShipRecord } from '../../src/ships/ship-record.ts';

const NO_RESISTANCES = { kinetic: 0, thermal: 0, em: 0, explosive: 0 };

/** 20 t, 20 kN: 100 m/s. Two engine slots, one each for shield, cargo and core. */
export function hull(change: Partial<Hull> = {}): Hull {
  return {
    id: 'skiff',
    name: 'Skiff',
    text: 'Floats.',
    rarity: 'common',
    value: 0,
    weight: 0,
    bound: true,
    starter: true,
    mass: 20,
    thrust: 20,
    power: 10,
    cpu: 8,
    cargo: 1000,
    scannerRange: 300,
    resistances: { kinetic: 0.1, thermal: 0, em: 0, explosive: 0 },
    slots: { engine: 2, high: 0, shield: 1, cargo: 1, scanner: 0, core: 1 },
    ...change,
  };
}

export function module(
  slot: ShipModule['slot'],
  stats: Partial<ModuleStats> = {},
  change: Partial<ShipModule> = {},
): ShipModule {
  return {
    id: `some-${slot}`,
    name: 'Module',
    text: 'Works.',
    rarity: 'common',
    value: 10,
    weight: 100,
    slot,
    mass: 0,
    power: 0,
    cpu: 0,
    stats: {
      thrust: 0,
      thrustBonus: 0,
      massBonus: 0,
      cargo: 0,
      scannerRange: 0,
      scannerBonus: 0,
      collection: 0,
      magnetRange: 0,
      powerOutput: 0,
      cpuOutput: 0,
      resistances: NO_RESISTANCES,
      ...stats,
    },
    ...change,
  };
}

/** A skiff and the bigger barge, an engine of 5 MW and 2 TF, a reactor of 6 MW, and a cargo rack that takes nothing. */
export function shipContent(): ShipContent {
  const barge = hull({ id: 'barge', starter: false, bound: false, value: 500, cargo: 90_000 });
  const modules = [
    module('engine', { thrust: 10 }, { id: 'burner', mass: 5, power: 5, cpu: 2 }),
    module('core', { powerOutput: 6 }, { id: 'reactor', cpu: 1 }),
    module('cargo', { cargo: 40_000 }, { id: 'rack' }),
    module('shield', {}, { id: 'thinker', cpu: 9 }),
    module('scanner', {}, { id: 'dish' }),
  ];
  return {
    hulls: new Map([hull(), barge].map((entry) => [entry.id, entry])),
    modules: new Map(modules.map((entry) => [entry.id, entry])),
  };
}

/** A skiff of nobody in particular. @param fitted slot → kind of module */
export function ship(fitted: Record<string, string> = {}): ShipRecord {
  const modules = Object.entries(fitted).map(([slot, kind]) => ({ id: `module in ${slot}`, kind, slot }));
  return { id: 'ship', hull: 'skiff', active: true, modules };
}
