import type { ShipModule } from '../../../../src/content/ship-types.ts';
import { changeText, numberText, percentText, weightText } from '../../economy/words.ts';

/** What a ship's module takes and adds. */
export function moduleFacts({ slot, power, cpu, mass, stats }: ShipModule): [string, string | null][] {
  const plain = (value: number) => (value === 0 ? null : changeText(value));
  const share = (value: number) => (value === 0 ? null : `+${percentText(value)}`);
  const resistances = Object.entries(stats.resistances)
    .filter(([, value]) => value > 0)
    .map(([kind, value]) => `${percentText(value)} ${kind}`);
  return [
    ['slot', slot],
    ['takes', `${numberText(power)} MW, ${numberText(cpu)} Tf, ${numberText(mass)} t`],
    ['thrust', plain(stats.thrust)],
    ['thrust bonus', share(stats.thrustBonus)],
    ['mass saved', share(stats.massBonus)],
    ['cargo', stats.cargo === 0 ? null : `+${weightText(stats.cargo)}`],
    ['scanner', plain(stats.scannerRange)],
    ['scanner bonus', share(stats.scannerBonus)],
    ['harvest', share(stats.collection)],
    ['magnet', plain(stats.magnetRange)],
    ['makes power', plain(stats.powerOutput)],
    ['makes CPU', plain(stats.cpuOutput)],
    ['resists', resistances.join(', ')],
  ];
}
