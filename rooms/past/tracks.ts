import type { Actor } from '../../src/game/actor.ts';
import type { Point } from '../../src/game/free-ground.ts';
import type { World } from '../../src/game/world.ts';
import { Track } from './track.ts';

/**
 * Where everybody was in the last moments, by simulated time: the same ticks leave the same tracks, whatever the clock of the
 * wall did meanwhile.
 */
export class Tracks {
  private readonly stepMs: number;
  private readonly kept: number;
  private readonly byActor = new WeakMap<Actor, Track>();
  private readonly scratch: Point = { x: 0, y: 0 };
  private now = 0;

  /** @param keptMs how much of the past is kept */
  constructor(stepMs: number, keptMs: number) {
    this.stepMs = stepMs;
    // What is asked for lies between two moments, the older of which may be a whole step before `keptMs`.
    this.kept = Math.ceil(keptMs / stepMs) + 1;
  }

  /** After every tick. What sleeps has not moved. */
  record({ awake, events, players, tick }: Pick<World, 'awake' | 'events' | 'players' | 'tick'>): void {
    this.now = tick * this.stepMs;
    // Nobody who stands up elsewhere is hit where it died, or half way between.
    for (const event of events) if (event.type === 'respawned') this.byActor.delete(event.player);
    for (const player of players.values()) this.trackOf(player).record(this.now, player.body);
    for (const monster of awake) this.trackOf(monster).record(this.now, monster.body);
  }

  /**
   * Where an actor was, seen from the tick that follows what was recorded last.
   * @returns a point that the next call overwrites
   */
  positionAt(actor: Actor, secondsAgo: number): Readonly<Point> {
    const track = this.byActor.get(actor);
    if (!track || secondsAgo <= 0) return actor.body;
    const msAgo = secondsAgo * 1000;
    const { body } = actor;
    const { scratch } = this;
    track.copyAt(this.now + this.stepMs - msAgo, scratch);
    // Between the last tick and this one, of which nothing is recorded yet.
    const share = Math.min(1, msAgo / this.stepMs);
    scratch.x = body.x + (scratch.x - body.x) * share;
    scratch.y = body.y + (scratch.y - body.y) * share;
    return scratch;
  }

  private trackOf(actor: Actor): Track {
    let track = this.byActor.get(actor);
    if (!track) {
      track = new Track(this.kept);
      this.byActor.set(actor, track);
    }
    return track;
  }
}
