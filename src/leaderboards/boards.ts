export const BOARDS = ['wealth', 'kills', 'rift-times', 'arena-rating'] as const;
export type BoardName = (typeof BOARDS)[number];

/** Rift times are compared within one place. */
export type Board = Exclude<BoardName, 'rift-times'> | `rift-times:${string}`;

/** All time. */
export const NO_SEASON = 0;

export const ARENA_START_RATING = 1_500;
/** Share of the way from a season's start rating that is left of a rating when the next season begins. */
export const ARENA_CARRY = 0.5;

/** How a result meets what stood there before. */
export type Merge = 'add' | 'least' | 'replace';

export function mergeOf(board: Board): Merge {
  if (board === 'kills') return 'add';
  return isTime(board) ? 'least' : 'replace';
}

/** What is stored and sorted by: the lower is the better, so that one order serves every board. */
export function standingOf(board: Board, score: number): number {
  return isTime(board) ? score : -score;
}

/** Of every board: no score is below zero. */
export function scoreOf(standing: number): number {
  return Math.abs(standing);
}

function isTime(board: Board): boolean {
  return board.startsWith('rift-times:');
}
