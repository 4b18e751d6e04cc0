import type { Hull } from '../../../../src/content/ship-types.ts';
import { numberText, weightText } from '../../economy/words.ts';

/** What a ship's hull brings along. */
export function hullFacts({ mass, thrust, power, cpu, cargo, slots }: Hull): [string, string][] {
  const room = Object.entries(slots).filter(([, count]) => count > 0);
  return [
    ['mass', `${numberText(mass)} t`],
    ['thrust', `${numberText(thrust)} kN`],
    ['power', `${numberText(power)} MW`],
    ['CPU', `${numberText(cpu)} Tf`],
    ['cargo', weightText(cargo)],
    ['slots', room.map(([kind, count]) => `${count} ${kind}`).join(', ')],
  ];
}
