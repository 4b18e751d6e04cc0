import type { EntityManager } from 'typeorm';
import { requestHash } from '../../economy/operation-hash.ts';
import type { Reversal, Reversals } from '../../economy/reversal.ts';
import { GameError } from '../../errors.ts';
import { announceEffects } from '../announcements.ts';
import type { Database } from '../database.ts';
import { writeEvents } from '../event-store.ts';
import { applyBatch, type PreparedTransfer } from '../ledger/batch.ts';
import { retryConflicts } from '../ledger/conflicts.ts';
import { findChain } from './chain.ts';
import { type Done, REVERSE } from './operations.ts';
import { checkOutcomes, Overtaken } from './outcomes.ts';
import { settle } from './settle.ts';

const ATTEMPTS = 5;
const OPERATION_ID = /^[1-9][0-9]{0,17}$/;

export function makeReversals(database: Database): Reversals {
  return {
    reverse: (operationId) =>
      lookingAgain(() => database.transaction((manager) => reverse(manager, operationId))),

    async preview(operationId) {
      try {
        return await lookingAgain(() =>
          database.transaction(async (manager) => {
            throw new Preview(await reverse(manager, operationId));
          }),
        );
      } catch (error) {
        if (error instanceof Preview) return error.reversal;
        throw error;
      }
    },
  };
}

/** Undoes what was only tried. */
class Preview extends Error {
  readonly reversal: Reversal;

  constructor(reversal: Reversal) {
    super('a preview');
    this.reversal = reversal;
  }
}

/** The game goes on while the chain is looked for. */
async function lookingAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await retryConflicts(work);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (attempt === ATTEMPTS) throw new GameError('unavailable', { retryAfterSec: 1, cause: error });
    }
  }
}

async function reverse(manager: EntityManager, operationId: string): Promise<Reversal> {
  if (!OPERATION_ID.test(operationId)) throw new GameError('operation_not_found');
  const chain = await findChain(manager, operationId);
  await takeOff(manager, chain);
  checkOutcomes(await applyBatch(manager, chain.map(inverseOf)));
  for (const operation of chain) await takeBackUpgrade(manager, operation);
  await settle(manager, chain);
  await tellCharacters(manager, chain);
  return {
    chain: chain.map(({ id, kind, at, actorId }) => ({ operationId: id, kind, at, actorId })),
  };
}

function inverseOf({ id, postings, moves }: Done): PreparedTransfer {
  const request = {
    key: `reverse:${id}`,
    kind: REVERSE,
    actorId: 'operator',
    body: { operationId: id },
    reverses: id,
  };
  return {
    ...request,
    hash: requestHash(request),
    postings: postings.map(({ owner, asset, amount }) => ({ owner, asset, amount: -amount })),
    moves: moves.map(({ itemId, from, to }) => ({ itemId, from: to, to: from })),
  };
}

/** What is worn or fitted must go all the same, and out of a ship that goes falls what is in it. */
async function takeOff(manager: EntityManager, chain: readonly Done[]): Promise<void> {
  const ids = chain.flatMap(({ moves }) => moves.map(({ itemId }) => itemId));
  await manager.query(
    `UPDATE items SET placed = NULL
     WHERE placed IS NOT NULL AND (id = ANY ($1::uuid[]) OR split_part(placed, ':', 2) = ANY ($1::text[])
       AND owner_id IN (SELECT owner_id FROM items WHERE id = ANY ($1::uuid[])))`,
    [ids],
  );
}

async function takeBackUpgrade(manager: EntityManager, { kind, actorId, result }: Done): Promise<void> {
  if (kind !== 'upgrade') return;
  const { upgrade } = result as { upgrade: string };
  const of = [actorId, upgrade];
  await manager.query(
    'DELETE FROM character_upgrades WHERE character_id::text = $1 AND upgrade = $2 AND level = 1',
    of,
  );
  await manager.query(
    'UPDATE character_upgrades SET level = level - 1 WHERE character_id::text = $1 AND upgrade = $2 AND level > 1',
    of,
  );
}

/** Nobody shall wonder where something went. */
async function tellCharacters(manager: EntityManager, chain: readonly Done[]): Promise<void> {
  const events = chain.flatMap(({ id, kind, postings, moves }) => {
    const owners = [...postings.map(({ owner }) => owner), ...moves.flatMap(({ from, to }) => [from, to])];
    const characters = new Set(owners.filter((owner) => owner.kind === 'character').map((owner) => owner.id));
    return [...characters].map((characterId) => ({
      key: `reverse:${id}:${characterId}`,
      characterId,
      kind: 'operation-reversed',
      data: { operationId: id, kind },
    }));
  });
  await writeEvents(manager, events, new Date());
  await announceEffects(manager, [...new Set(events.map(({ characterId }) => characterId))]);
}
