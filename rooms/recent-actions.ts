import type { ErrorCode } from '../src/errors.ts';

export interface ActionAnswer {
  ok: boolean;
  /** Null: it was done. */
  code: ErrorCode | null;
}

/** Answers that are remembered. */
const KEPT = 64;

/** What became of the last actions of one character, so that one that is sent again is not done again. */
export class RecentActions {
  private readonly answers = new Map<string, ActionAnswer | 'under way'>();

  /** @returns 'new': it is to be done, and under way from now on */
  begin(actionId: string): ActionAnswer | 'under way' | 'new' {
    const known = this.answers.get(actionId);
    if (known) return known;
    this.answers.set(actionId, 'under way');
    return 'new';
  }

  finish(actionId: string, answer: ActionAnswer): void {
    // The last to be answered is the last to be forgotten.
    this.answers.delete(actionId);
    this.answers.set(actionId, answer);
    if (this.answers.size <= KEPT) return;
    for (const [oldest, known] of this.answers) {
      if (known === 'under way') continue;
      this.answers.delete(oldest);
      return;
    }
  }
}
