import { Callbacks } from '@colyseus/schema';
import type Phaser from 'phaser';
import type { ProjectileState } from '../../../schema/creatures.ts';
import type { Ability } from '../../../src/content/combat-types.ts';
import type { GameMap } from '../../../src/game/map.ts';
import { type Flight, flightFrom, flownTo, handOver } from '../combat/flight.ts';
import type { Point } from '../combat/targets.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import { DEPTH } from './depth.ts';
import { colorNumber } from './lettering.ts';

/** The picture of a light is this wide at scale 1. */
const GLOW_SIZE = 128;
/** How much of its way is drawn behind it, seconds. */
const TAIL_SEC = 0.035;
const CORE = 4;
/** The server has not said a word of a shot for so long: it did not happen. Milliseconds. */
const UNCONFIRMED_MS = 700;
const UNKNOWN_COLOR = '#ffffff';

interface Shot {
  flight: Flight;
  ability: string;
  glow: Phaser.GameObjects.Image;
  tail: Phaser.GameObjects.Rectangle;
  /** Milliseconds; for shots that the server has not confirmed. */
  endsAt: number;
}

export interface ProjectileFieldOptions {
  scene: Phaser.Scene;
  room: PlaceRoom;
  abilities: ReadonlyMap<string, Ability>;
  characterId: string;
  map: GameMap;
  /** It hit something, or has flown its way. */
  onEnd(at: Point, color: number): void;
}

/** What flies. Own shots are drawn before the server knows of them, and handed over to what it says. */
export class ProjectileField {
  private readonly options: ProjectileFieldOptions;
  private readonly shots = new Map<string, Shot>();
  /** By the id of the action that was sent; oldest first. */
  private readonly predicted = new Map<string, Shot>();
  private readonly unbind: (() => void)[];

  constructor(options: ProjectileFieldOptions) {
    this.options = options;
    const callbacks = Callbacks.get(options.room);
    this.unbind = [
      callbacks.onAdd('projectiles', (shot) => this.add(shot as ProjectileState)),
      callbacks.onRemove('projectiles', (shot) => this.end((shot as ProjectileState).id)),
    ];
  }

  /** Draws an own shot at once. @param aim radians, 0 east, clockwise on screen */
  predict(actionId: string, ability: Ability, from: Point, aim: number): void {
    if (ability.shape.kind !== 'projectile') return;
    const { speed, range } = ability.shape;
    const now = performance.now();
    const velocity = { x: Math.cos(aim) * speed, y: Math.sin(aim) * speed };
    const endsAt = now + Math.min(UNCONFIRMED_MS, (range / speed) * 1000);
    this.predicted.set(actionId, this.draw(flightFrom(from, velocity, now), ability.id, endsAt));
  }

  /** The server has refused it. */
  retract(actionId: string): void {
    const shot = this.predicted.get(actionId);
    if (!shot) return;
    destroy(shot);
    this.predicted.delete(actionId);
  }

  advance(): void {
    const now = performance.now();
    for (const shot of this.shots.values()) place(shot, now);
    for (const [actionId, shot] of this.predicted) {
      const { x, y } = place(shot, now);
      if (now > shot.endsAt || !this.options.map.isFree(x, y, 1)) this.retract(actionId);
    }
  }

  dispose(): void {
    for (const unbind of this.unbind) unbind();
    for (const shot of [...this.shots.values(), ...this.predicted.values()]) destroy(shot);
    this.shots.clear();
    this.predicted.clear();
  }

  private add({ id, ability, owner, x, y, velocityX, velocityY }: ProjectileState): void {
    const now = performance.now();
    const told = flightFrom({ x, y }, { x: velocityX, y: velocityY }, now);
    const [actionId, own] = this.ownShot(owner, ability);
    const flight = own ? handOver(told, own.flight, now) : told;
    if (actionId !== null) this.retract(actionId);
    this.shots.set(id, this.draw(flight, ability, Number.POSITIVE_INFINITY));
  }

  private ownShot(owner: string, ability: string): [string, Shot] | [null, null] {
    if (owner !== this.options.characterId) return [null, null];
    for (const [actionId, shot] of this.predicted) if (shot.ability === ability) return [actionId, shot];
    return [null, null];
  }

  private end(id: string): void {
    const shot = this.shots.get(id);
    if (!shot) return;
    this.options.onEnd(flownTo(shot.flight, performance.now()), shot.glow.tintTopLeft);
    destroy(shot);
    this.shots.delete(id);
  }

  private draw(flight: Flight, abilityId: string, endsAt: number): Shot {
    const { scene, abilities } = this.options;
    const ability = abilities.get(abilityId);
    const color = colorNumber(ability?.color ?? UNKNOWN_COLOR);
    const half = ability?.shape.kind === 'projectile' ? ability.shape.half : CORE;
    const speed = Math.hypot(flight.velocityX, flight.velocityY);
    const glow = scene.add
      .image(0, 0, 'glow')
      .setTint(color)
      .setBlendMode('ADD')
      .setScale((half * 7) / GLOW_SIZE)
      .setDepth(DEPTH.lights);
    const tail = scene.add
      .rectangle(0, 0, Math.max(half * 2, speed * TAIL_SEC), Math.max(2, half / 2), 0xffffff)
      .setOrigin(1, 0.5)
      .setRotation(Math.atan2(flight.velocityY, flight.velocityX))
      .setDepth(DEPTH.lights);
    const shot = { flight, ability: abilityId, glow, tail, endsAt };
    place(shot, performance.now());
    return shot;
  }
}

function place({ flight, glow, tail }: Shot, now: number): Point {
  const at = flownTo(flight, now);
  glow.setPosition(at.x, at.y);
  tail.setPosition(at.x, at.y);
  return at;
}

function destroy({ glow, tail }: Shot): void {
  glow.destroy();
  tail.destroy();
}
