/** How a match goes, from `content/arena.json`. */
export interface MatchRules {
  /** With fewer nothing begins, and what has begun ends. */
  minPlayers: number;
  /** From enough players to the first blow. */
  countdownSec: number;
  matchSec: number;
  /** Whoever has so many ends the match. */
  killLimit: number;
  /** Dead for so long. */
  respawnSec: number;
  /** The result is shown for so long. */
  resultSec: number;
}
