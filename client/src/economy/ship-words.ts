import type { Hull, ShipModule } from '../../../src/content/ship-types.ts';
import { type ShipStats, shipStats } from '../../../src/ships/ship-stats.ts';
import { numberText, percentText, weightText } from './words.ts';

interface Stat {
  label: string;
  read(stats: ShipStats): number;
  text(value: number): string;
}

const unit = (name: string) => (value: number) => `${numberText(value)} ${name}`;
const resistance = (kind: keyof ShipStats['resistances']): Stat => ({
  label: `resists ${kind}`,
  read: ({ resistances }) => resistances[kind],
  text: percentText,
});

const STATS: readonly Stat[] = [
  { label: 'mass', read: ({ mass }) => mass, text: unit('t') },
  { label: 'thrust', read: ({ thrust }) => thrust, text: unit('kN') },
  { label: 'speed', read: ({ speed }) => speed, text: unit('m/s') },
  { label: 'cargo', read: ({ cargo }) => cargo, text: weightText },
  { label: 'scanner', read: ({ scannerRange }) => scannerRange, text: unit('px') },
  { label: 'harvest', read: ({ collection }) => collection, text: (share) => `+${percentText(share)}` },
  { label: 'magnet', read: ({ magnetRange }) => magnetRange, text: unit('px') },
  resistance('kinetic'),
  resistance('thermal'),
  resistance('em'),
  resistance('explosive'),
];

/** Names and values, for people. */
export function shipFacts(stats: ShipStats): [label: string, text: string][] {
  return STATS.map(({ label, read, text }) => [label, text(read(stats))]);
}

export interface Preview {
  /** What would be otherwise: "speed 120 m/s → 140 m/s". */
  changes: string[];
  /** What the ship would have too little of: 'power', 'CPU', or both. */
  lacks: string[];
}

/** What becomes of a ship if a module is fitted as well, reckoned as the server does. */
export function fittingPreview(hull: Hull, fitted: readonly ShipModule[], added: ShipModule): Preview {
  const [before, after] = [shipStats(hull, fitted), shipStats(hull, [...fitted, added])];
  const changes = STATS.filter(({ read }) => read(before) !== read(after)).map(
    ({ label, read, text }) => `${label} ${text(read(before))} → ${text(read(after))}`,
  );
  const lacks = [
    ...(after.power.used > after.power.total ? ['power'] : []),
    ...(after.cpu.used > after.cpu.total ? ['CPU'] : []),
  ];
  return { changes, lacks };
}
