import type { MatchState } from '../../../schema/match-state.ts';

export type MatchPhase = 'waiting' | 'countdown' | 'running' | 'ended';

export interface ScoreLine {
  characterId: string;
  name: string;
  kills: number;
  deaths: number;
  assists: number;
  hasLeft: boolean;
  /** From 1; 0: the match is not over. */
  rank: number;
  /** 0: not known. */
  rating: number;
  ratingChange: number;
}

/** A match, as it is told to a person. */
export interface MatchView {
  phase: MatchPhase;
  title: string;
  /** Milliseconds; null: the phase does not end by itself. */
  leftMs: number | null;
  /** The best first. */
  lines: readonly ScoreLine[];
}

const TITLES: Readonly<Record<MatchPhase, string>> = {
  waiting: 'Waiting for opponents',
  countdown: 'Get ready',
  running: 'Fight',
  ended: 'The match is over',
};

/** @param leftMs until a simulation time */
export function matchView(match: MatchState, leftMs: (until: number) => number): MatchView {
  const phase = Object.hasOwn(TITLES, match.phase) ? (match.phase as MatchPhase) : 'running';
  const limit = phase === 'running' && match.killLimit > 0 ? ` · first to ${match.killLimit}` : '';
  return {
    phase,
    title: `${TITLES[phase]}${limit}`,
    leftMs: match.endsAt === 0 ? null : leftMs(match.endsAt),
    lines: linesOf(match),
  };
}

function linesOf({ scores }: MatchState): ScoreLine[] {
  const lines = [...scores.entries()].map(([characterId, score]) => ({
    characterId,
    name: score.name,
    kills: score.kills,
    deaths: score.deaths,
    assists: score.assists,
    hasLeft: score.left,
    rank: score.rank,
    rating: score.rating,
    ratingChange: score.ratingChange,
  }));
  return lines.sort((a, b) => a.rank - b.rank || b.kills - a.kills || a.deaths - b.deaths);
}
