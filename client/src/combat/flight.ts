import type { Point } from './targets.ts';

/** How long it takes until a shot that was drawn before the server knew of it flies where the server says, milliseconds. */
const BLEND_MS = 140;

/** Something that flies straight. World pixels, seconds and the client's clock in milliseconds. */
export interface Flight extends Point {
  velocityX: number;
  velocityY: number;
  from: number;
  /** Where it is drawn beside its way at `from`. */
  offsetX: number;
  offsetY: number;
}

export function flightFrom(at: Point, velocity: Point, from: number): Flight {
  return { ...at, velocityX: velocity.x, velocityY: velocity.y, from, offsetX: 0, offsetY: 0 };
}

/** Where it is drawn. */
export function flownTo(flight: Flight, now: number): Point {
  const seconds = Math.max(0, now - flight.from) / 1000;
  const beside = Math.max(0, 1 - (now - flight.from) / BLEND_MS);
  return {
    x: flight.x + flight.velocityX * seconds + flight.offsetX * beside,
    y: flight.y + flight.velocityY * seconds + flight.offsetY * beside,
  };
}

/** What the server says of a shot, begun where the shot is drawn already. */
export function handOver(told: Flight, drawn: Flight, now: number): Flight {
  const [is, should] = [flownTo(drawn, now), flownTo(told, now)];
  return { ...told, offsetX: is.x - should.x, offsetY: is.y - should.y };
}
