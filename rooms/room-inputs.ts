import type { MoveInput } from '../schema/input.ts';
import type { InputSource } from '../src/game/world.ts';
import type { RenderTimes } from './past/delays.ts';

/** The inputs of one client, as the framework keeps them. */
interface WaitingInputs {
  size: number;
  take(count?: number): MoveInput[];
  renderTime: number;
}

export interface RoomInputsOptions {
  /** Undefined: it is not here, or has sent none. */
  of(characterId: string): WaitingInputs | undefined;
  /** Milliseconds of the room's clock. */
  now(): number;
  /** Inputs of a character were taken. */
  onTaken(characterId: string, count: number): void;
}

/** Where a world reads what the characters of a room want, and since when they have seen what. */
export class RoomInputs implements InputSource, RenderTimes {
  private readonly options: RoomInputsOptions;

  constructor(options: RoomInputsOptions) {
    this.options = options;
  }

  size(characterId: string): number {
    return this.options.of(characterId)?.size ?? 0;
  }

  take(characterId: string, count: number): MoveInput[] {
    const taken = this.options.of(characterId)?.take(count) ?? [];
    if (taken.length > 0) this.options.onTaken(characterId, taken.length);
    return taken;
  }

  now(): number {
    return this.options.now();
  }

  renderTimeOf(characterId: string): number {
    return this.options.of(characterId)?.renderTime ?? 0;
  }
}
