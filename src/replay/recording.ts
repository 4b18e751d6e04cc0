import type { MoveCommand } from '../game/movement.ts';
import type { Incident } from '../game/outside.ts';
import type { Past } from '../game/past.ts';
import { tick } from '../game/tick.ts';
import type { InputSource, TickContext, World } from '../game/world.ts';
import { digestOf } from './digest.ts';
import { formatLine, type RecordHeader, type TickRecord } from './record.ts';

export interface RecordingOptions {
  header: RecordHeader;
  /** The world's digest is taken every so many ticks, if anything came into it since. */
  digestEvery: number;
  /** One line, without its end. Called between ticks and within them: it must not wait. */
  write(line: string): void;
}

/** Writes down what comes into a world from outside, from its first tick on, so that it can be lived through again. */
export class Recording {
  private readonly world: World;
  private readonly digestEvery: number;
  private readonly write: (line: string) => void;
  private incidents: Incident[] = [];
  private inputs: Record<string, number[]> = {};
  private past: number[] = [];
  private isDigestDue = true;

  constructor(world: World, { header, digestEvery, write }: RecordingOptions) {
    this.world = world;
    this.digestEvery = digestEvery;
    this.write = write;
    this.write(formatLine(header));
    world.witness = (incident) => this.incidents.push(incident);
  }

  /** Ticks the world. @throws what the tick throws */
  tick(context: TickContext): void {
    let failed: string | undefined;
    try {
      tick(this.world, {
        dt: context.dt,
        inputs: this.listenToInputs(context.inputs),
        past: this.listenToPast(context.past),
      });
    } catch (error) {
      failed = String(error);
      throw error;
    } finally {
      this.writeTick(failed);
    }
  }

  /** The last line, with what happened since the last tick. Nothing is recorded any more. */
  end(): void {
    this.world.witness = null;
    const { incidents, world } = this;
    this.write(formatLine({ tick: world.tick, incidents, digest: digestOf(world) }));
  }

  private writeTick(failed: string | undefined): void {
    const { incidents, inputs, past, world } = this;
    const record: TickRecord = { tick: world.tick };
    if (incidents.length > 0) record.incidents = incidents;
    if (Object.keys(inputs).length > 0) record.inputs = inputs;
    if (past.length > 0) record.past = past;
    if (failed !== undefined) record.failed = failed;
    const isEventful = Object.keys(record).length > 1;
    this.isDigestDue ||= isEventful;
    if (this.isDigestDue && world.tick % this.digestEvery === 0) {
      record.digest = digestOf(world);
      this.isDigestDue = false;
    }
    if (!isEventful && !record.digest) return;
    this.write(formatLine(record));
    this.incidents = [];
    this.inputs = {};
    this.past = [];
  }

  private listenToInputs(inputs: InputSource): InputSource {
    return {
      size: (playerId) => inputs.size(playerId),
      take: (playerId, count) => {
        const waiting = inputs.size(playerId);
        const taken = inputs.take(playerId, count);
        if (waiting > 0) this.noteInputs(playerId, waiting, taken);
        return taken;
      },
    };
  }

  private noteInputs(playerId: string, waiting: number, taken: readonly MoveCommand[]): void {
    const { slot } = this.world.players.get(playerId)!;
    const noted = this.inputs[slot] ?? [waiting];
    this.inputs[slot] = noted;
    for (const { moveX, moveY, facing } of taken) noted.push(moveX, moveY, facing);
  }

  private listenToPast(past: Past): Past {
    return {
      delayOf: (playerId) => {
        const delay = past.delayOf(playerId);
        this.past.push(delay);
        return delay;
      },
      positionAt: (actor, secondsAgo) => {
        const { x, y } = past.positionAt(actor, secondsAgo);
        this.past.push(x, y);
        return { x, y };
      },
    };
  }
}
