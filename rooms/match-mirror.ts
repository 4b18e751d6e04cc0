import { MatchState, ScoreState } from '../schema/match-state.ts';
import type { Match, Participant } from '../src/game/arena.ts';

/** Copies what everybody may see of a match into the schema state. */
export class MatchMirror {
  readonly state: MatchState;
  private readonly match: Match;
  private readonly stepsPerSec: number;

  constructor(match: Match, stepsPerSec: number) {
    this.match = match;
    this.stepsPerSec = stepsPerSec;
    this.state = new MatchState();
    this.state.killLimit = match.rules.killLimit;
  }

  /** @param tick of the world */
  update(tick: number): void {
    const { match, state } = this;
    if (!match.changed) return;
    match.changed = false;
    state.now = this.millisecondsAt(tick);
    state.phase = match.phase;
    state.endsAt = this.millisecondsAt(match.endTick);
    for (const participant of match.participants.values()) copyScore(participant, this.scoreOf(participant));
  }

  showRanks(participants: Iterable<{ id: string; rank: number }>): void {
    for (const { id, rank } of participants) this.state.scores.get(id)!.rank = rank;
  }

  /** They come when the result is stored, some time after it. */
  showRatings(entrants: Iterable<{ characterId: string; ratingBefore: number; ratingAfter: number }>): void {
    for (const { characterId, ratingAfter, ratingBefore } of entrants) {
      const score = this.state.scores.get(characterId);
      score?.assign({ rating: ratingAfter, ratingChange: ratingAfter - ratingBefore });
    }
  }

  private scoreOf({ id, name }: Participant): ScoreState {
    let score = this.state.scores.get(id);
    if (!score) {
      score = new ScoreState().assign({ name, rank: 0, rating: 0, ratingChange: 0 });
      this.state.scores.set(id, score);
    }
    return score;
  }

  private millisecondsAt(tick: number): number {
    return Math.round((tick * 1000) / this.stepsPerSec);
  }
}

function copyScore({ assists, deaths, kills, left }: Participant, score: ScoreState): void {
  score.assign({ kills, deaths, assists, left });
}
