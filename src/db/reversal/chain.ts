import type { EntityManager } from 'typeorm';
import { GameError } from '../../errors.ts';
import { withdrawListings } from './listings.ts';
import { balancesOf, type Done, laterMoves, newestDebit, readOperation, SETTLE } from './operations.ts';

const CHAIN_MOST = 200;

/**
 * Everything that must be undone with an operation, newest first. Open listings that it comes upon are ended, so that
 * what is in escrow has an owner again. Errors: as `Reversals.reverse`
 */
export async function findChain(manager: EntityManager, rootId: string): Promise<Done[]> {
  const chain = new Map<string, Done>();
  const add = async (id: string) => {
    const operation = await readOperation(manager, id);
    if (!operation) throw new GameError('operation_not_found');
    checkReversible(operation);
    if (chain.size >= CHAIN_MOST) impossible('the chain is too long', operation);
    chain.set(id, operation);
    await withdrawListings(manager, operation);
  };
  await add(rootId);
  for (;;) {
    const next = (await followItems(manager, chain)) ?? (await followMoney(manager, rootId, chain));
    if (next === null) break;
    await add(next);
  }
  return [...chain.values()].sort((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
}

function checkReversible(operation: Done): void {
  const { postings, reverses, reversed, kind, result } = operation;
  if (reversed) throw new GameError('operation_reversed');
  if (reverses !== null || kind === SETTLE) impossible('it is a reversal itself', operation);
  // Whose a bid was is not in the ledger: credits would go back to somebody who had them back already.
  if (postings.some(({ owner, asset }) => owner.kind === 'escrow' && asset === 'credits'))
    impossible('it moves a bid of an auction', operation);
  if (kind === 'upgrade' && !(result as { upgrade?: string } | null)?.upgrade)
    impossible('it does not say what was upgraded', operation);
}

function impossible(reason: string, { id, kind }: Pick<Done, 'id' | 'kind'>): never {
  throw new GameError('reversal_impossible', { details: { operationId: id, kind, reason } });
}

/** What moved one of the chain's items on comes first. */
async function followItems(manager: EntityManager, chain: ReadonlyMap<string, Done>): Promise<string | null> {
  for (const { moves } of chain.values()) {
    for (const move of moves) {
      const later = (await laterMoves(manager, move)).find((id) => !chain.has(id));
      if (later !== undefined) return later;
    }
  }
  return null;
}

/** Who has not left what must be given back gets the newest of it back first. */
async function followMoney(
  manager: EntityManager,
  rootId: string,
  chain: ReadonlyMap<string, Done>,
): Promise<string | null> {
  const net = new Map<string, number>();
  const system = new Set<string>();
  for (const { postings } of chain.values()) {
    for (const { accountId, owner, amount } of postings) {
      net.set(accountId, (net.get(accountId) ?? 0) - amount);
      if (owner.kind === 'system') system.add(accountId);
    }
  }
  const balances = await balancesOf(manager, [...net.keys()]);
  for (const [accountId, change] of net) {
    if (system.has(accountId) || balances.get(accountId)! + change >= 0) continue;
    const next = await newestDebit(manager, accountId, rootId, [...chain.keys()]);
    if (next === null) impossible('somebody has not left what must be given back', chain.get(rootId)!);
    return next;
  }
  return null;
}
