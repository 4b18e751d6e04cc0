import type { OwnedItem } from './inventory-capacity.ts';
import type { InventoryWork, OwnerReceipt, Placement } from './inventory-changes.ts';
import type { Draft } from './inventory-draft.ts';
import { stackAsset } from './items.ts';
import type { ItemMove, Posting } from './ledger.ts';
import type { Asset, Owner } from './owner.ts';

const DISCARDED: Owner = { kind: 'system', id: 'discarded' };

/** @returns what makes of the holders' belongings those of the drafts; what nobody has any more is discarded */
export function workOf(drafts: readonly Draft[]): InventoryWork {
  const lifted: Placement[] = [];
  const moves: ItemMove[] = [];
  const placed: Placement[] = [];
  const now = whereabouts(drafts);
  for (const { holder } of drafts) {
    for (const item of holder.holdings.items) {
      const { owner, placed: after } = now.get(item.id) ?? { owner: DISCARDED, placed: null };
      const moved = owner !== holder.owner;
      const changed = moved || after !== item.placed;
      if (changed && item.placed !== null)
        lifted.push({ itemId: item.id, owner: holder.owner, before: item.placed, after: null });
      if (moved) moves.push({ itemId: item.id, from: holder.owner, to: owner });
      if (changed && after !== null) placed.push({ itemId: item.id, owner, before: null, after });
    }
  }
  return { lifted, moves, created: [], placed, postings: postingsOf(drafts) };
}

/** What each holder has more or less of; those for whom nothing changed are left out. */
export function receiptsOf(drafts: readonly Draft[]): OwnerReceipt[] {
  return drafts
    .map(({ holder: { owner, holdings }, credits, stacks, items }) => {
      const before = new Map(holdings.items.map((item) => [item.id, item]));
      return {
        owner,
        credits: credits - holdings.credits,
        stacks: stackChanges(holdings.stacks, stacks),
        items: [...items.values()].filter((item) => isNew(item, before.get(item.id))).map(shown),
        gone: [...before.keys()].filter((id) => !items.has(id)),
      };
    })
    .filter(
      ({ credits, stacks, items, gone }) =>
        credits !== 0 || stacks.length > 0 || items.length > 0 || gone.length > 0,
    );
}

function whereabouts(drafts: readonly Draft[]): Map<string, { owner: Owner; placed: string | null }> {
  return new Map(
    drafts.flatMap(({ holder: { owner }, items }) =>
      [...items.values()].map(({ id, placed }) => [id, { owner, placed }] as const),
    ),
  );
}

function postingsOf(drafts: readonly Draft[]): Posting[] {
  const lost = new Map<Asset, number>();
  const postings: Posting[] = [];
  const post = (owner: Owner, asset: Asset, amount: number) => {
    if (amount === 0) return;
    postings.push({ owner, asset, amount });
    lost.set(asset, (lost.get(asset) ?? 0) - amount);
  };
  for (const { holder, credits, stacks } of drafts) {
    const { owner, holdings } = holder;
    post(owner, 'credits', credits - holdings.credits);
    for (const { kind, change } of stackChanges(holdings.stacks, stacks))
      post(owner, stackAsset(kind), change);
  }
  for (const [asset, amount] of lost) if (amount !== 0) postings.push({ owner: DISCARDED, asset, amount });
  return postings;
}

function stackChanges(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): OwnerReceipt['stacks'] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((kind) => ({ kind, change: (after.get(kind) ?? 0) - (before.get(kind) ?? 0) }))
    .filter(({ change }) => change !== 0);
}

function isNew(item: OwnedItem, before: OwnedItem | undefined): boolean {
  return before?.placed !== item.placed;
}

function shown({ id, kind, placed }: OwnedItem): OwnerReceipt['items'][number] {
  return { id, kind, placed };
}
