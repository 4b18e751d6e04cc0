import { Rewind, RewindView } from '@colyseus/core';
import { type ArraySchema, type SchemaType, schema, t } from '@colyseus/schema';
import type { Actor } from '../../src/game/actor.ts';
import type { Point } from '../../src/game/free-ground.ts';
import type { World } from '../../src/game/world.ts';

/** Where an actor is, in the form that `Rewind` can record. It travels nowhere. */
const Track = schema({ x: t.float64(), y: t.float64() }, 'Track');
type Track = SchemaType<typeof Track>;

/**
 * Where everybody was in the last moments, by simulated time: the same ticks leave the same tracks, whatever the clock of the
 * wall did meanwhile.
 */
export class Tracks {
  private readonly stepMs: number;
  private readonly rewind: Rewind;
  private readonly view = new RewindView();
  private readonly byActor = new WeakMap<Actor, Track>();
  private readonly present: Track[] = [];
  private readonly scratch: Point = { x: 0, y: 0 };
  private now = 0;

  /** @param keptMs how much of the past is kept */
  constructor(stepMs: number, keptMs: number) {
    this.stepMs = stepMs;
    this.rewind = Rewind.get(this, { maxRewindMs: keptMs });
    // It asks a collection for nothing but its values.
    const recorded = this.present as unknown as ArraySchema<Track>;
    this.rewind.attachAll(recorded, { fields: ['x', 'y'] });
  }

  /** After every tick. What sleeps has not moved. */
  record({ awake, events, players, tick }: Pick<World, 'awake' | 'events' | 'players' | 'tick'>): void {
    this.now = tick * this.stepMs;
    // Nobody who stands up elsewhere is hit where it died, or half way between.
    for (const event of events) if (event.type === 'respawned') this.byActor.delete(event.player);
    this.present.length = 0;
    for (const player of players.values()) this.present.push(this.trackOf(player));
    for (const monster of awake) this.present.push(this.trackOf(monster));
    this.rewind.record(this.now, this.stepMs);
  }

  /**
   * Where an actor was, seen from the tick that follows what was recorded last.
   * @returns a point that the next call overwrites
   */
  positionAt(actor: Actor, secondsAgo: number): Readonly<Point> {
    const track = this.byActor.get(actor);
    if (!track || secondsAgo <= 0) return actor.body;
    const msAgo = secondsAgo * 1000;
    const { x, y } = this.rewind
      .at(this.now + this.stepMs - msAgo, this.view)
      .read(track, ['x', 'y'], this.scratch);
    // Between the last tick and this one, of which nothing is recorded yet.
    const share = Math.min(1, msAgo / this.stepMs);
    this.scratch.x = actor.body.x + (x - actor.body.x) * share;
    this.scratch.y = actor.body.y + (y - actor.body.y) * share;
    return this.scratch;
  }

  private trackOf(actor: Actor): Track {
    let track = this.byActor.get(actor);
    if (!track) {
      track = new Track();
      this.byActor.set(actor, track);
    }
    track.x = actor.body.x;
    track.y = actor.body.y;
    return track;
  }
}
