import type { Atlas } from '../atlas.ts';
import { smoothNoise } from '../noise.ts';
import type { Ramp } from '../palette.ts';
import type { Biome, Terrain } from './biome.ts';
import { Wilds } from './wilds.ts';

interface Point {
  x: number;
  y: number;
}

interface Clearing extends Point {
  radius: number;
}

/** The shape of a map. Positions and sizes are tiles. */
export interface Plan {
  /** Id of the place. */
  place: string;
  size: { width: number; height: number };
  seed: number;
  biome: Biome;
  /** Shares of the land outside of clearings that masses, liquid and the second ground take, roughly. */
  cover: { high: number; deep: number; patch: number };
  /** Width of the mass around the map. */
  rim: number;
  /** Held open. The first is where the map's centre is, and everything is reached from there. */
  clearings: readonly Clearing[];
  /** Pairs of clearings, by number, that a path joins. */
  paths: readonly (readonly [number, number])[];
  /** Liquid, whatever the noise says; paths cross it. */
  pools: readonly (Clearing & { stretch?: number })[];
  gates: readonly { x: number; y: number; to: string; glow: Ramp }[];
}

type Land = (x: number, y: number) => 'floor' | 'patch';

/** Lays out the land of a plan: noise, then clearings and paths, then what cannot be reached is filled. */
export function layOut(atlas: Atlas, plan: Plan): Wilds {
  const map = new Wilds(atlas, plan.size, plan.seed, 'floor', plan.biome);
  const land = landOf(plan);
  growLand(map, plan, land);
  for (let round = 0; round < 2; round++) smooth(map, land);
  for (const { x, y, radius } of plan.clearings) openDisc(map, land, x, y, radius);
  for (const { x, y, radius, stretch = 1 } of plan.pools) map.disc('deep', x, y, radius * stretch, radius);
  for (const { x, y } of plan.gates) openGround(map, x, y);
  for (const [from, to] of waysOf(plan)) layPath(map, land, plan, from, to);
  for (let round = 0; round < 2; round++) prune(map, land);
  fillPockets(map, plan.clearings[0]!);
  for (const { x, y, to, glow } of plan.gates) map.gateTo(x, y, to, plan.place, glow);
  return map;
}

/** The paths of the plan, and from each gate one to the nearest clearing. */
function waysOf({ paths, clearings, gates }: Plan): (readonly [Point, Point])[] {
  return [
    ...paths.map(([from, to]) => [clearings[from]!, clearings[to]!] as const),
    ...gates.map(({ x, y }) => {
      const threshold = { x: x + 2.5, y: y + 7.5 };
      return [threshold, nearest(clearings, threshold)] as const;
    }),
  ];
}

/** What grows where nothing is in the way. */
function landOf({ seed, cover }: Plan): Land {
  const second = smoothNoise(seed + 2018, 6);
  return (x, y) => (second(x, y) > 1 - cover.patch ? 'patch' : 'floor');
}

function growLand(map: Wilds, { seed, cover, rim }: Plan, land: Land): void {
  const masses = smoothNoise(seed, 8);
  const liquid = smoothNoise(seed + 1009, 11);
  const coast = smoothNoise(seed + 3027, 5);
  map.shape((x, y) => {
    const inset = Math.min(x, y, map.width - 1 - x, map.height - 1 - y);
    if (inset < rim + (coast(x, y) - 0.5) * rim * 1.6) return 'high';
    if (masses(x, y) > 1 - cover.high) return 'high';
    return liquid(x, y) > 1 - cover.deep ? 'deep' : land(x, y);
  });
}

/** Takes away single tiles of mass and liquid, and fills single gaps. */
function smooth(map: Wilds, land: Land): void {
  map.shape((x, y, kind) => {
    for (const solid of ['high', 'deep'] as const)
      if (kind !== 'high' && kind !== 'deep' && sidesOf(map, x, y, solid) >= 3) return solid;
    return null;
  });
  prune(map, land);
}

function prune(map: Wilds, land: Land): void {
  map.shape((x, y, kind) =>
    (kind === 'high' || kind === 'deep') && sidesOf(map, x, y, kind) < 2 ? land(x, y) : null,
  );
}

function sidesOf(map: Wilds, x: number, y: number, kind: Terrain): number {
  const near = [map.at(x - 1, y), map.at(x + 1, y), map.at(x, y - 1), map.at(x, y + 1)];
  return near.filter((other) => other === kind).length;
}

function nearest(clearings: readonly Point[], { x, y }: Point): Point {
  const far = (other: Point) => Math.hypot(other.x - x, other.y - y);
  return clearings.reduce((best, other) => (far(other) < far(best) ? other : best));
}

function openDisc(map: Wilds, land: Land, centerX: number, centerY: number, radius: number): void {
  map.shape((x, y) =>
    Math.hypot(x + 0.5 - centerX, y + 0.5 - centerY) <= radius && !map.isOpen(x, y) ? land(x, y) : null,
  );
}

/** The way through a gate and around it. */
function openGround(map: Wilds, x: number, y: number): void {
  map.ground('floor', x - 1, y + 2, 7, 7);
  map.ground('path', x + 1, y + 3, 3, 5);
}

/** A trodden line that bends a little; beside it a step is free. */
function layPath(map: Wilds, land: Land, { seed }: Plan, from: Point, to: Point): void {
  const bend = smoothNoise(seed + 77, 9);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [alongX, alongY] = [(to.x - from.x) / (length || 1), (to.y - from.y) / (length || 1)];
  const points = Array.from({ length: Math.ceil(length * 2) + 1 }, (_, step) => {
    const t = length === 0 ? 0 : Math.min(step / (length * 2), 1);
    const sway =
      (bend(from.x + alongX * length * t, from.y + alongY * length * t) - 0.5) * 7 * Math.sin(Math.PI * t);
    return {
      x: from.x + (to.x - from.x) * t - alongY * sway,
      y: from.y + (to.y - from.y) * t + alongX * sway,
    };
  });
  for (const { x, y } of points) openDisc(map, land, x, y, 2.4);
  for (const { x, y } of points) {
    map.disc('path', x, y, 1.1, 1.1);
    map.keep(Math.floor(x) - 1, Math.floor(y) - 1, 3, 3);
  }
}

/** Land that nobody reaches becomes mass, so that it does not look like a place to go to. */
function fillPockets(map: Wilds, start: Clearing): void {
  const reached = new Set<number>();
  const open = [{ x: Math.floor(start.x), y: Math.floor(start.y) }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { x, y } = at;
    if (x < 0 || y < 0 || x >= map.width || y >= map.height) continue;
    if (reached.has(y * map.width + x) || !map.isOpen(x, y)) continue;
    reached.add(y * map.width + x);
    open.push({ x: x + 1, y }, { x: x - 1, y }, { x, y: y + 1 }, { x, y: y - 1 });
  }
  map.shape((x, y) => (map.isOpen(x, y) && !reached.has(y * map.width + x) ? 'high' : null));
}
