import { fullInputAllowance, type InputAllowance, takeInputs } from '../src/game/honesty.ts';
import type { Services } from '../src/services.ts';
import type { RenderTimes } from './past/delays.ts';

/** Who claims to see what will be only after so long has a clock that is wrong on purpose. */
const AHEAD_MS = 500;
const LOOK_EVERY_MS = 1_000;

export interface RoomConductOptions {
  services: Pick<Services, 'conducts' | 'log' | 'metrics'>;
  /** Id of the instance. */
  instance: string;
  stepsPerSec: number;
  times: RenderTimes;
  /** Ends a character's connection. */
  expel(characterId: string): void;
}

interface Watched {
  readonly allowance: InputAllowance;
  /** Inputs since the last look. */
  received: number;
}

/** Counts what of each player's wishes is refused in a room, and sends away whom nobody honest resembles. */
export class RoomConduct {
  private readonly options: RoomConductOptions;
  private readonly watched = new Map<string, Watched>();
  private unlookedMs = 0;

  constructor(options: RoomConductOptions) {
    this.options = options;
  }

  /** @param code of the refusal */
  refused(characterId: string, code: string, times = 1): void {
    const { expel, instance, services } = this.options;
    services.metrics.refusals(code, times);
    if (!services.conducts.note(characterId, code, times)) return;
    services.log.warn({ characterId, instance, code }, 'a character is taken for a cheat');
    expel(characterId);
  }

  /** Inputs that came from a character, applied or not. */
  noteInputs(characterId: string, count: number): void {
    let watched = this.watched.get(characterId);
    if (!watched) {
      watched = { allowance: fullInputAllowance(this.options.stepsPerSec), received: 0 };
      this.watched.set(characterId, watched);
    }
    watched.received += count;
  }

  /** Looks once a second at what nobody is told of at once. @param elapsedMs since the last call */
  advance(elapsedMs: number): void {
    this.unlookedMs += elapsedMs;
    if (this.unlookedMs < LOOK_EVERY_MS) return;
    this.look(this.unlookedMs / 1000);
    this.unlookedMs = 0;
  }

  private look(elapsedSec: number): void {
    const { stepsPerSec, times } = this.options;
    const now = times.now();
    // Somebody may be sent away meanwhile.
    for (const [id, watched] of [...this.watched]) {
      const flood = Math.floor(takeInputs(watched.allowance, watched.received, elapsedSec, stepsPerSec));
      watched.received = 0;
      if (flood > 0) this.refused(id, 'input_flood', flood);
      if (times.renderTimeOf(id) > now + AHEAD_MS) this.refused(id, 'clock_ahead');
    }
  }

  /** The character has left. */
  forget(characterId: string): void {
    this.watched.delete(characterId);
  }
}
