import type { UpgradeStore } from '../../src/economy/upgrade-store.ts';
import { GameError } from '../../src/errors.ts';
import type { UpgradeLevels } from '../../src/game/effects.ts';

/** Upgrades that somebody has, for those who only look at them: purchases need a database. */
export class MemoryUpgradeStore implements UpgradeStore {
  private readonly byCharacter = new Map<string, Map<string, number>>();

  give(characterId: string, upgrade: string, level: number): void {
    const levels = this.byCharacter.get(characterId) ?? new Map<string, number>();
    this.byCharacter.set(characterId, levels.set(upgrade, level));
  }

  readonly levels = async (characterIds: readonly string[]): Promise<Map<string, UpgradeLevels>> =>
    new Map(
      characterIds
        .map((id) => [id, this.byCharacter.get(id)] as const)
        .filter((entry): entry is [string, Map<string, number>] => entry[1] !== undefined),
    );

  async buyLevel(): Promise<never> {
    throw new GameError('unavailable');
  }
}
