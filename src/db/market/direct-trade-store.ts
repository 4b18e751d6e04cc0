import type { EntityManager } from 'typeorm';
import { ownerKey } from '../../economy/ledger-rules.ts';
import { GameError } from '../../errors.ts';
import type { DirectTradeStore, TradeSide } from '../../market/direct-trades.ts';
import type { Database } from '../database.ts';
import { lockHolders, readHolders } from '../inventory-holders.ts';
import { operate } from '../ledger/operation.ts';

export function makeDirectTradeStore(database: Database): DirectTradeStore {
  return {
    async holder(characterId) {
      const owner = ownerOf({ characterId });
      const holders = await database.run((manager) => readHolders(manager, [owner]));
      return holders.get(ownerKey(owner))!;
    },

    async settle({ id, sides }, plan) {
      const request = { key: `trade:${id}`, kind: 'trade.direct', actorId: null, body: sides };
      await operate(database, request, async ({ manager, moveItems, post }) => {
        const owners = sides.map(ownerOf);
        const holders = await lockHolders(manager, owners);
        await assertPresent(manager, sides);
        const { work, receipts } = plan(owners.map((owner) => holders.get(ownerKey(owner))!));
        await moveItems(work.moves);
        await post(work.postings);
        return receipts;
      });
    },
  };
}

function ownerOf({ characterId }: Pick<TradeSide, 'characterId'>) {
  return { kind: 'character', id: characterId } as const;
}

/** Who was taken over by another instance meanwhile is somebody who has not agreed there. Errors: trade_refused. */
async function assertPresent(manager: EntityManager, sides: readonly TradeSide[]): Promise<void> {
  const rows: { id: string; fence: string }[] = await manager.query(
    'SELECT id, fence FROM characters WHERE id = ANY ($1::uuid[])',
    [sides.map(({ characterId }) => characterId)],
  );
  const fences = new Map(rows.map(({ id, fence }) => [id, Number(fence)]));
  if (sides.some(({ characterId, fence }) => fences.get(characterId) !== fence))
    throw new GameError('trade_refused');
}
