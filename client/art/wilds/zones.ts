import type { Atlas } from '../atlas.ts';
import { CYAN, type Ramp, ROSE } from '../palette.ts';
import type { Color } from '../pixels.ts';
import { landingPad } from '../tiles/wild-props.ts';
import { DESERT, FOREST, GLOW, MOUNTAIN, VOLCANO } from './biomes.ts';
import { layOut, type Plan } from './layout.ts';
import { BASALT, CARAVAN, EMBER, MOSS, SCREE } from './palettes.ts';
import type { Wilds } from './wilds.ts';

interface ZonePlan extends Plan {
  /** Upper left tile of the landing pad. */
  pad: { x: number; y: number; ramp: Ramp; light: Color };
}

const SIZE = { width: 96, height: 72 };

const PLANS: readonly ZonePlan[] = [
  {
    place: 'verdant-forest',
    size: SIZE,
    seed: 511,
    biome: FOREST,
    cover: { high: 0.34, deep: 0.14, patch: 0.42 },
    rim: 4,
    clearings: [
      { x: 44, y: 34, radius: 7 },
      { x: 12.5, y: 38, radius: 6 },
      { x: 78, y: 15, radius: 7 },
      { x: 80, y: 57, radius: 7 },
      { x: 24, y: 13, radius: 6 },
      { x: 26, y: 60, radius: 6 },
    ],
    paths: [
      [1, 0],
      [0, 2],
      [0, 3],
      [4, 0],
      [5, 0],
      [2, 3],
    ],
    pools: [{ x: 60, y: 36, radius: 6.5, stretch: 1.4 }],
    gates: [
      { x: 10, y: 31, to: 'haven', glow: GLOW.city },
      { x: 76, y: 8, to: 'hollow-root', glow: GLOW.easy },
      { x: 78, y: 50, to: 'moonwell-depths', glow: GLOW.hard },
    ],
    pad: { x: 22, y: 10, ramp: MOSS, light: CYAN[3] },
  },
  {
    place: 'glass-desert',
    size: SIZE,
    seed: 733,
    biome: DESERT,
    cover: { high: 0.24, deep: 0.16, patch: 0.33 },
    rim: 3,
    clearings: [
      { x: 50, y: 38, radius: 8 },
      { x: 84.5, y: 37, radius: 6 },
      { x: 18, y: 16, radius: 7 },
      { x: 20, y: 58, radius: 7 },
      { x: 56, y: 12, radius: 6 },
      { x: 60, y: 60, radius: 6 },
    ],
    paths: [
      [1, 0],
      [0, 2],
      [0, 3],
      [4, 0],
      [0, 5],
      [2, 3],
    ],
    pools: [{ x: 35, y: 36, radius: 5, stretch: 1.3 }],
    gates: [
      { x: 82, y: 30, to: 'haven', glow: GLOW.city },
      { x: 16, y: 9, to: 'sunken-archive', glow: GLOW.easy },
      { x: 18, y: 51, to: 'mirage-vault', glow: GLOW.hard },
    ],
    pad: { x: 54, y: 9, ramp: CARAVAN, light: CYAN[3] },
  },
  {
    place: 'storm-mountains',
    size: SIZE,
    seed: 9107,
    biome: MOUNTAIN,
    cover: { high: 0.4, deep: 0.2, patch: 0.34 },
    rim: 5,
    clearings: [
      { x: 48, y: 40, radius: 7 },
      { x: 48, y: 61, radius: 6 },
      { x: 16, y: 17, radius: 7 },
      { x: 80, y: 17, radius: 7 },
      { x: 18, y: 54, radius: 6 },
      { x: 49, y: 14, radius: 5 },
      { x: 79, y: 52, radius: 5 },
    ],
    paths: [
      [1, 0],
      [0, 5],
      [5, 2],
      [5, 3],
      [4, 0],
      [0, 6],
      [6, 3],
    ],
    pools: [{ x: 64, y: 33, radius: 5, stretch: 1.2 }],
    gates: [
      { x: 38, y: 53, to: 'meridian', glow: GLOW.city },
      { x: 14, y: 10, to: 'frost-gallery', glow: GLOW.easy },
      { x: 78, y: 10, to: 'thunder-spire', glow: GLOW.hard },
    ],
    pad: { x: 16, y: 52, ramp: SCREE, light: ROSE[3] },
  },
  {
    place: 'cinder-fields',
    size: SIZE,
    seed: 4421,
    biome: VOLCANO,
    cover: { high: 0.28, deep: 0.3, patch: 0.36 },
    rim: 4,
    clearings: [
      { x: 46, y: 36, radius: 7 },
      { x: 12.5, y: 34, radius: 6 },
      { x: 80, y: 18, radius: 7 },
      { x: 78, y: 57, radius: 7 },
      { x: 30, y: 14, radius: 6 },
      { x: 34, y: 60, radius: 5 },
    ],
    paths: [
      [1, 0],
      [0, 2],
      [0, 3],
      [4, 0],
      [5, 0],
      [4, 2],
    ],
    pools: [
      { x: 62, y: 38, radius: 6, stretch: 1.2 },
      { x: 24, y: 46, radius: 5, stretch: 1.5 },
    ],
    gates: [
      { x: 10, y: 27, to: 'meridian', glow: GLOW.city },
      { x: 78, y: 11, to: 'ember-forge', glow: GLOW.easy },
      { x: 76, y: 50, to: 'molten-throne', glow: GLOW.hard },
    ],
    pad: { x: 28, y: 11, ramp: BASALT, light: EMBER[2] },
  },
];

/** The four zones, by place. */
export function zones(atlas: Atlas): Record<string, Wilds> {
  return Object.fromEntries(PLANS.map((plan) => [plan.place, zone(atlas, plan)]));
}

function zone(atlas: Atlas, plan: ZonePlan): Wilds {
  const map = layOut(atlas, plan);
  const { x, y, ramp, light } = plan.pad;
  map.place(`pad/${plan.place}`, landingPad(ramp, light), x, y);
  map.spawn('station', x + 2, y + 2);
  return map.finish();
}
