import type {
  Applied,
  ItemMove,
  Ledger,
  LedgerEntry,
  Page,
  Posting,
  Transfer,
} from '../../src/economy/ledger.ts';
import {
  accountKey,
  balanceAfter,
  checkMoves,
  netPostings,
  ownerKey,
} from '../../src/economy/ledger-rules.ts';
import { requestHash } from '../../src/economy/operation-hash.ts';
import type { Asset, Owner } from '../../src/economy/owner.ts';
import { GameError } from '../../src/errors.ts';

export interface MemoryItem {
  id: string;
  owner: Owner;
  placed: string | null;
}

interface Entry extends Omit<LedgerEntry, 'counterparts'> {
  position: number;
  owner: Owner;
}

/** The ledger without a database: one thread is its transaction. */
export class MemoryLedger implements Ledger {
  readonly items = new Map<string, MemoryItem>();
  private readonly operations = new Map<string, { operationId: string; hash: string }>();
  private readonly accounts = new Map<string, { owner: Owner; asset: Asset; amount: number }>();
  private readonly history: Entry[] = [];
  private readonly nameOf: (characterId: string) => string | undefined;

  constructor(nameOf: (characterId: string) => string | undefined = () => undefined) {
    this.nameOf = nameOf;
  }

  async apply(transfer: Transfer): Promise<Applied> {
    const postings = netPostings(transfer.postings);
    const moves = transfer.items ?? [];
    checkMoves(moves);
    const hash = requestHash(transfer);
    const before = this.operations.get(transfer.key);
    if (before) {
      if (before.hash !== hash) throw new GameError('idempotency_key_reused');
      return { operationId: before.operationId, replayed: true };
    }
    const items = moves.map((move) => ({ item: this.movable(move), to: move.to }));
    const balances = postings.map((posting) => balanceAfter(this.balanceOf(posting), posting));
    const operationId = String(this.operations.size + 1);
    this.operations.set(transfer.key, { operationId, hash });
    for (const { item, to } of items) item.owner = to;
    for (const [n, posting] of postings.entries())
      this.write(posting, balances[n]!, operationId, transfer.kind);
    return { operationId, replayed: false };
  }

  async balances(owner: Owner): Promise<{ asset: Asset; amount: number }[]> {
    return [...this.accounts.values()]
      .filter((account) => ownerKey(account.owner) === ownerKey(owner) && account.amount > 0)
      .map(({ asset, amount }) => ({ asset, amount }))
      .sort((a, b) => (a.asset < b.asset ? -1 : 1));
  }

  async entries(
    owner: Owner,
    asset: Asset | null,
    cursor: string | null,
    limit: number,
  ): Promise<Page<LedgerEntry>> {
    const before = cursor === null ? Number.POSITIVE_INFINITY : Number(cursor);
    if (Number.isNaN(before)) throw new GameError('invalid_request');
    const mine = this.history
      .filter((entry) => ownerKey(entry.owner) === ownerKey(owner) && entry.position < before)
      .filter((entry) => asset === null || entry.asset === asset)
      .reverse();
    const page = mine.slice(0, limit);
    return {
      entries: page.map(({ position, owner: _, ...entry }) => ({
        ...entry,
        counterparts: this.counterparts(entry.operationId, owner),
      })),
      cursor: mine.length > limit ? String(page.at(-1)!.position) : null,
    };
  }

  private movable({ itemId, from }: ItemMove): MemoryItem {
    const item = this.items.get(itemId.toLowerCase());
    if (!item || ownerKey(item.owner) !== ownerKey(from)) throw new GameError('item_not_found');
    if (item.placed !== null) throw new GameError('item_in_use');
    return item;
  }

  private balanceOf({ owner, asset }: Posting): number {
    return this.accounts.get(accountKey(owner, asset))?.amount ?? 0;
  }

  private write({ owner, asset, amount }: Posting, balance: number, operationId: string, kind: string): void {
    this.accounts.set(accountKey(owner, asset), { owner, asset, amount: balance });
    const position = this.history.length + 1;
    this.history.push({ position, owner, operationId, kind, at: new Date(), asset, amount, balance });
  }

  private counterparts(operationId: string, owner: Owner): string[] {
    const others = this.history.filter(
      (entry) => entry.operationId === operationId && ownerKey(entry.owner) !== ownerKey(owner),
    );
    const names = others.map(({ owner: { kind, id } }) => {
      if (kind === 'character') return this.nameOf(id) ?? 'a former character';
      return kind === 'system' ? id : kind;
    });
    return [...new Set(names)].sort();
  }
}
