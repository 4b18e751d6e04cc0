/** Of credits and of pieces, in one amount. */
export const MAX_AMOUNT = 1_000_000_000;

/** @returns what somebody wrote, if it is a whole number from 1 to `most`; null: it is not */
export function wholeNumber(text: string, most = MAX_AMOUNT): number | null {
  const digits = /^0*(\d{1,10})$/.exec(text.trim())?.[1];
  const value = Number(digits ?? 0);
  return value >= 1 && value <= most ? value : null;
}
