import { GameError } from '../errors.ts';
import { equipmentStats, wornIn } from './equipment.ts';
import type { Inventory, InventoryView, Store } from './inventory.ts';
import { burdenOf } from './inventory-capacity.ts';
import type { InventoryChange } from './inventory-changes.ts';
import { checkGift, checkIncoming, type Gift } from './inventory-grant.ts';
import { type Holder, type InventoryContent, loadOf } from './inventory-holder.ts';
import { InventoryPlan } from './inventory-plan.ts';
import type { HolderOwner, InventoryStore } from './inventory-store.ts';
import type { OperationRequest } from './ledger.ts';
import { ownerKey } from './ledger-rules.ts';
import type { Owner } from './owner.ts';

export interface InventoryDependencies {
  store: InventoryStore;
  content: InventoryContent;
}

export function makeInventory({ store, content }: InventoryDependencies): Inventory {
  async function give(request: OperationRequest, characterId: string, gift: Gift) {
    checkGift(content, gift);
    return store.receive(request, characterId, gift, (holder) => hasRoom(content, holder, gift));
  }

  const inventory: Inventory = {
    async look(accountId, characterId) {
      const owners = [characterOwner(characterId), storageOwner(accountId)] as const;
      const [character] = await store.read([owners[0]]);
      if (character!.accountId !== accountId) throw new GameError('character_not_found');
      // Whoever created it may have died before it had its kit.
      await inventory.outfit(accountId, characterId);
      const [owner, storage] = await store.read(owners);
      return viewOf(content, owner!, storage!);
    },

    async usedSlots(characterIds) {
      const holders = await store.read(characterIds.map(characterOwner));
      return new Map(
        holders.map(({ owner, holdings }) => [owner.id, burdenOf(content, holdings).slots] as const),
      );
    },

    async change({ accountId, key, kind, changes }) {
      const owners = ownersOf(changes);
      return store.change({ key, kind, actorId: accountId, body: changes }, owners, (holders) => {
        // Nobody acts for another account's characters, nor learns whether they are there.
        if (holders.some((holder) => holder.accountId !== accountId))
          throw new GameError('character_not_found');
        const plan = new InventoryPlan(content, holders);
        for (const change of changes) plan.apply(change);
        const { work, receipts } = plan.finish();
        return { work, result: receipts };
      });
    },

    receive({ key, kind, characterId, credits, stacks, items }) {
      const gift = { credits, stacks, items };
      return give({ key, kind, actorId: null, body: { characterId, ...gift } }, characterId, gift);
    },

    async use({ key, characterId, item }) {
      const from = characterOwner(characterId);
      const change = {
        do: 'discard',
        from,
        parcel: { stacks: [{ kind: item, amount: 1 }], items: [] },
      } as const;
      await store.change({ key, kind: 'use', actorId: null, body: change }, [from], (holders) => {
        const plan = new InventoryPlan(content, holders);
        plan.apply(change);
        const { work, receipts } = plan.finish();
        return { work, result: receipts };
      });
    },

    async outfit(accountId, characterId) {
      const { startingKit, startingCredits } = content.inventory;
      const started = `start:${characterId}`;
      if (await store.happened(started)) return;
      // Once for an account: with every character they would be made by creating and deleting characters.
      if (startingCredits > 0) {
        const welcome = {
          key: `welcome:${accountId}`,
          kind: 'welcome',
          actorId: null,
          body: { accountId },
        };
        await give(welcome, characterId, { credits: startingCredits, stacks: [], items: [] });
      }
      const start = { key: started, kind: 'start', actorId: null, body: { characterId } };
      const items = startingKit.items.map((kind) => ({ kind }));
      await give(start, characterId, { credits: 0, stacks: startingKit.stacks, items });
    },
  };
  return inventory;
}

export function characterOwner(id: string): HolderOwner {
  return { kind: 'character', id };
}

export function storageOwner(accountId: string): HolderOwner {
  return { kind: 'storage', id: accountId };
}

/** Everybody who takes part in the changes. Errors: character_not_found for an owner of another kind */
function ownersOf(changes: readonly InventoryChange[]): HolderOwner[] {
  const named: Owner[] = changes.flatMap((change) => {
    if (change.do === 'transfer') return [change.from, change.to];
    return change.do === 'discard' ? [change.from] : [change.owner];
  });
  const owners = new Map(named.map((owner) => [ownerKey(owner), owner]));
  return [...owners.values()].map((owner) => {
    if (owner.kind !== 'character' && owner.kind !== 'storage') throw new GameError('character_not_found');
    return owner;
  });
}

function hasRoom(content: InventoryContent, holder: Holder, { stacks, items }: Gift): boolean {
  try {
    checkIncoming(content, holder, { stacks, items: items.map(({ kind }) => kind) });
    return true;
  } catch (error) {
    if (error instanceof GameError && error.code === 'over_capacity') return false;
    throw error;
  }
}

function viewOf(content: InventoryContent, character: Holder, storage: Holder): InventoryView {
  const { items } = character.holdings;
  const equipment = items.flatMap(({ id, kind, placed }) => {
    const slot = wornIn(placed);
    return slot === null ? [] : [{ slot, id, kind }];
  });
  return {
    character: { ...storeOf(content, character), equipment, stats: equipmentStats(content, items) },
    storage: storeOf(content, storage),
  };
}

function storeOf(content: InventoryContent, holder: Holder): Store {
  const { credits, stacks, items } = holder.holdings;
  return {
    credits,
    ...loadOf(content, holder, holder.holdings),
    stacks: [...stacks].map(([kind, amount]) => ({ kind, amount })),
    items: items
      .filter(({ kind, placed }) => placed === null && !content.hulls.has(kind))
      .map(({ id, kind, state }) => ({ id, kind, state })),
  };
}
