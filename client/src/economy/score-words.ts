import type { BoardName } from '../api/leaderboard-api.ts';
import { creditsText, numberText } from './words.ts';

const MINUTE_MS = 60_000;

/** A score of a leaderboard, for people. */
export function scoreText(board: BoardName, score: number): string {
  switch (board) {
    case 'wealth':
      return creditsText(score);
    case 'kills':
      return score === 1 ? '1 kill' : `${numberText(score)} kills`;
    case 'rift-times':
      return runTimeText(score);
    case 'arena-rating':
      return numberText(score);
  }
}

/** "4:05.120" */
function runTimeText(ms: number): string {
  const seconds = ((ms % MINUTE_MS) / 1000).toFixed(3).padStart(6, '0');
  return `${Math.floor(ms / MINUTE_MS)}:${seconds}`;
}
