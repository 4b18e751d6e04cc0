import { randomUUID } from 'node:crypto';
import { EQUIPMENT_SLOTS } from '../../src/economy/equipment.ts';
import type { InventoryChange } from '../../src/economy/inventory-changes.ts';
import type { ErrorCode } from '../../src/errors.ts';
import type { Choices } from './choices.ts';
import { addStack, CLASS, LEVEL, type Model, type ModelHolder, type Step } from './model.ts';
import type { RealEconomy } from './real-economy.ts';

export const STACKS = ['iron-ore', 'silver-ore', 'health-draught', 'mana-draught', 'field-ration'];
export const UNIQUE = [
  'issue-blade',
  'tide-sabre',
  'stormglass-lance',
  'hollow-staff',
  'prospector-harness',
  'brass-compass',
  'lodestone-charm',
  'kestrel',
  'ion-drive',
  'strip-miner',
  'aegis-field',
  'cargo-rack',
  'deep-scanner',
  'auxiliary-reactor',
];

/** Something new for somebody; by mail where there is no room. */
export function receive(model: Model, real: RealEconomy, choices: Choices): Step {
  const characterId = choices.pick(model.characters)!;
  const credits = choices.upTo(300);
  const stack = { kind: choices.pick(STACKS)!, amount: 1 + choices.upTo(70) };
  const kinds = Array.from({ length: choices.upTo(3) }, () => choices.pick(UNIQUE)!);
  return {
    name: `${characterId} receives ${credits}, ${stack.amount} ${stack.kind}, ${kinds}`,
    reasons: [],
    run: (key) =>
      real.inventory.receive({
        key,
        kind: 'loot',
        characterId,
        credits,
        stacks: [stack],
        items: kinds.map((kind) => ({ kind })),
      }),
    apply(delivery) {
      const holder = model.holder(characterId);
      const after = model.draft(characterId);
      addStack(after, stack.kind, stack.amount);
      for (const kind of kinds) after.items.set(randomUUID(), { kind, placed: null });
      const fits = !model.isOverloaded(holder, after);
      if ((delivery === 'inventory') !== fits) throw new Error(`went to ${delivery}`);
      holder.credits += credits;
      if (fits) addStack(holder, stack.kind, stack.amount);
      // Whose ids are not known yet; see `Comparison`.
      const items = new Map(kinds.map((kind) => [`new ${randomUUID()}`, { kind, placed: null }]));
      if (fits) for (const [id, item] of items) holder.items.set(id, item);
      else model.send(characterId, 'delivery', { stacks: new Map([[stack.kind, stack.amount]]), items });
    },
  };
}

/** One to three changes at once, among all characters and storages, also those of another account. */
export function change(model: Model, real: RealEconomy, choices: Choices): Step {
  const accountId = model.holder(choices.pick(model.characters)!).accountId!;
  const changes = Array.from({ length: 1 + choices.upTo(2) }, () =>
    anyChange(model, real, choices, accountId),
  );
  const involved = new Set(
    changes.flatMap((one) =>
      'owner' in one ? [one.owner.id] : 'to' in one ? [one.from.id, one.to.id] : [one.from.id],
    ),
  );
  const drafts = new Map([...involved].map((id) => [id, model.draft(id)]));
  const reasons: ErrorCode[] = [];
  if ([...drafts.values()].some((draft) => draft.accountId !== accountId))
    reasons.push('character_not_found');
  for (const one of changes) {
    if (reasons.length === 0) reasons.push(...attempt(model, drafts, one));
  }
  if (reasons.length === 0 && [...drafts].some(([id, draft]) => model.isOverloaded(model.holder(id), draft)))
    reasons.push('over_capacity');
  return {
    name: `${accountId} changes ${JSON.stringify(changes)}`,
    reasons,
    run: (key) => real.inventory.change({ accountId, key, kind: 'inventory.batch', changes }),
    apply() {
      for (const [id, draft] of drafts) model.holders.set(id, draft);
    },
  };
}

function anyChange(model: Model, real: RealEconomy, choices: Choices, accountId: string): InventoryChange {
  const own = [...model.holders.keys()].filter((id) => model.holder(id).accountId === accountId);
  // Others' are tried now and then.
  const someone = () =>
    choices.upTo(11) === 11 ? choices.pick([...model.holders.keys()])! : choices.pick(own)!;
  const fromId = someone();
  const others = own.filter((id) => id !== fromId);
  const toId = choices.upTo(5) === 5 ? someone() : choices.pick(others)!;
  const owner = (id: string) => real.owner(id, model.holder(id).isStorage);
  const [from, to] = [owner(fromId), owner(toId)];
  const itemOf = () =>
    choices.pick(choices.upTo(7) === 7 ? model.itemIds() : [...model.holder(fromId).items.keys()]);
  const stackOf = () => {
    const kind = choices.pick([...model.holder(fromId).stacks.keys(), choices.pick(STACKS)!])!;
    const most = (model.holder(fromId).stacks.get(kind) ?? 0) + 1;
    return { kind, amount: choices.upTo(3) === 3 ? ('all' as const) : 1 + choices.upTo(most) };
  };
  const itemId = itemOf();
  switch (choices.upTo(5)) {
    case 0:
      return { do: 'discard', from, parcel: { stacks: [stackOf()], items: [] } };
    case 1:
    case 2:
      if (itemId !== undefined) {
        const slot = choices.pick([
          null,
          null,
          ...(Object.keys(EQUIPMENT_SLOTS) as (keyof typeof EQUIPMENT_SLOTS)[]),
        ])!;
        return choices.upTo(2) < 2
          ? { do: 'equip', owner: from, itemId, slot: slot ?? null }
          : { do: 'unequip', owner: from, itemId };
      }
  }
  const credits = choices.upTo(model.holder(fromId).credits + 1);
  const stacks = choices.upTo(1) === 0 ? [stackOf()] : [];
  const items = itemId !== undefined && choices.upTo(1) === 0 ? [itemId] : [];
  return { do: 'transfer', from, to, parcel: { credits, stacks, items } };
}

function attempt(model: Model, drafts: Map<string, ModelHolder>, one: InventoryChange): ErrorCode[] {
  if (one.do === 'equip' || one.do === 'unequip') {
    const holder = drafts.get(one.owner.id)!;
    return one.do === 'equip' ? equip(model, holder, one.itemId, one.slot) : unequip(holder, one.itemId);
  }
  const from = drafts.get(one.from.id)!;
  const to = one.do === 'transfer' ? drafts.get(one.to.id)! : null;
  if (from === to) return ['invalid_request'];
  const reasons: ErrorCode[] = [];
  const credits = one.do === 'transfer' ? one.parcel.credits : 0;
  if (credits > from.credits) reasons.push('insufficient_credits');
  from.credits -= credits;
  if (to) to.credits += credits;
  for (const { kind, amount: wanted } of one.parcel.stacks) {
    const has = from.stacks.get(kind) ?? 0;
    const amount = wanted === 'all' ? has : wanted;
    if (amount === 0 || amount > has) reasons.push('insufficient_items');
    if (to && model.isBound(kind)) reasons.push('item_bound');
    addStack(from, kind, -amount);
    if (to) addStack(to, kind, amount);
  }
  for (const id of one.parcel.items) {
    const item = from.items.get(id);
    if (!item) return [...reasons, 'item_not_found'];
    if (item.placed !== null) reasons.push('item_in_use');
    if (to && model.isBound(item.kind)) reasons.push('item_bound');
    from.items.delete(id);
    to?.items.set(id, item);
  }
  return reasons;
}

function equip(
  model: Model,
  { items, isStorage }: ModelHolder,
  itemId: string,
  wanted: string | null,
): ErrorCode[] {
  const item = items.get(itemId);
  if (isStorage) return ['slot_mismatch'];
  if (!item) return ['item_not_found'];
  const reasons: ErrorCode[] = item.placed === null ? [] : ['item_in_use'];
  const equipment = model.content.items.get(item.kind)?.equipment;
  const fitting = Object.entries(EQUIPMENT_SLOTS).flatMap(([slot, type]) =>
    type === equipment?.type && (wanted ?? slot) === slot ? [slot] : [],
  );
  if (fitting.length === 0) return [...reasons, 'slot_mismatch'];
  const { level, classes } = equipment!;
  if (level > LEVEL || (classes.length > 0 && !classes.includes(CLASS))) reasons.push('requirements_unmet');
  const taken = new Set([...items.values()].map(({ placed }) => placed));
  const free = fitting.find((slot) => !taken.has(`equip:${slot}`));
  if (free === undefined) reasons.push('slot_taken');
  else item.placed = `equip:${free}`;
  return reasons;
}

function unequip({ items }: ModelHolder, itemId: string): ErrorCode[] {
  const item = items.get(itemId);
  if (!item?.placed?.startsWith('equip:')) return ['item_not_found'];
  item.placed = null;
  return [];
}
