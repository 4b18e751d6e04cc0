import { GameError } from '../errors.ts';
import { placedIn, slotFor, wornIn } from './equipment.ts';
import type { InventoryChange, InventoryWork, OwnerReceipt, Parcel } from './inventory-changes.ts';
import { receiptsOf, workOf } from './inventory-diff.ts';
import { type Draft, draftOf, looseItem, takeCredits, takeStack } from './inventory-draft.ts';
import { checkHoldings, type Holder, type InventoryContent } from './inventory-holder.ts';
import { refuseBound } from './items.ts';
import { ownerKey } from './ledger-rules.ts';
import type { Owner } from './owner.ts';

/**
 * Tries changes out one after the other on what holders have, and tells what has to be written for all of them to
 * happen at once. Room is looked at in the end: what passes through on the way needs none.
 */
export class InventoryPlan {
  private readonly content: InventoryContent;
  private readonly drafts: ReadonlyMap<string, Draft>;

  /** @param holders everybody who takes part, as they are */
  constructor(content: InventoryContent, holders: readonly Holder[]) {
    this.content = content;
    this.drafts = new Map(holders.map((holder) => [ownerKey(holder.owner), draftOf(holder)]));
  }

  /**
   * Errors: item_not_found, item_in_use, item_bound, insufficient_credits, insufficient_items, slot_mismatch, slot_taken,
   * requirements_unmet, invalid_request, character_not_found for an owner who takes no part.
   */
  apply(change: InventoryChange): void {
    if (change.do === 'equip') this.equip(change);
    else if (change.do === 'unequip') this.unequip(change);
    else if (change.do === 'transfer')
      this.transfer(this.draft(change.from), this.draft(change.to), change.parcel);
    else this.discard(this.draft(change.from), change.parcel);
  }

  /** Errors: over_capacity. @returns what has to be written, and what it means for each of the holders */
  finish(): { work: InventoryWork; receipts: OwnerReceipt[] } {
    const drafts = [...this.drafts.values()];
    for (const { holder, stacks, items } of drafts) {
      checkHoldings(this.content, holder, { stacks, items: [...items.values()] });
    }
    return { work: workOf(drafts), receipts: receiptsOf(drafts) };
  }

  private equip({ owner, itemId, slot }: InventoryChange & { do: 'equip' }): void {
    const draft = this.draft(owner);
    const { wearer } = draft.holder;
    if (!wearer) throw new GameError('slot_mismatch');
    const item = looseItem(draft, itemId);
    const worn = [...draft.items.values()].map(({ placed }) => wornIn(placed));
    const taken = new Set(worn.filter((one) => one !== null));
    const free = slotFor(this.content.items.get(item.kind), slot, taken, wearer);
    draft.items.set(itemId, { ...item, placed: placedIn(free) });
  }

  private unequip({ owner, itemId }: InventoryChange & { do: 'unequip' }): void {
    const { items } = this.draft(owner);
    const item = items.get(itemId);
    if (!item || wornIn(item.placed) === null) throw new GameError('item_not_found');
    items.set(itemId, { ...item, placed: null });
  }

  private transfer(from: Draft, to: Draft, { credits, stacks, items }: Parcel): void {
    if (from === to) throw new GameError('invalid_request', { message: 'It is there already.' });
    if (credits !== 0) {
      takeCredits(from, credits);
      to.credits += credits;
    }
    for (const { kind, amount } of stacks) {
      const taken = takeStack(from, kind, amount);
      refuseBound(this.content, kind);
      to.stacks.set(kind, (to.stacks.get(kind) ?? 0) + taken);
    }
    for (const id of items) {
      const item = looseItem(from, id);
      refuseBound(this.content, item.kind);
      from.items.delete(id);
      to.items.set(id, item);
    }
  }

  private discard(draft: Draft, { stacks, items }: Omit<Parcel, 'credits'>): void {
    for (const { kind, amount } of stacks) takeStack(draft, kind, amount);
    for (const id of items) draft.items.delete(looseItem(draft, id).id);
  }

  private draft(owner: Owner): Draft {
    const draft = this.drafts.get(ownerKey(owner));
    if (!draft) throw new GameError('character_not_found');
    return draft;
  }
}
