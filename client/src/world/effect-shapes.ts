import type { Point } from '../combat/targets.ts';
import type { Flash } from './effects.ts';

const RAYS = 10;

/** A cut through a sector. @param aim of its middle, radians, 0 east, clockwise on screen */
export function sweep(at: Point, aim: number, range: number, degrees: number, color: number): Flash {
  const half = (degrees / 360) * Math.PI;
  return (pen, done) => {
    const fade = 1 - done;
    pen.fillStyle(color, 0.22 * fade);
    pen.slice(at.x, at.y, range, aim - half, aim + half).fillPath();
    // The blade is through after half of the time.
    const edge = aim - half + half * 2 * Math.min(done * 2, 1);
    pen.lineStyle(3, 0xffffff, 0.85 * fade).beginPath();
    pen.arc(at.x, at.y, range * 0.82, Math.max(aim - half, edge - half * 0.7), edge).strokePath();
  };
}

/** A place on the ground, as large as what happens there. */
export function blast(at: Point, radius: number, color: number, calm: boolean): Flash {
  return (pen, done) => {
    const fade = 1 - done;
    const grown = calm ? radius : radius * Math.min(1, 0.35 + done * 2);
    pen.fillStyle(color, 0.28 * fade).fillCircle(at.x, at.y, grown);
    pen.lineStyle(3, color, 0.95 * fade).strokeCircle(at.x, at.y, grown);
    pen.lineStyle(1, 0xffffff, 0.8 * fade).strokeCircle(at.x, at.y, grown * 0.86);
  };
}

/** Rings around somebody. @param follow where it is by now */
export function aura(follow: () => Point, color: number, calm: boolean): Flash {
  return (pen, done) => {
    const { x, y } = follow();
    const fade = 1 - done;
    for (const ring of [0, 1]) {
      const rise = calm ? 0 : done * 22;
      pen.lineStyle(2, color, 0.9 * fade).strokeEllipse(x, y + 8 - ring * 10 - rise, 34 - ring * 6, 13);
    }
    pen.fillStyle(color, 0.2 * fade).fillEllipse(x, y - 4, 34, 46);
  };
}

/** From one to another. */
export function beam(from: Point, to: Point, color: number): Flash {
  return (pen, done) => {
    const fade = 1 - done;
    pen.lineStyle(5, color, 0.35 * fade).lineBetween(from.x, from.y, to.x, to.y);
    pen.lineStyle(2, 0xffffff, 0.9 * fade).lineBetween(from.x, from.y, to.x, to.y);
  };
}

/** What somebody who is gone in a blink leaves behind on its way. */
export function trail(from: Point, to: Point, color: number): Flash {
  return (pen, done) => {
    for (let mark = 0; mark < 5; mark++) {
      const share = mark / 5;
      const fade = Math.max(0, share + 0.4 - done) * 0.5;
      pen.fillStyle(color, fade);
      pen.fillEllipse(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share - 4, 16, 30);
    }
  };
}

/** A moment of light where something struck. */
export function spark(at: Point, color: number, calm: boolean): Flash {
  return (pen, done) => {
    const reach = calm ? 9 : 4 + done * 10;
    pen.lineStyle(2, color, 1 - done);
    for (let ray = 0; ray < 6; ray++) {
      const angle = (ray / 6) * Math.PI * 2 + 0.4;
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      pen.lineBetween(at.x + x * 3, at.y + y * 3, at.x + x * reach, at.y + y * reach);
    }
  };
}

/** Somebody has become more than it was. */
export function burst(follow: () => Point, color: number, calm: boolean): Flash {
  return (pen, done) => {
    const { x, y } = follow();
    const fade = 1 - done;
    const reach = calm ? 46 : 16 + done * 52;
    pen.lineStyle(3, color, fade).strokeCircle(x, y, reach);
    pen.fillStyle(0xffffff, 0.25 * fade).fillCircle(x, y, reach * 0.7);
    for (let ray = 0; ray < RAYS; ray++) {
      const angle = (ray / RAYS) * Math.PI * 2 + (calm ? 0 : done);
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      pen.lineStyle(2, ray % 2 === 0 ? color : 0xffffff, fade);
      pen.lineBetween(
        x + dx * reach * 0.8,
        y + dy * reach * 0.8,
        x + dx * reach * 1.25,
        y + dy * reach * 1.25,
      );
    }
  };
}
