import type { Upgrade } from '../content/upgrades.ts';
import { GameError } from '../errors.ts';
import { missingOf, type Standing } from '../game/requirements.ts';

/** @returns credits for the level after this one, `base · multiplier^level` rounded; null: there is none */
export function costAfter({ cost, maxLevel }: Upgrade, level: number): number | null {
  return level >= maxLevel ? null : Math.round(cost.base * cost.multiplier ** level);
}

/**
 * @returns credits for the next level of an upgrade
 * Errors: upgrade_maxed; requirements_unmet, with what is missing in its details
 */
export function priceOfNext(upgrade: Upgrade, standing: Standing): number {
  const cost = costAfter(upgrade, standing.upgrades.get(upgrade.id) ?? 0);
  if (cost === null) throw new GameError('upgrade_maxed', { details: { maxLevel: upgrade.maxLevel } });
  const missing = missingOf(upgrade.requires, standing);
  if (missing.length > 0) {
    throw new GameError('requirements_unmet', {
      message: 'The character lacks what this upgrade is built upon.',
      details: { missing },
    });
  }
  return cost;
}
