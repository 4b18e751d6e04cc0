import { listingFee } from '../../src/market/market-rules.ts';
import { type Action, GIFT } from './action.ts';

export interface Holdings {
  credits: number;
  stacks: Map<string, number>;
  /** Ids. */
  items: Set<string>;
}

interface Bid {
  listing: string;
  bidder: string;
  amount: number;
}

/** A listing as it is in the end. */
export interface Ended {
  id: string;
  status: string;
  auction: { bid: number | null; bidderId: string | null } | null;
}

interface Receipt {
  owner: { id: string };
  credits: number;
  stacks: { kind: string; change: number }[];
  items: { id: string }[];
  gone: string[];
}

interface Attachments {
  credits: number;
  stacks: { kind: string; amount: number }[];
  items: { id: string }[];
}

/**
 * What everybody should have, kept by the clients from what they had at first and from the answers that they were given, and
 * from nothing else. Owners are characters and accounts, by id. All sums: the order of the answers does not matter.
 */
export class Books {
  readonly owners = new Map<string, Holdings>();
  private readonly sellers = new Map<string, string>();
  private readonly bids: Bid[] = [];

  open(owner: string, holdings: Holdings): void {
    this.owners.set(owner, holdings);
  }

  /** Somebody who is no more: what comes to it is not counted. */
  close(owner: string): void {
    this.owners.delete(owner);
  }

  /** The first time that something is acknowledged. @param data of the answer */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every form
  settle({ route, actor, path, body }: Action, data: any): void {
    const listingId = path.split('/')[3]!;
    if (route === 'sell' || route === 'buy') this.settleTrade(actor, data, route === 'sell' ? 1 : -1);
    else if (route === 'buyUpgrade') this.pay(actor, -data.paid);
    else if (route === 'listGoods') this.settleListing(actor, data);
    else if (route === 'buyListing') {
      this.pay(actor, -data.paid);
      this.pay(this.sellers.get(listingId)!, data.paid);
    } else if (route === 'bidOnListing') {
      const { amount } = body as { amount: number };
      this.pay(actor, -amount);
      this.bids.push({ listing: listingId, bidder: actor, amount });
    } else if (route === 'claimMail') this.settleClaim(actor, data);
    else if (route === GIFT) this.settleGift(actor, body as Attachments, data.delivery);
    else if (Array.isArray(data)) for (const receipt of data as Receipt[]) this.settleReceipt(receipt);
  }

  /** Every bid went back but those that are the highest of what is still open. Called once, in the end. */
  settleBids(listings: readonly Ended[]): void {
    const held = new Set(
      listings
        .filter(({ status, auction }) => status === 'open' && auction?.bidderId)
        .map(({ id, auction }) => bidKey(id, auction!.bidderId!, auction!.bid!)),
    );
    for (const { listing, bidder, amount } of this.bids) {
      // Two of the same cannot be: every bid is higher than the one before.
      if (!held.has(bidKey(listing, bidder, amount))) this.pay(bidder, amount);
    }
  }

  private settleTrade(
    actor: string,
    trade: { kind: string; amount: number; total: number; items: string[] },
    sign: 1 | -1,
  ): void {
    this.pay(actor, sign * trade.total);
    if (trade.items.length === 0) this.stack(actor, trade.kind, -sign * trade.amount);
    for (const id of trade.items) {
      if (sign === 1) this.owners.get(actor)?.items.delete(id);
      else this.owners.get(actor)?.items.add(id);
    }
  }

  private settleListing(
    actor: string,
    listing: {
      id: string;
      kind: string;
      listed: number;
      unitPrice: number | null;
      auction: { startingBid: number } | null;
      item: { id: string } | null;
    },
  ): void {
    const { id, kind, listed, unitPrice, auction, item } = listing;
    this.sellers.set(id, actor);
    this.pay(actor, -listingFee(unitPrice === null ? auction!.startingBid : unitPrice * listed));
    if (item) this.owners.get(actor)?.items.delete(item.id);
    else this.stack(actor, kind, -listed);
  }

  private settleClaim(actor: string, { credits, stacks, items }: Attachments): void {
    this.pay(actor, credits);
    for (const { kind, amount } of stacks) this.stack(actor, kind, amount);
    for (const { id } of items) this.owners.get(actor)?.items.add(id);
  }

  /** By mail it is there once it is claimed, but for credits. */
  private settleGift(
    actor: string,
    { credits, stacks }: Pick<Attachments, 'credits' | 'stacks'>,
    delivery: 'inventory' | 'mail',
  ): void {
    this.pay(actor, credits);
    if (delivery === 'inventory') for (const { kind, amount } of stacks) this.stack(actor, kind, amount);
  }

  private settleReceipt({ owner, credits, stacks, items, gone }: Receipt): void {
    this.pay(owner.id, credits);
    for (const { kind, change } of stacks) this.stack(owner.id, kind, change);
    for (const { id } of items) this.owners.get(owner.id)?.items.add(id);
    for (const id of gone) this.owners.get(owner.id)?.items.delete(id);
  }

  private pay(owner: string, credits: number): void {
    const has = this.owners.get(owner);
    if (has) has.credits += credits;
  }

  private stack(owner: string, kind: string, change: number): void {
    const stacks = this.owners.get(owner)?.stacks;
    if (!stacks) return;
    const amount = (stacks.get(kind) ?? 0) + change;
    if (amount === 0) stacks.delete(kind);
    else stacks.set(kind, amount);
  }
}

function bidKey(listing: string, bidder: string, amount: number): string {
  return `${listing} ${bidder} ${amount}`;
}
