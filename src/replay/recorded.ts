import type { MoveCommand } from '../game/movement.ts';
import type { Past } from '../game/past.ts';
import type { InputSource, World } from '../game/world.ts';

/** The inputs of one tick, as they were. */
export class RecordedInputs implements InputSource {
  private readonly world: World;
  private readonly inputs: Readonly<Record<string, readonly number[]>>;
  private readonly taken = new Map<number, number>();

  /** @param inputs as in `TickRecord` */
  constructor(world: World, inputs: Readonly<Record<string, readonly number[]>>) {
    this.world = world;
    this.inputs = inputs;
  }

  size(playerId: string): number {
    const { slot } = this.world.players.get(playerId)!;
    return (this.inputs[slot]?.[0] ?? 0) - (this.taken.get(slot) ?? 0);
  }

  take(playerId: string, count: number): MoveCommand[] {
    const { slot } = this.world.players.get(playerId)!;
    const from = this.taken.get(slot) ?? 0;
    const until = from + Math.min(count, this.size(playerId));
    this.taken.set(slot, until);
    const commands: MoveCommand[] = [];
    for (let at = from; at < until; at++) {
      const [moveX, moveY, facing] = this.inputs[slot]!.slice(1 + at * 3, 4 + at * 3) as [
        number,
        number,
        number,
      ];
      commands.push({ moveX, moveY, facing });
    }
    return commands;
  }
}

/** Answers what was answered then. */
export class RecordedPast implements Past {
  private readonly answers: readonly number[];
  private at = 0;

  constructor(answers: readonly number[]) {
    this.answers = answers;
  }

  get isUsedUp(): boolean {
    return this.at === this.answers.length;
  }

  delayOf(): number {
    return this.next();
  }

  positionAt(): { x: number; y: number } {
    const x = this.next();
    return { x, y: this.next() };
  }

  private next(): number {
    if (this.isUsedUp) throw new Error('more was asked of the past than is recorded');
    return this.answers[this.at++]!;
  }
}
