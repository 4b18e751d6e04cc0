/** The most that one match moves a rating. */
const K = 32;
/** Difference at which the stronger one is expected to win ten times as often. */
const SCALE = 400;

/** Somebody in a match, as its rating sees it. */
export interface Rated {
  rating: number;
  /** From 1; equals share one. */
  rank: number;
}

/**
 * Elo, as if everybody had played against each of the others: `rating + K / (n − 1) · Σ (score − expected)`, with a score of 1
 * against who stands behind, 0.5 against an equal, 0 else, and `expected = 1 / (1 + 10^((other − own) / 400))`.
 * @returns the new ratings in their order, whole numbers, none below 0
 */
export function ratingsAfter(entrants: readonly Rated[]): number[] {
  return entrants.map((own) => {
    let surplus = 0;
    for (const other of entrants) {
      if (other !== own) surplus += scoreAgainst(own, other) - expectedAgainst(own, other);
    }
    const change = entrants.length > 1 ? (K / (entrants.length - 1)) * surplus : 0;
    return Math.max(0, Math.round(own.rating + change));
  });
}

function scoreAgainst(own: Rated, other: Rated): number {
  if (own.rank === other.rank) return 0.5;
  return own.rank < other.rank ? 1 : 0;
}

function expectedAgainst(own: Rated, other: Rated): number {
  return 1 / (1 + 10 ** ((other.rating - own.rating) / SCALE));
}
