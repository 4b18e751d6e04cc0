/** The numbers of the trading post. All credits are whole. */

/** Of credits and of pieces, in one amount. */
export const MAX_AMOUNT = 1_000_000_000;
export const MIN_HOURS = 1;
export const MAX_HOURS = 72;
export const OPEN_LISTINGS_PER_CHARACTER = 50;
export const WATCHES_PER_CHARACTER = 50;
/** Days of price history that are shown, today included. */
export const HISTORY_DAYS = 30;
/** How long a mail is kept whose attachments were taken. */
export const CLAIMED_MAIL_DAYS = 30;

/** One in so many: 5 %. */
const FEE_PART = 20;
const RAISE_PART = 20;

/**
 * Paid when something is listed, and kept whatever becomes of it: 5 % of what is asked, rounded up, at least 1.
 * @param asked credits for all of it: the buy-now price, or the starting bid where there is none
 */
export function listingFee(asked: number): number {
  return Math.max(1, Math.ceil(asked / FEE_PART));
}

/** @returns the least that the next bid must be: the starting bid, then 5 % more than the last one, rounded up, at least 1 more */
export function nextBid(startingBid: number, bid: number | null): number {
  return bid === null ? startingBid : bid + Math.max(1, Math.ceil(bid / RAISE_PART));
}

/** @returns what one piece costs whoever takes part now: the buy-now price, or his share of the next bid, rounded up */
export function boardPrice(terms: {
  unitPrice: number | null;
  startingBid: number | null;
  bid: number | null;
  amount: number;
}): number {
  if (terms.unitPrice !== null) return terms.unitPrice;
  return Math.ceil(nextBid(terms.startingBid!, terms.bid) / terms.amount);
}
