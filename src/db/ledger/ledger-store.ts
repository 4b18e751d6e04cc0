import type { Applied, Ledger, Transfer } from '../../economy/ledger.ts';
import { checkMoves, netPostings } from '../../economy/ledger-rules.ts';
import { requestHash } from '../../economy/operation-hash.ts';
import type { Database } from '../database.ts';
import { applyBatch, type PreparedTransfer } from './batch.ts';
import { retryConflicts } from './conflicts.ts';
import { Gathering } from './gathering.ts';
import { readBalances, readEntries } from './history.ts';

const GATHER_MS = 2;
const BATCH_MOST = 400;
const LANES = 2;
/** About a second of the busiest traffic. */
const WAITING_MOST = 20_000;

export function makeLedger(database: Database): Ledger {
  const gathering = new Gathering<PreparedTransfer, Applied>({
    run: (batch) => retryConflicts(() => database.transaction((manager) => applyBatch(manager, batch))),
    keyOf: ({ key }) => key,
    waitMs: GATHER_MS,
    most: BATCH_MOST,
    lanes: LANES,
    room: WAITING_MOST,
  });
  return {
    apply: async (transfer) => gathering.add(prepare(transfer)),
    balances: (owner) => database.run((manager) => readBalances(manager, owner)),
    entries: (owner, asset, cursor, limit) =>
      database.run((manager) => readEntries(manager, owner, asset, cursor, limit)),
  };
}

function prepare(transfer: Transfer): PreparedTransfer {
  const { key, kind, actorId, reverses, postings, items = [] } = transfer;
  checkMoves(items);
  return {
    key,
    kind,
    actorId,
    hash: requestHash(transfer),
    postings: netPostings(postings),
    moves: items,
    ...(reverses !== undefined && { reverses }),
  };
}
