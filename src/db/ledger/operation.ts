import type { EntityManager } from 'typeorm';
import type { ItemMove, OperationRequest, Posting } from '../../economy/ledger.ts';
import { accountKey, checkMoves, netPostings } from '../../economy/ledger-rules.ts';
import { requestHash } from '../../economy/operation-hash.ts';
import type { Asset, Owner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { post } from './accounts.ts';
import { retryConflicts } from './conflicts.ts';
import { checkMove, insertItems, lockItems, type NewItem, writeMoves } from './items.ts';

export type { NewItem } from './items.ts';

export interface Operated<T> {
  operationId: string;
  /** It had happened before, and nothing happened now: the result is the one of then. */
  replayed: boolean;
  /** As JSON keeps it, at the first time too: dates are text, what is undefined is absent. */
  result: T;
}

export interface PostedBalance {
  owner: Owner;
  asset: Asset;
  balance: number;
}

/** What an operation may do. The order of locks: rows of the domain by id, then items by id, then `post`. */
export interface OperationScope {
  /** For rows of the domain, in the same transaction. */
  manager: EntityManager;
  operationId: string;
  /**
   * The last thing that an operation does, and at most once: the accounts stay locked until the end.
   * @returns balances of the accounts that changed
   * Errors: insufficient_credits, insufficient_items, invalid_request for amounts out of range
   */
  post(postings: readonly Posting[]): Promise<PostedBalance[]>;
  /** All or none. Errors: item_not_found when one is not where its move says, item_in_use when it is placed */
  moveItems(moves: readonly ItemMove[]): Promise<void>;
  /** @returns their ids, in the order given */
  createItems(items: readonly NewItem[]): Promise<string[]>;
  /** Moves to the system owner `discarded`, since nothing is ever forgotten. Errors: as `moveItems` */
  destroyItems(items: readonly Pick<ItemMove, 'itemId' | 'from'>[]): Promise<void>;
}

/**
 * The one way to change what somebody owns, except for `Ledger.apply`: claims the key, does the work and keeps the
 * result, in one transaction. What throws leaves nothing behind, the key included.
 * @param work runs again when it lost against another transaction: it touches nothing outside of its scope
 * Errors: idempotency_key_reused, those of the work, unavailable
 */
export async function operate<T>(
  database: Database,
  request: OperationRequest,
  work: (scope: OperationScope) => Promise<T>,
): Promise<Operated<T>> {
  const hash = requestHash(request);
  return retryConflicts(() =>
    database.transaction(async (manager) => {
      const claim = await claimKey(manager, request, hash);
      if (claim.replayed) return claim as Operated<T>;
      const { operationId } = claim;
      const result = JSON.stringify((await work(scopeOf(manager, operationId))) ?? null);
      await manager.query('UPDATE operations SET result = $2 WHERE id = $1', [operationId, result]);
      return { operationId, replayed: false, result: JSON.parse(result) as T };
    }),
  );
}

/** Waits for whoever is at work under the same key. */
async function claimKey(
  manager: EntityManager,
  { key, kind, actorId, reverses }: OperationRequest,
  hash: string,
): Promise<Operated<unknown>> {
  const claimed: { id: string }[] = await manager.query(
    `INSERT INTO operations (key, kind, actor_id, body_hash, reverses) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (key) DO NOTHING RETURNING id`,
    [key, kind, actorId, hash, reverses ?? null],
  );
  if (claimed[0]) return { operationId: claimed[0].id, replayed: false, result: null };
  const before: { id: string; hash: string; result: unknown }[] = await manager.query(
    'SELECT id, body_hash AS hash, result FROM operations WHERE key = $1',
    [key],
  );
  const { id, hash: hashOfThen, result } = before[0]!;
  if (hashOfThen !== hash) throw new GameError('idempotency_key_reused');
  return { operationId: id, replayed: true, result };
}

function scopeOf(manager: EntityManager, operationId: string): OperationScope {
  let posted = false;
  const beforePosting = () => {
    if (posted) throw new Error('`post` is the last thing that an operation does, and only once');
  };
  const scope: OperationScope = {
    manager,
    operationId,
    async post(postings) {
      beforePosting();
      posted = true;
      const net = netPostings(postings);
      const accounts = await post(manager, [{ operationId, postings: net }]);
      return net.map(({ owner, asset }) => {
        const { balance } = accounts.get(accountKey(owner, asset))!;
        return { owner, asset, balance };
      });
    },
    async moveItems(moves) {
      beforePosting();
      checkMoves(moves);
      const items = await lockItems(
        manager,
        moves.map(({ itemId }) => itemId),
      );
      for (const move of moves) checkMove(items, move);
      await writeMoves(
        manager,
        moves.map((move) => ({ ...move, operationId })),
      );
    },
    async createItems(items) {
      beforePosting();
      return insertItems(
        manager,
        items.map((item) => ({ ...item, operationId })),
      );
    },
    destroyItems: (items) =>
      scope.moveItems(items.map((item) => ({ ...item, to: { kind: 'system', id: 'discarded' } }))),
  };
  return scope;
}
