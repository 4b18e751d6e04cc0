import type { UpgradeLevels } from '../game/effects.ts';
import type { Standing } from '../game/requirements.ts';
import type { OperationRequest } from './ledger.ts';

/** A level that was bought. */
export interface BoughtLevel {
  /** The one that it is now. */
  level: number;
  /** Credits that it cost. */
  paid: number;
  /** Credits that are left. */
  credits: number;
}

/** What upgrades need of their storage. Implemented in `src/db/`. */
export interface UpgradeStore {
  /** By character id; who has none is absent. */
  levels(characterIds: readonly string[]): Promise<ReadonlyMap<string, UpgradeLevels>>;
  /**
   * Buys the next level, once per operation key, and tells every process. Purchases of one character happen one after the other.
   * @param price decides on what it finds: credits from 1, or a GameError that refuses
   * Errors: character_not_found, insufficient_credits, idempotency_key_reused, and those of `price`
   */
  buyLevel(
    request: OperationRequest,
    purchase: { characterId: string; upgradeId: string; price: (standing: Standing) => number },
  ): Promise<BoughtLevel>;
}
