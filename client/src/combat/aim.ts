import type { Ability } from '../../../src/content/combat-types.ts';
import type { ClientMessage } from '../../../src/protocol.ts';
import { distance, nearestEnemy, type Point, type Target } from './targets.ts';

/** What is known when an ability is used. World pixels. */
export interface Situation {
  self: Point;
  /** The way that the character looks; radians, 0 east, clockwise on screen. */
  facing: number;
  /** Where the mouse aims; null: nowhere. */
  pointer: Point | null;
  target: Target | null;
  targets: readonly Target[];
}

export type Aim = Pick<ClientMessage<'ability'>, 'target' | 'aim' | 'x' | 'y'>;

/** Points are kept so far within range, world pixels: the server reckons from where it sees the character. */
const SLACK = 8;

/** What an ability is sent with; null: it needs an enemy, and there is none. */
export function aimOf({ shape }: Pick<Ability, 'shape'>, situation: Situation): Aim | null {
  const { self, target, targets } = situation;
  switch (shape.kind) {
    case 'self':
      return {};
    case 'ally':
      return target && !target.isEnemy && target.isAlive ? { target: target.id } : {};
    case 'enemy': {
      const enemy = livingEnemy(target) ?? nearestEnemy(self, targets, shape.range);
      return enemy && { target: enemy.id };
    }
    case 'circle':
      return shape.range === 0 ? {} : within(self, pointOf(situation, shape.range), shape.range - SLACK);
    case 'dash':
      // Without aiming one dashes ahead and not at the enemy.
      return { aim: situation.pointer ? angle(self, situation.pointer) : situation.facing };
    case 'arc':
    case 'projectile':
      return { aim: directionOf(situation, shape.range) };
  }
}

/** From one point to another; radians, 0 east, clockwise on screen. */
export function angle(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}

function directionOf({ self, facing, pointer, target, targets }: Situation, range: number): number {
  if (pointer) return angle(self, pointer);
  const enemy = livingEnemy(target) ?? nearestEnemy(self, targets, range);
  return enemy ? angle(self, enemy) : facing;
}

function pointOf({ self, facing, pointer, target, targets }: Situation, range: number): Point {
  if (pointer) return pointer;
  const enemy = livingEnemy(target) ?? nearestEnemy(self, targets, range);
  return enemy ?? { x: self.x + Math.cos(facing) * range, y: self.y + Math.sin(facing) * range };
}

function livingEnemy(target: Target | null): Target | null {
  return target?.isEnemy && target.isAlive ? target : null;
}

function within(from: Point, to: Point, range: number): Point {
  const share = Math.min(1, range / (distance(from, to) || 1));
  const clamp = (value: number) => Math.min(Math.max(Math.round(value), 0), 65_535);
  return { x: clamp(from.x + (to.x - from.x) * share), y: clamp(from.y + (to.y - from.y) * share) };
}
