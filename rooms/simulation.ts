import { randomBytes } from 'node:crypto';
import type { PlaceKind } from '../src/content/types.ts';
import { tick } from '../src/game/tick.ts';
import { createWorld, type InputSource, type TickContext, type World } from '../src/game/world.ts';
import type { Services } from '../src/services.ts';
import { FixedLoop } from './fixed-loop.ts';
import { Mirror } from './mirror.ts';
import type { RenderTimes } from './past/delays.ts';
import { RoomPast } from './past.ts';
import { Recorder } from './recorder.ts';
import { setupOf, type WorldSetup } from './rules.ts';

export interface SimulationOptions {
  services: Pick<Services, 'config' | 'content' | 'log'>;
  /** Id of the place. */
  place: string;
  kind: PlaceKind;
  /** Id of the instance. */
  instance: string;
  stepsPerSec: number;
  inputs: InputSource;
  times: RenderTimes;
}

/** A world that runs: whole steps out of measured time, what its players saw, its record, and the state that shows it. */
export class Simulation {
  readonly world: World;
  readonly mirror: Mirror;
  private readonly loop: FixedLoop;
  private readonly past: RoomPast;
  private readonly recorder: Recorder | null;
  private readonly context: TickContext;

  constructor(options: SimulationOptions) {
    const { inputs, instance, kind, place, services, stepsPerSec, times } = options;
    const setup = setupOf(services.content, place, kind);
    const seed = drawSeed(options);
    this.world = createWorld(setup.map, { ...setup, seed });
    this.recorder = recorderOf(options, this.world, setup, seed);
    this.mirror = new Mirror(this.world, place, instance, stepsPerSec);
    this.loop = new FixedLoop(stepsPerSec);
    this.past = new RoomPast(stepsPerSec, times);
    this.context = { dt: 1 / stepsPerSec, inputs, past: this.past };
  }

  /** @param onTick after each step, while its events are there */
  advance(elapsedMs: number, onTick: () => void): void {
    for (let steps = this.loop.advance(elapsedMs); steps > 0; steps--) {
      try {
        if (this.recorder) this.recorder.tick(this.context);
        else tick(this.world, this.context);
      } finally {
        // What happened before a tick failed has happened: clients are shown it.
        this.past.record(this.world);
        this.mirror.update();
      }
      onTick();
    }
  }

  /** The last tick goes out to clients now. */
  notePatch(): void {
    this.past.notePatch();
  }

  /** Resolves when its record is written. Never rejects. */
  async close(): Promise<void> {
    await this.recorder?.close();
  }
}

/** Whoever knew it could tell what comes out of the ground: it stands in the log, and is told to nobody. */
function drawSeed({ instance, place, services }: SimulationOptions): string {
  const seed = randomBytes(16).toString('hex');
  services.log.info({ room: instance, place, seed }, 'an instance begins');
  return seed;
}

/** Null: nothing is recorded, or it cannot be. */
function recorderOf(
  { instance, kind, place, services, stepsPerSec }: SimulationOptions,
  world: World,
  setup: WorldSetup,
  seed: string,
): Recorder | null {
  const { log } = services;
  const { RECORD_DIR: dir } = services.config;
  if (dir === null) return null;
  try {
    return new Recorder({ log, world, setup, dir, place, kind, instance, seed, stepsPerSec });
  } catch (error) {
    log.error({ err: error, room: instance, place }, 'an instance cannot be recorded');
    return null;
  }
}
