import { Callbacks } from '@colyseus/schema';
import { Predict } from '@colyseus/sdk/predict';
import type { MonsterState } from '../../../schema/creatures.ts';
import type { MoveInput } from '../../../schema/input.ts';
import type { PlayerState } from '../../../schema/world-state.ts';
import type { GameMap } from '../../../src/game/map.ts';
import { type Body, stepMovement } from '../../../src/game/movement.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { Heading } from '../steering/steering.ts';
import { facingOf, facingTo } from './facing.ts';

const AXIS_MAX = 127;
/** How far in the past others are drawn: two patches, so that a late one leaves no gap. */
const OTHERS_DELAY_MS = 110;
/** A jump longer than this between two patches is shown as one: longer than any dash, which is seen as a quick glide. */
const TELEPORT = 260;
/** How long one looks to where one has aimed, milliseconds. */
const LOOK_MS = 350;

export interface RoomViewOptions {
  room: PlaceRoom;
  map: GameMap;
  characterId: string;
  onEnter(player: PlayerState): void;
  onLeave(player: PlayerState): void;
}

/** What a client sees of a room, made smooth: own movement is predicted and reconciled, that of others interpolated. */
export class RoomView {
  private readonly options: RoomViewOptions;
  private readonly predict: Predict<PlaceRoom['state']>;
  private readonly input;
  private readonly unbind: (() => void)[];
  private look: { facing: number; until: number; isTold: boolean } | null = null;
  private self: { state: PlayerState; body: Body; dispose(): void } | null = null;

  constructor(options: RoomViewOptions) {
    this.options = options;
    const { room } = options;
    this.input = room.input<MoveInput>({ mode: 'reliable' });
    this.predict = Predict.get(room, { mode: 'lerp', delay: OTHERS_DELAY_MS });
    const callbacks = Callbacks.get(room);
    this.unbind = [
      this.predict.attachAll('players', { mode: 'lerp', fields: ['x', 'y'], snap: TELEPORT }),
      this.predict.attachAll('monsters', { mode: 'lerp', fields: ['x', 'y'], snap: TELEPORT }),
      callbacks.onAdd('players', (player) => this.add(player as PlayerState)),
      callbacks.onRemove('players', (player) => this.remove(player as PlayerState)),
    ];
  }

  /** The own character's exact predicted position; null until the server has sent it. */
  get position(): Body | null {
    return this.self?.body ?? null;
  }

  isSelf(player: PlayerState): boolean {
    return player.characterId === this.options.characterId;
  }

  /** Where to draw a character or monster in this frame. */
  drawnAt(one: PlayerState | MonsterState): { x: number; y: number } {
    return { x: this.predict.value(one, 'x'), y: this.predict.value(one, 'y') };
  }

  /** Where to draw the own character; null until the server has sent it. */
  get drawnSelf(): { x: number; y: number } | null {
    return this.self && this.drawnAt(this.self.state);
  }

  /** World pixels that the own character reaches further when it collects. */
  get reachBonus(): number {
    return this.self?.state.magnetRange ?? 0;
  }

  get isDead(): boolean {
    return this.self?.state.health === 0;
  }

  /** Where the own character looks already, for others where they were last seen to. */
  facingOf(player: PlayerState): number {
    return this.isSelf(player) && this.self ? this.self.body.facing : player.facing;
  }

  /** One frame, before anything is drawn: takes the steps that are due. @param now the frame's time, milliseconds */
  advance(now: number, heading: Heading): void {
    for (let due = this.predict.tick(now); due > 0 && this.self; due--) this.step(heading);
  }

  /** Turns the own character to where it aims, for a moment. @param aim radians, 0 east, clockwise on screen */
  lookTo(aim: number): void {
    this.look = { facing: facingTo(aim), until: performance.now() + LOOK_MS, isTold: false };
  }

  dispose(): void {
    this.self?.dispose();
    for (const unbind of this.unbind) unbind();
    this.predict.dispose();
  }

  /** Standing still is told once and then not repeated: the server moves nobody without an input. */
  private step(heading: Heading): void {
    const { data } = this.input;
    if (this.look?.isTold && performance.now() > this.look.until) this.look = null;
    const moveX = Math.round(heading.x * AXIS_MAX);
    const moveY = Math.round(heading.y * AXIS_MAX);
    const standing = moveX === 0 && moveY === 0;
    if (standing && data.moveX === 0 && data.moveY === 0 && (this.look?.isTold ?? true)) return;
    data.moveX = moveX;
    data.moveY = moveY;
    data.facing = this.look?.facing ?? facingOf(moveX, moveY, this.self!.body.facing);
    this.input.send();
    if (this.look) this.look.isTold = true;
  }

  private add(player: PlayerState): void {
    if (this.isSelf(player)) this.takeControl(player);
    this.options.onEnter(player);
  }

  private remove(player: PlayerState): void {
    if (this.self?.state === player) {
      this.self.dispose();
      this.self = null;
    }
    this.options.onLeave(player);
  }

  private takeControl(state: PlayerState): void {
    const { map } = this.options;
    this.self?.dispose();
    const reconciler = this.predict.reconciler(state, {
      input: this.input,
      fields: ['x', 'y', 'facing'],
      // The speed of the state that is replayed upon: an effect may change it at any time.
      step: ({ dt }, body, command) => stepMovement(body, command, map, state.speed, dt),
      snap: TELEPORT,
    });
    this.self = { state, body: reconciler.state, dispose: () => reconciler.dispose() };
  }
}
