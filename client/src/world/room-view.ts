import { Callbacks } from '@colyseus/schema';
import { Predict } from '@colyseus/sdk/predict';
import type { MonsterState } from '../../../schema/creatures.ts';
import type { MoveInput } from '../../../schema/input.ts';
import type { OwnState } from '../../../schema/own-state.ts';
import type { PlayerState } from '../../../schema/world-state.ts';
import type { GameMap } from '../../../src/game/map.ts';
import { type Body, stepMovement } from '../../../src/game/movement.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { Heading } from '../steering/steering.ts';
import { facingOf, facingTo } from './facing.ts';
import { type Spot, Track } from './track.ts';

const AXIS_MAX = 127;
/** Where the server has not said how often it tells. */
const PATCH_MS = 50;
/** How far in the past those near are drawn, as `Track` does: aim is judged by what was on the screen. */
const OTHERS_DELAY_MS = 110;
/** A correction longer than this is shown as a jump: longer than any dash, which is seen as a quick glide. */
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

/** What a client sees of a room, made smooth: own movement is predicted and reconciled, others follow their tracks. */
export class RoomView {
  private readonly options: RoomViewOptions;
  private readonly predict: Predict<PlaceRoom['state']>;
  private readonly input;
  private readonly unbind: (() => void)[];
  private look: { facing: number; until: number; isTold: boolean } | null = null;
  private readonly tracks = new WeakMap<object, Track>();
  private self: { state: PlayerState; own: OwnState; body: Body; dispose(): void } | null = null;

  constructor(options: RoomViewOptions) {
    this.options = options;
    const { room } = options;
    this.input = room.input<MoveInput>({ mode: 'reliable' });
    this.predict = Predict.get(room, { mode: 'lerp', delay: OTHERS_DELAY_MS });
    const callbacks = Callbacks.get(room);
    this.unbind = [
      callbacks.onAdd('players', (player) => this.add(player as PlayerState)),
      callbacks.onRemove('players', (player) => this.remove(player as PlayerState)),
      callbacks.onAdd('own', () => this.takeControl()),
      () => room.onStateChange.remove(follow),
    ];
    const follow = () => this.followAll();
    room.onStateChange(follow);
  }

  /** The own character's exact predicted position; null until the server has sent it. */
  get position(): Body | null {
    return this.self?.body ?? null;
  }

  isSelf(player: PlayerState): boolean {
    return player.characterId === this.options.characterId;
  }

  /** Where to draw a character or monster in this frame. */
  drawnAt(one: PlayerState | MonsterState): Spot {
    if (one === this.self?.state) return this.drawnSelf!;
    const { clock } = this.options.room;
    return this.tracks.get(one)?.at(clock.serverNow() - clock.smoothedRtt() / 2) ?? one;
  }

  /** Where to draw the own character; null until the server has sent it. */
  get drawnSelf(): Spot | null {
    const own = this.self?.own;
    return own ? { x: this.predict.value(own, 'x'), y: this.predict.value(own, 'y') } : null;
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
    if (this.isSelf(player)) this.takeControl();
    this.options.onEnter(player);
  }

  private remove(player: PlayerState): void {
    if (this.self?.state === player) {
      this.self.dispose();
      this.self = null;
    }
    this.options.onLeave(player);
  }

  /** As soon as all of it is here: the two parts of the own character come one after the other. */
  private takeControl(): void {
    const { characterId, map, room } = this.options;
    const state = room.state.players.get(characterId);
    const own = room.state.own.get(characterId);
    if (!state || !own) return;
    this.self?.dispose();
    const reconciler = this.predict.reconciler(own, {
      input: this.input,
      fields: ['x', 'y', 'facing'],
      // The speed of the state that is replayed upon: an effect may change it at any time.
      step: ({ dt }, body, command) => stepMovement(body, command, map, state.speed, dt),
      snap: TELEPORT,
    });
    this.self = { state, own, body: reconciler.state, dispose: () => reconciler.dispose() };
  }

  /** After every patch. */
  private followAll(): void {
    const { clock, state } = this.options.room;
    for (const player of state.players.values()) this.follow(player, clock.lastServerTime());
    for (const monster of state.monsters.values()) this.follow(monster, clock.lastServerTime());
  }

  private follow(one: PlayerState | MonsterState, at: number): void {
    let track = this.tracks.get(one);
    if (!track) {
      track = new Track(this.options.room.clock.patchInterval?.() || PATCH_MS);
      this.tracks.set(one, track);
    }
    track.note(at, one);
  }
}
