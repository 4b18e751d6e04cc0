import type { Room } from '@colyseus/sdk';
import type { MoveInput } from '../../schema/input.ts';
import type { WorldState } from '../../schema/world-state.ts';
import type { Ability, AbilityShape } from '../../src/content/combat-types.ts';
import type { Point, WayFinder } from './way-finder.ts';

export interface FighterOptions {
  room: Room<unknown, WorldState>;
  characterId: string;
  /** Of its class, the most wanted first. */
  abilities: readonly Ability[];
  ways: WayFinder;
  /** Collects ore and debris where there is nobody to fight. */
  harvests?: boolean;
}

/** It stops this much nearer to its target than its ability reaches. World pixels. */
const MARGIN = 12;
const FULL = 127;
/** Asks anew whether it has arrived at a corner of its way within this. World pixels. */
const ARRIVED = 12;
/** An answer is awaited for so long before the next action. */
const ACTION_EVERY_MS = 150;
const PICK_UP_WITHIN = 60;
const LOOK_EVERY_MS = 1000 / 30;
const COLLECT_WITHIN = 48;
/** Longer than collecting anything takes. */
const COLLECTING_MS = 8_000;

/** Plays as a person would who wants to fight: looks for monsters, walks up to them, uses what is ready, takes what they drop, stands up again. */
export class Fighter {
  private readonly options: FighterOptions;
  private readonly input;
  private timer: NodeJS.Timeout | undefined;
  private steppedAt = performance.now();
  private actedAt = 0;
  private actions = 0;
  private collectingUntil = 0;
  private goal: Point | null = null;
  private way: readonly Point[] = [];

  constructor(options: FighterOptions) {
    this.options = options;
    this.input = options.room.input<MoveInput>({ mode: 'reliable' });
  }

  start(): void {
    this.steppedAt = performance.now();
    this.timer = setInterval(() => this.play(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private get state() {
    return this.options.room.state;
  }

  private get ways(): WayFinder {
    return this.options.ways;
  }

  private play(): void {
    // Its first state may be on the way still.
    const { characterId } = this.options;
    const health = this.state?.players?.get(characterId)?.health;
    const self = this.state?.own?.get(characterId);
    if (health === undefined || !self) return;
    if (health === 0) {
      this.standUp();
      return;
    }
    const monster = this.nearest(self, this.state.monsters.values(), ({ mode }) => mode !== 'dead');
    const drop = this.nearest(self, this.state.drops.values(), () => true);
    const node = this.options.harvests ? this.nearest(self, this.state.nodes.values(), () => true) : null;
    if (monster) this.fight(self, monster);
    else if (drop) this.take(self, drop);
    else if (node) this.collect(self, node);
    else this.walk(self, this.explore(self));
  }

  private fight(self: Point, monster: Point & { id: string }): void {
    const distance = distanceOf(self, monster);
    const aim = Math.atan2(monster.y - self.y, monster.x - self.x);
    const isInSight = this.ways.way(self, monster).length === 1;
    const reach = reachOf(this.options.abilities[0]!.shape) - MARGIN;
    if (distance > reach || !isInSight) this.walk(self, monster);
    else this.step(0, 0);
    if (!isInSight || !this.mayAct()) return;
    const ability = this.options.abilities.find(
      (one, at) => this.isReady(at) && reachOf(one.shape) >= distance,
    );
    if (!ability) return;
    const { shape } = ability;
    this.act('ability', {
      ability: ability.id,
      aim,
      ...(shape.kind === 'enemy' && { target: monster.id }),
      ...(shape.kind === 'circle' && shape.range > 0 && { x: monster.x, y: monster.y }),
    });
  }

  private take(self: Point, drop: Point & { id: string }): void {
    if (distanceOf(self, drop) > PICK_UP_WITHIN) {
      this.walk(self, drop);
      return;
    }
    this.step(0, 0);
    if (this.mayAct()) this.act('interact', { drop: drop.id });
  }

  private collect(self: Point, node: Point & { id: string }): void {
    if (distanceOf(self, node) > COLLECT_WITHIN) {
      this.walk(self, node);
      return;
    }
    this.step(0, 0);
    const now = performance.now();
    if (now < this.collectingUntil || !this.mayAct()) return;
    this.collectingUntil = now + COLLECTING_MS;
    this.act('collect', { node: node.id });
  }

  private standUp(): void {
    if (this.mayAct()) this.act('respawn', {});
  }

  private explore(self: Point): Point | null {
    if (this.goal && distanceOf(self, this.goal) > 2 * ARRIVED) return this.goal;
    this.goal = this.ways.unexplored(self);
    return this.goal;
  }

  private walk(self: Point, to: Point | null): void {
    const next = to && this.nextCorner(self, to);
    if (!next) {
      if (to) this.ways.giveUp(to);
      this.goal = null;
      this.step(0, 0);
      return;
    }
    const length = Math.max(1, distanceOf(self, next));
    this.step(
      Math.round((FULL * (next.x - self.x)) / length),
      Math.round((FULL * (next.y - self.y)) / length),
    );
  }

  private nextCorner(self: Point, to: Point): Point | undefined {
    const end = this.way.at(-1);
    if (!end || distanceOf(end, to) > 2 * ARRIVED) this.way = this.ways.way(self, to);
    while (this.way.length > 1 && distanceOf(self, this.way[0]!) < ARRIVED) this.way = this.way.slice(1);
    return this.way[0];
  }

  /** As many steps as time has passed for: no more are taken. */
  private step(moveX: number, moveY: number): void {
    const stepMs = 1000 / this.state.stepsPerSec;
    const now = performance.now();
    for (let steps = Math.min(5, Math.floor((now - this.steppedAt) / stepMs)); steps > 0; steps--) {
      this.steppedAt += stepMs;
      Object.assign(this.input.data, { moveX, moveY });
      this.input.send();
    }
    if (now - this.steppedAt > 5 * stepMs) this.steppedAt = now;
  }

  private mayAct(): boolean {
    return performance.now() - this.actedAt >= ACTION_EVERY_MS;
  }

  private act(message: 'ability' | 'collect' | 'interact' | 'respawn', payload: object): void {
    this.actedAt = performance.now();
    this.options.room.send(message, { ...payload, actionId: `a${++this.actions}` });
  }

  private isReady(at: number): boolean {
    const own = this.state.own.get(this.options.characterId);
    if (!own) return false;
    const { cost } = this.options.abilities[at]!;
    return own.mana >= cost.mana && own.stamina >= cost.stamina;
  }

  private nearest<T extends Point>(self: Point, all: Iterable<T>, wanted: (one: T) => boolean): T | null {
    let nearest: T | null = null;
    for (const one of all) {
      if (wanted(one) && (!nearest || distanceOf(self, one) < distanceOf(self, nearest))) nearest = one;
    }
    return nearest;
  }
}

function distanceOf(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function reachOf(shape: AbilityShape): number {
  switch (shape.kind) {
    case 'enemy':
    case 'arc':
    case 'projectile':
      return shape.range;
    case 'circle':
      return shape.range + shape.radius;
    default:
      return 0;
  }
}
