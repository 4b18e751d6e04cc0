import type { Room } from '@colyseus/core';
import { ArraySchema, type Schema } from '@colyseus/schema';
import type { Actor } from '../src/game/actor.ts';
import type { Point } from '../src/game/free-ground.ts';
import { MAX_REWIND_SEC, type Past } from '../src/game/past.ts';
import type { World } from '../src/game/world.ts';
import { Delays, type RenderTimes } from './past/delays.ts';
import { Tracks } from './past/tracks.ts';

const MAX_REWIND_MS = MAX_REWIND_SEC * 1000;

/** What was, as the players of a room saw it. */
export class RoomPast implements Past {
  private readonly stepMs: number;
  private readonly tracks: Tracks;
  private readonly delays: Delays;
  /** Of the last tick. */
  private simulatedMs = 0;

  constructor(stepsPerSec: number, times: RenderTimes) {
    this.stepMs = 1000 / stepsPerSec;
    this.tracks = new Tracks(this.stepMs, MAX_REWIND_MS);
    this.delays = new Delays(times, MAX_REWIND_MS);
  }

  /** After every tick. Where nobody fights, or nobody is, nothing has to be known. */
  record(world: World): void {
    this.simulatedMs = world.tick * this.stepMs;
    const { players, rules } = world;
    if (rules.combat === 'none' || players.size === 0) return;
    this.tracks.record(world);
    // The stamp of an input is there until the next one is taken: the one of this tick is looked at now, whoever acts later.
    for (const id of players.keys()) this.delays.of(id, this.simulatedMs);
    this.delays.keepOnly(players);
  }

  /** The last tick goes out to clients now. */
  notePatch(): void {
    this.delays.notePatch(this.simulatedMs);
  }

  /** Asked within a tick. @returns seconds, in whole milliseconds */
  delayOf(playerId: string): number {
    return this.delays.of(playerId, this.simulatedMs + this.stepMs) / 1000;
  }

  positionAt(actor: Actor, secondsAgo: number): Readonly<Point> {
    return this.tracks.positionAt(actor, secondsAgo);
  }
}

/**
 * Has the stock SDKs stamp inputs with the time of what is on the screen. They do so in rooms that rewind; this one's own
 * rewinding goes by simulated time, so that the framework's has nothing to record.
 */
export function askForRenderTimes(room: Pick<Room, 'allowRewindState'>): void {
  room.allowRewindState({ maxRewindMs: MAX_REWIND_MS }).attachAll(new ArraySchema<Schema>(), { fields: [] });
}
