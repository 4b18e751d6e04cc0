import type { WorldState } from '../../schema/world-state.ts';

/** So many frames may pass before the own character is there: state and view come one after the other. */
const PATIENCE_FRAMES = 10;
/** Somebody is shown when it comes, and counted in the next tick. */
const FRAMES_TO_COUNT = 2;

/** Looks whether what a client decodes can be true. */
export class StateCheck {
  private readonly characterId: string;
  private frames = 0;
  private miscounted = 0;

  constructor(characterId: string) {
    this.characterId = characterId;
  }

  /** @param state after a frame @returns what is wrong with it, by name; mostly nothing */
  look(state: WorldState): string[] {
    const problems = new Set<string>();
    const { monsters, own, players, population } = state;
    this.frames += 1;
    if (this.frames > PATIENCE_FRAMES && !players.has(this.characterId))
      problems.add('own-character-missing');
    this.miscounted = players.size > population ? this.miscounted + 1 : 0;
    if (this.miscounted >= FRAMES_TO_COUNT) problems.add('more-shown-than-present');
    const seen = new Set<string>();
    for (const [key, player] of players) {
      if (seen.has(player.characterId)) problems.add('shown-twice');
      seen.add(player.characterId);
      if (key !== player.characterId) problems.add('key-of-another');
      if (!isSound(player)) problems.add('player-impossible');
    }
    for (const monster of monsters.values()) if (!isSound(monster)) problems.add('monster-impossible');
    for (const id of own.keys()) if (id !== this.characterId) problems.add('private-of-another');
    return [...problems];
  }
}

function isSound({ health, maxHealth, x, y }: Record<'health' | 'maxHealth' | 'x' | 'y', number>): boolean {
  return health >= 0 && health <= maxHealth && Number.isFinite(x) && Number.isFinite(y);
}
