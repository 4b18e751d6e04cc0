import type { GivenItem, InventoryWork, Placement } from '../../src/economy/inventory-changes.ts';
import { giftWork } from '../../src/economy/inventory-grant.ts';
import type { Holder } from '../../src/economy/inventory-holder.ts';
import type { Delivery, HolderOwner, InventoryStore } from '../../src/economy/inventory-store.ts';
import { stackKindOf } from '../../src/economy/items.ts';
import type { OperationRequest } from '../../src/economy/ledger.ts';
import { ownerKey } from '../../src/economy/ledger-rules.ts';
import { requestHash } from '../../src/economy/operation-hash.ts';
import { GameError } from '../../src/errors.ts';
import type { UpgradeLevels } from '../../src/game/effects.ts';
import type { MemoryAccountStore } from './memory-account-store.ts';
import type { MemoryCharacterStore } from './memory-character-store.ts';
import type { MemoryLedger } from './memory-ledger.ts';

export interface MemoryInventoryParts {
  ledger: MemoryLedger;
  accounts: MemoryAccountStore;
  characters: MemoryCharacterStore;
  levels?(characterIds: readonly string[]): Promise<ReadonlyMap<string, UpgradeLevels>>;
}

/** What characters and storages have, in a ledger in memory. One operation after the other. */
export class MemoryInventoryStore implements InventoryStore {
  /** Deliveries that found no room. */
  readonly mail: { characterId: string; delivered: InventoryWork }[] = [];
  private readonly parts: MemoryInventoryParts;
  private readonly kinds = new Map<string, Pick<GivenItem, 'kind' | 'state'>>();
  private readonly done = new Map<string, { hash: string; result: unknown }>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(parts: MemoryInventoryParts) {
    this.parts = parts;
  }

  read(owners: readonly HolderOwner[]): Promise<Holder[]> {
    return Promise.all(owners.map((owner) => this.holder(owner)));
  }

  change<T>(
    request: OperationRequest,
    owners: readonly HolderOwner[],
    decide: (holders: Holder[]) => { work: InventoryWork; result: T },
  ): Promise<T> {
    return this.once(request, async () => {
      const { work, result } = decide(await this.read(owners));
      await this.carryOut(request, work);
      return result;
    });
  }

  receive(
    request: OperationRequest,
    characterId: string,
    gift: Parameters<typeof giftWork>[0],
    hasRoom: (holder: Holder) => boolean,
  ): Promise<Delivery> {
    return this.once(request, async () => {
      const owner = { kind: 'character', id: characterId } as const;
      const fits = hasRoom(await this.holder(owner));
      const goods = fits ? owner : ({ kind: 'mail', id: request.key } as const);
      const delivered = giftWork(gift, 'rewards', { credits: owner, goods });
      await this.carryOut(request, delivered);
      if (!fits) this.mail.push({ characterId, delivered });
      return fits ? 'inventory' : 'mail';
    });
  }

  async happened(key: string): Promise<boolean> {
    return this.done.has(key);
  }

  private once<T>(request: OperationRequest, work: () => Promise<T>): Promise<T> {
    const run = this.queue.then(async () => {
      const hash = requestHash(request);
      const before = this.done.get(request.key);
      if (before && before.hash !== hash) throw new GameError('idempotency_key_reused');
      const result = before ? (before.result as T) : await work();
      this.done.set(request.key, { hash, result });
      return structuredClone(result);
    });
    this.queue = run.catch(() => undefined);
    return run;
  }

  private async carryOut(request: OperationRequest, work: InventoryWork): Promise<void> {
    const { items } = this.parts.ledger;
    this.place(work.lifted);
    await this.parts.ledger.apply({ ...request, postings: work.postings, items: work.moves });
    for (const { id, kind, owner, state } of work.created) {
      items.set(id, { id, owner, placed: null });
      this.kinds.set(id, { kind, state });
    }
    this.place(work.placed);
  }

  private place(placements: readonly Placement[]): void {
    for (const { itemId, after } of placements) this.parts.ledger.items.get(itemId)!.placed = after;
  }

  private async holder(owner: HolderOwner): Promise<Holder> {
    const { ledger, accounts, characters, levels } = this.parts;
    const character = owner.kind === 'character' ? await characters.find(owner.id) : null;
    if (owner.kind === 'character' ? !character : !accounts.hasAccount(owner.id))
      throw new GameError('character_not_found');
    const balances = await ledger.balances(owner);
    return {
      owner,
      accountId: character?.accountId ?? owner.id,
      wearer: character && { level: character.level, classId: character.classId },
      upgrades: (await levels?.([owner.id]))?.get(owner.id) ?? new Map(),
      holdings: {
        credits: balances.find(({ asset }) => asset === 'credits')?.amount ?? 0,
        stacks: new Map(
          balances.flatMap(({ asset, amount }) => {
            const kind = stackKindOf(asset);
            return kind === null ? [] : [[kind, amount] as const];
          }),
        ),
        items: [...ledger.items.values()]
          .filter((item) => ownerKey(item.owner) === ownerKey(owner))
          .map(({ id, placed }) => ({ id, placed, ...this.kinds.get(id)! })),
      },
    };
  }
}
