import type { ErrorCode } from '../../src/errors.ts';
import type { NewListing } from '../../src/market/listing.ts';
import type { Choices } from './choices.ts';
import { STACKS } from './inventory-steps.ts';
import { addStack, type Model, type ModelListing, nothing, pour, type Step } from './model.ts';
import type { RealEconomy } from './real-economy.ts';

const HOUR_MS = 3_600_000;

export function list(model: Model, real: RealEconomy, choices: Choices): Step {
  const sellerId = choices.pick(model.characters)!;
  const seller = model.holder(sellerId);
  const itemId =
    choices.upTo(2) === 0
      ? undefined
      : choices.pick(choices.upTo(6) === 6 ? model.itemIds() : [...seller.items.keys()]);
  const stack = {
    kind: choices.pick([...seller.stacks.keys(), choices.pick(STACKS)!])!,
    amount: 1 + choices.upTo(20),
  };
  const price = 1 + choices.upTo(60);
  const mode = choices.upTo(2);
  const goods: NewListing['goods'] = itemId === undefined ? stack : { itemId };
  const amount = itemId === undefined ? stack.amount : 1;
  const terms = {
    unitPrice: mode === 0 ? null : price,
    startingBid: mode === 1 ? null : 1 + choices.upTo(40),
  };
  const hours = 1 + choices.upTo(71);
  const item = itemId === undefined ? null : seller.items.get(itemId);
  const kind = itemId === undefined ? stack.kind : item?.kind;
  const fee = Math.max(1, Math.ceil((terms.unitPrice === null ? terms.startingBid! : price * amount) / 20));
  const reasons: ErrorCode[] = [];
  if (item === undefined) reasons.push('item_not_found');
  if (item && item.placed !== null) reasons.push('item_in_use');
  if (item === null && (seller.stacks.get(stack.kind) ?? 0) < amount) reasons.push('insufficient_items');
  if (kind !== undefined && model.isBound(kind)) reasons.push('item_bound');
  if (mode === 2 && terms.startingBid! >= price * amount) reasons.push('invalid_request');
  if (fee > seller.credits) reasons.push('insufficient_credits');
  return {
    name: `${sellerId} lists ${JSON.stringify({ goods, ...terms, hours })}`,
    reasons,
    run: (key) => real.market.list(key, { sellerId, goods, ...terms, hours }),
    apply({ id }) {
      seller.credits -= fee;
      if (itemId === undefined) addStack(seller, stack.kind, -amount);
      else seller.items.delete(itemId);
      model.listings.set(id, {
        sellerId,
        kind: kind!,
        itemId: itemId ?? null,
        remaining: amount,
        ...terms,
        bid: null,
        bidderId: null,
        isOpen: true,
        expiresAt: model.now + hours * HOUR_MS,
      });
    },
  };
}

interface Scene {
  characterId: string;
  listingId: string;
  listing: ModelListing;
  reasons: ErrorCode[];
}

/** @returns null: nothing was ever listed */
function sceneOf(model: Model, choices: Choices): Scene | null {
  const all = [...model.listings];
  const open = all.filter(([, { isOpen }]) => isOpen);
  const found = choices.pick(open.length > 0 && choices.upTo(6) < 6 ? open : all);
  if (!found) return null;
  const [listingId, listing] = found;
  const isOver = !listing.isOpen || listing.expiresAt <= model.now;
  const reasons: ErrorCode[] = isOver ? ['listing_closed'] : [];
  return { characterId: choices.pick(model.characters)!, listingId, listing, reasons };
}

export function buy(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const scene = sceneOf(model, choices);
  if (!scene) return null;
  const { characterId, listingId, listing, reasons } = scene;
  const { sellerId, remaining, unitPrice, bid, bidderId } = listing;
  const amount = choices.upTo(2) === 0 ? remaining + choices.upTo(1) || 1 : 1 + choices.upTo(remaining);
  const paid = (unitPrice ?? 0) * amount;
  const returned = bidderId === characterId ? bid! : 0;
  const buyer = model.holder(characterId);
  if (sellerId === characterId) reasons.push('own_listing');
  if (unitPrice === null) reasons.push('listing_not_for_sale');
  if (amount > remaining) reasons.push('insufficient_items');
  if (listing.startingBid !== null && amount < remaining) reasons.push('listing_whole_only');
  if (paid > buyer.credits + returned) reasons.push('insufficient_credits');
  return {
    name: `${characterId} buys ${amount} of ${listingId}`,
    reasons,
    run: (key) => real.market.buy({ key, characterId, listingId, amount }),
    apply() {
      refund(model, listing);
      buyer.credits -= paid;
      model.holder(sellerId).credits += paid;
      send(model, listing, amount, characterId, 'bought');
    },
  };
}

export function bid(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const scene = sceneOf(model, choices);
  if (!scene) return null;
  const { characterId, listingId, listing, reasons } = scene;
  const { sellerId, startingBid, unitPrice, remaining, bidderId } = listing;
  const least =
    listing.bid === null ? (startingBid ?? 1) : listing.bid + Math.max(1, Math.ceil(listing.bid / 20));
  const amount = Math.max(1, least - 2 + choices.upTo(12));
  if (sellerId === characterId) reasons.push('own_listing');
  if (startingBid === null) reasons.push('not_an_auction');
  if (bidderId === characterId) reasons.push('own_bid');
  if (amount < least) reasons.push('bid_too_low');
  if (unitPrice !== null && amount >= unitPrice * remaining) reasons.push('bid_too_high');
  if (amount > model.holder(characterId).credits) reasons.push('insufficient_credits');
  return {
    name: `${characterId} bids ${amount} on ${listingId}`,
    reasons,
    run: (key) => real.market.bid({ key, characterId, listingId, amount }),
    apply() {
      refund(model, listing);
      model.holder(characterId).credits -= amount;
      Object.assign(listing, { bid: amount, bidderId: characterId });
    },
  };
}

export function cancel(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const scene = sceneOf(model, choices);
  if (!scene) return null;
  const { listingId, listing, reasons } = scene;
  const characterId = choices.upTo(3) === 3 ? scene.characterId : listing.sellerId;
  if (characterId !== listing.sellerId) reasons.push('forbidden');
  if (listing.bid !== null) reasons.push('listing_has_bids');
  return {
    name: `${characterId} cancels ${listingId}`,
    reasons,
    run: (key) => real.market.cancel({ key, characterId, listingId }),
    apply: () => send(model, listing, listing.remaining, characterId, 'cancelled'),
  };
}

export function claim(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const mail = choices.pick(model.mails.filter(({ id }) => id !== null));
  if (!mail) return null;
  const characterId = choices.upTo(6) === 6 ? choices.pick(model.characters)! : mail.recipientId;
  const reasons: ErrorCode[] = [];
  const after = model.draft(characterId);
  pour(structuredClone(mail.holds), after);
  if (characterId !== mail.recipientId) reasons.push('mail_not_found');
  else if (mail.isClaimed) reasons.push('mail_claimed');
  else if (model.isOverloaded(model.holder(characterId), after)) reasons.push('over_capacity');
  return {
    name: `${characterId} claims ${mail.id}`,
    reasons,
    run: (key) => real.mail.claim({ key, characterId, mailId: mail.id! }),
    apply() {
      mail.isClaimed = true;
      pour(mail.holds, model.holder(characterId));
    },
  };
}

/** Time goes by, and what is over is closed; sometimes the job that closes it comes late. */
export function wait(model: Model, real: RealEconomy, choices: Choices): Step {
  const hours = 1 + choices.upTo(40);
  const isLate = choices.upTo(3) === 3;
  return {
    name: `${hours} hours go by${isLate ? ', and the job does not run' : ''}`,
    reasons: [],
    async run() {
      model.now += hours * HOUR_MS;
      real.nowMs = model.now;
      if (!isLate) await Promise.all([real.market.closeExpired(), real.market.closeExpired()]);
      return null;
    },
    apply() {
      for (const listing of isLate ? [] : model.listings.values()) {
        if (!listing.isOpen || listing.expiresAt > model.now) continue;
        const { sellerId, remaining, bid, bidderId } = listing;
        if (bid !== null) model.holder(sellerId).credits += bid;
        send(model, listing, remaining, bidderId ?? sellerId, bid === null ? 'unsold' : 'won');
      }
    },
  };
}

function refund(model: Model, listing: ModelListing): void {
  if (listing.bid !== null) model.holder(listing.bidderId!).credits += listing.bid;
  Object.assign(listing, { bid: null, bidderId: null });
}

function send(model: Model, listing: ModelListing, amount: number, to: string, reason: string): void {
  const holds = nothing();
  if (listing.itemId === null) holds.stacks.set(listing.kind, amount);
  else holds.items.set(listing.itemId, { kind: listing.kind, placed: null });
  model.send(to, reason, holds);
  listing.remaining -= amount;
  listing.isOpen = listing.remaining > 0;
}
