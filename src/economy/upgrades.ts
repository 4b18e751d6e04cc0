import type { Characters } from '../characters/characters.ts';
import type { Content } from '../content/types.ts';
import type { Upgrade } from '../content/upgrades.ts';
import { GameError } from '../errors.ts';
import { type Missing, missingOf } from '../game/requirements.ts';
import { costAfter, priceOfNext } from './upgrade-rules.ts';
import type { BoughtLevel, UpgradeStore } from './upgrade-store.ts';

/** An upgrade, as one character has it. */
export interface UpgradeState {
  upgrade: Upgrade;
  /** 0: not bought yet. */
  level: number;
  /** Credits for the next level; null: it has the highest. */
  cost: number | null;
  /** What the next level still asks for, beside credits. */
  missing: Missing[];
}

/** What characters get better at for good. Every method throws GameError as noted. */
export interface Upgrades {
  /** All that there are, in the content's order. Errors: character_not_found */
  list(accountId: string, characterId: string): Promise<UpgradeState[]>;
  /**
   * Buys the next level; it acts at once, wherever the character is. Errors: character_not_found, content_not_found,
   * upgrade_maxed, requirements_unmet, insufficient_credits, idempotency_key_reused
   */
  buy(accountId: string, characterId: string, upgradeId: string, key: string): Promise<BoughtLevel>;
  levelsOf: UpgradeStore['levels'];
}

export interface UpgradesDependencies {
  store: UpgradeStore;
  characters: Pick<Characters, 'get'>;
  content: Pick<Content, 'upgrades'>;
}

export function makeUpgrades({ store, characters, content }: UpgradesDependencies): Upgrades {
  const levelsOfOne = async (characterId: string) =>
    (await store.levels([characterId])).get(characterId) ?? new Map<string, number>();

  return {
    async list(accountId, characterId) {
      const { level: characterLevel } = await characters.get(accountId, characterId);
      const upgrades = await levelsOfOne(characterId);
      return [...content.upgrades.values()].map((upgrade) => {
        const level = upgrades.get(upgrade.id) ?? 0;
        const cost = costAfter(upgrade, level);
        const standing = { level: characterLevel, upgrades };
        return { upgrade, level, cost, missing: cost === null ? [] : missingOf(upgrade.requires, standing) };
      });
    },

    async buy(accountId, characterId, upgradeId, key) {
      await characters.get(accountId, characterId);
      const upgrade = content.upgrades.get(upgradeId);
      if (!upgrade) throw new GameError('content_not_found');
      return store.buyLevel(
        { key, kind: 'upgrade', actorId: characterId, body: { characterId, upgradeId } },
        { characterId, upgradeId, price: (standing) => priceOfNext(upgrade, standing) },
      );
    },

    levelsOf: (characterIds) => store.levels(characterIds),
  };
}
