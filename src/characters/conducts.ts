import type { ConductRules } from '../content/conduct-types.ts';
import { type Conduct, goodConduct, noteRefusal, pointsNow } from '../game/conduct.ts';

/** As many characters are remembered. */
const MOST = 10_000;

export interface ConductReport {
  characterId: string;
  points: number;
  refusals: Readonly<Record<string, number>>;
}

/** How characters behave, or behaved lately, in the rooms of this process. A new connection does not make anybody innocent. */
export class Conducts {
  private readonly rules: ConductRules;
  private readonly now: () => number;
  private readonly byCharacter = new Map<string, Conduct>();

  /** @param now milliseconds on a clock that never goes back */
  constructor(rules: ConductRules, now: () => number) {
    this.rules = rules;
    this.now = now;
  }

  /** Something that a character wanted was refused. @returns whether it has to go for that */
  note(characterId: string, code: string, times: number): boolean {
    const now = this.now();
    let conduct = this.byCharacter.get(characterId);
    if (!conduct) {
      if (this.byCharacter.size >= MOST) this.forgetHarmless(now);
      conduct = goodConduct(now);
      this.byCharacter.set(characterId, conduct);
    }
    return noteRefusal(conduct, this.rules, code, times, now);
  }

  /** Most points first. */
  worst(count: number): ConductReport[] {
    const now = this.now();
    return [...this.byCharacter]
      .map(([characterId, conduct]) => ({
        characterId,
        points: pointsNow(conduct, this.rules, now),
        refusals: Object.fromEntries(conduct.refusals),
      }))
      .sort((a, b) => b.points - a.points)
      .slice(0, count);
  }

  /** Whose points are all forgiven; if there are none, the oldest. */
  private forgetHarmless(now: number): void {
    for (const [characterId, conduct] of this.byCharacter)
      if (pointsNow(conduct, this.rules, now) === 0) this.byCharacter.delete(characterId);
    const [oldest] = this.byCharacter.keys();
    if (oldest !== undefined && this.byCharacter.size >= MOST) this.byCharacter.delete(oldest);
  }
}
