import type { EntityManager } from 'typeorm';
import { stackAsset } from '../economy/items.ts';
import type { Ledger } from '../economy/ledger.ts';
import { ownerKey } from '../economy/ledger-rules.ts';
import type { Deal, Offered, PurchaseScene, SaleScene } from '../economy/selling-rules.ts';
import type { TradeStore } from '../economy/selling-store.ts';
import { GameError } from '../errors.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { lockHolders } from './inventory-holders.ts';
import { operate } from './ledger/operation.ts';
import { readReceipt } from './trade-receipt.ts';

export function makeTradeStore(database: Database, ledger: Pick<Ledger, 'apply'>): TradeStore {
  const receipt = (operationId: string, characterId: string) =>
    database.run((manager) => readReceipt(manager, operationId, characterId));

  return {
    async sell(request, characterId, offered, decide) {
      const scene = await database.run((manager) => readSale(manager, characterId, offered));
      let deal: Deal;
      try {
        deal = decide(scene);
      } catch (refusal) {
        // What cannot be sold any more may be what this very request has sold before.
        const { operationId } = await operate(database, request, () => Promise.reject(refusal));
        return receipt(operationId, characterId);
      }
      const { moves, postings } = deal;
      const { operationId } = await ledger.apply({ ...request, postings, items: moves });
      return receipt(operationId, characterId);
    },

    async buy(request, characterId, decide) {
      const { operationId } = await operate(database, request, async (scope) => {
        const scene = await lockPurchase(scope.manager, characterId);
        const { kind, made, postings } = decide(scene);
        const { owner } = scene.holder;
        await scope.createItems(Array.from({ length: made }, () => ({ kind, owner, from: 'shop' })));
        await scope.post(postings);
      });
      return receipt(operationId, characterId);
    },
  };
}

/**
 * Without locks: the ledger sees for itself whether the goods are still there, and what they are worth does not change.
 * Errors: character_not_found
 */
async function readSale(manager: EntityManager, characterId: string, offered: Offered): Promise<SaleScene> {
  if (!isUuid(characterId)) throw new GameError('character_not_found');
  const itemId = 'itemId' in offered && isUuid(offered.itemId) ? offered.itemId : null;
  const asset = 'kind' in offered ? stackAsset(offered.kind) : null;
  const rows: { place: string; balance: string | null; itemKind: string | null }[] = await manager.query(
    `SELECT place,
       (SELECT balance FROM ledger_accounts
        WHERE owner_kind = 'character' AND owner_id = $2 AND asset = $3) AS balance,
       (SELECT kind FROM items
        WHERE id = $4 AND owner_kind = 'character' AND owner_id = $2) AS "itemKind"
     FROM characters WHERE id = $1`,
    [characterId, characterId, asset, itemId],
  );
  const [found] = rows;
  if (!found) throw new GameError('character_not_found');
  const { place, balance, itemKind } = found;
  const seller = { kind: 'character', id: characterId } as const;
  return 'kind' in offered
    ? { place, seller, there: Number(balance ?? 0), kind: offered.kind }
    : { place, seller, there: itemKind === null ? 0 : 1, kind: itemKind };
}

/** Errors: character_not_found */
async function lockPurchase(manager: EntityManager, characterId: string): Promise<PurchaseScene> {
  const owner = { kind: 'character', id: characterId } as const;
  const holder = (await lockHolders(manager, [owner])).get(ownerKey(owner))!;
  const rows: { place: string }[] = await manager.query('SELECT place FROM characters WHERE id = $1', [
    characterId,
  ]);
  return { place: rows[0]!.place, holder };
}
