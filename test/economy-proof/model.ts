import type { Content } from '../../src/content/types.ts';
import type { ErrorCode } from '../../src/errors.ts';

export interface ModelItem {
  kind: string;
  placed: string | null;
}

export interface ModelHolder {
  /** Null: a mail or a listing. */
  accountId: string | null;
  isStorage: boolean;
  credits: number;
  stacks: Map<string, number>;
  items: Map<string, ModelItem>;
}

export interface ModelListing {
  sellerId: string;
  kind: string;
  itemId: string | null;
  remaining: number;
  unitPrice: number | null;
  startingBid: number | null;
  bid: number | null;
  bidderId: string | null;
  isOpen: boolean;
  expiresAt: number;
}

export interface ModelMail {
  /** Null: it was sent, and not looked at yet. */
  id: string | null;
  recipientId: string;
  reason: string;
  isClaimed: boolean;
  holds: ModelHolder;
}

export const LEVEL = 5;
export const CLASS = 'vanguard';

/** The economy in plain maps, without a database, locks or operations: what the real one must come to. */
export class Model {
  readonly content: Content;
  now: number;
  /** Characters and storages, by id. */
  holders = new Map<string, ModelHolder>();
  listings = new Map<string, ModelListing>();
  /** Listings that were closed and compared: nothing happens to them any more. */
  readonly ended = new Set<string>();
  mails: ModelMail[] = [];
  /** Done before, to be sent again: the same key answers the same, and does nothing. */
  readonly history: { again: () => Promise<unknown>; answer: unknown }[] = [];

  /** What was done so far, in words. */
  readonly trace: string[] = [];

  constructor(content: Content, now: number) {
    this.content = content;
    this.now = now;
  }

  get characters(): string[] {
    return [...this.holders].filter(([, { isStorage }]) => !isStorage).map(([id]) => id);
  }

  holder(id: string): ModelHolder {
    return this.holders.get(id)!;
  }

  itemIds(): string[] {
    return [...this.holders.values()].flatMap(({ items }) => [...items.keys()]);
  }

  /** A copy of somebody, to try something out on. */
  draft(id: string): ModelHolder {
    return structuredClone(this.holder(id));
  }

  isBound(kind: string): boolean {
    return this.content.items.get(kind)?.bound ?? this.content.hulls.get(kind)?.bound ?? false;
  }

  /** Whether a holder becomes more overloaded than it was. */
  isOverloaded(before: ModelHolder, after: ModelHolder): boolean {
    const [was, is] = [this.excess(before), this.excess(after)];
    return is.slots > was.slots || is.weight > was.weight;
  }

  send(recipientId: string, reason: string, holds: Partial<ModelHolder>): void {
    this.mails.push({ id: null, recipientId, reason, isClaimed: false, holds: { ...nothing(), ...holds } });
  }

  private excess(holder: ModelHolder): { slots: number; weight: number } {
    const { items: kinds, modules, hulls, inventory } = this.content;
    let { slots: slotsLeft, weight: weightLeft } = holder.isStorage ? inventory.storage : inventory.character;
    for (const [kind, amount] of holder.stacks) {
      slotsLeft -= Math.ceil(amount / kinds.get(kind)!.stackMax!);
      weightLeft -= amount * kinds.get(kind)!.weight;
    }
    for (const { kind, placed } of holder.items.values()) {
      const isWorn = placed?.startsWith('equip:') ?? false;
      if (isWorn) {
        slotsLeft += kinds.get(kind)!.equipment!.stats.slots ?? 0;
        weightLeft += kinds.get(kind)!.equipment!.stats.carry ?? 0;
      }
      if (placed === null && !hulls.has(kind)) slotsLeft -= 1;
      if ((placed === null || isWorn) && !hulls.has(kind))
        weightLeft -= (kinds.get(kind) ?? modules.get(kind))!.weight;
    }
    const flown = [...holder.items].find(([, { placed }]) => placed === 'active');
    if (flown) {
      weightLeft += hulls.get(flown[1].kind)!.cargo;
      for (const { kind } of this.fitted(holder, flown[0])) weightLeft += modules.get(kind)!.stats.cargo;
    }
    return { slots: Math.max(0, -slotsLeft), weight: Math.max(0, -weightLeft) };
  }

  fitted({ items }: ModelHolder, shipId: string): (ModelItem & { id: string; slot: string })[] {
    return [...items]
      .filter(([, { placed }]) => placed?.startsWith(`fit:${shipId}:`))
      .map(([id, item]) => ({ ...item, id, slot: item.placed!.split(':')[2]! }));
  }
}

export function nothing(): ModelHolder {
  return { accountId: null, isStorage: false, credits: 0, stacks: new Map(), items: new Map() };
}

export function addStack({ stacks }: ModelHolder, kind: string, change: number): void {
  const amount = (stacks.get(kind) ?? 0) + change;
  if (amount === 0) stacks.delete(kind);
  else stacks.set(kind, amount);
}

/** Gives all of one to another. */
export function pour(from: ModelHolder, to: ModelHolder): void {
  to.credits += from.credits;
  from.credits = 0;
  for (const [kind, amount] of from.stacks) addStack(to, kind, amount);
  from.stacks.clear();
  for (const [id, item] of from.items) to.items.set(id, item);
  from.items.clear();
}

/** What may be answered: a set of refusals, one of which must come; or success, and then `apply`. */
export interface Step {
  name: string;
  reasons: ErrorCode[];
  run(key: string): Promise<unknown>;
  /** @param answer of `run` */
  // biome-ignore lint/suspicious/noExplicitAny: every step knows its own
  apply(answer: any): void | Promise<void>;
}
