import { z } from 'zod';

const PAGE_MOST = 100;

/** A whole number in a query, from 1. */
export function wholeNumber(most: number) {
  const digits = String(most).length;
  return z
    .string()
    .regex(new RegExp(`^[1-9][0-9]{0,${digits - 1}}$`), `A whole number from 1 to ${most}.`)
    .transform(Number)
    .pipe(z.int().max(most));
}

/**
 * Query fields of a list that has pages.
 * @param entries of a page, when the query does not say
 * @param first what it begins with, for the description
 */
export function pageQuery<C extends z.ZodString>(
  cursor: C,
  { entries, first }: { entries: number; first: string },
) {
  return {
    cursor: cursor.optional().describe(`Of the page before; without it: ${first}.`),
    limit: wholeNumber(PAGE_MOST)
      .default(entries)
      .describe(`Entries of a page, 1 to ${PAGE_MOST}; ${entries} when not given.`),
  };
}
