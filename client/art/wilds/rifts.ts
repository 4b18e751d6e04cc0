import type { Atlas } from '../atlas.ts';
import type { Biome } from './biome.ts';
import { FORGE, GLOW, ICE_CAVE, ROOTS, RUINS, SPIRE, VOLCANO } from './biomes.ts';
import { layOut, type Plan } from './layout.ts';
import type { Wilds } from './wilds.ts';

const SIZE = { width: 48, height: 36 };
/** Rifts are halls in solid mass. */
const SOLID = { high: 1, deep: 0, patch: 0.42 };

/** Halls and what joins them; the last hall is the farthest from the gate. */
type Halls = Pick<Plan, 'clearings' | 'paths' | 'pools'>;

const WINDING: Halls = {
  clearings: [
    { x: 8.5, y: 26, radius: 5.5 },
    { x: 24, y: 28, radius: 5 },
    { x: 24, y: 14, radius: 6 },
    { x: 9.5, y: 9, radius: 5 },
    { x: 39, y: 27, radius: 5 },
    { x: 39, y: 10, radius: 6.5 },
  ],
  paths: [
    [0, 1],
    [1, 2],
    [2, 3],
    [1, 4],
    [4, 5],
    [2, 5],
  ],
  pools: [
    { x: 25, y: 9.5, radius: 1.7, stretch: 1.5 },
    { x: 20, y: 18, radius: 1.7 },
    { x: 42.5, y: 7.5, radius: 2 },
  ],
};

const RING: Halls = {
  clearings: [
    { x: 8.5, y: 19, radius: 5.5 },
    { x: 24, y: 7.5, radius: 5 },
    { x: 24, y: 28.5, radius: 5 },
    { x: 39, y: 18, radius: 7 },
    { x: 24, y: 18, radius: 4.5 },
  ],
  paths: [
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 3],
    [0, 4],
    [4, 3],
  ],
  pools: [
    { x: 24, y: 13, radius: 1.8, stretch: 2.2 },
    { x: 24, y: 23, radius: 1.8, stretch: 2.2 },
    { x: 43, y: 18, radius: 2.2 },
  ],
};

interface RiftPlan {
  place: string;
  zone: string;
  seed: number;
  biome: Biome;
  halls: Halls;
}

const PLANS: readonly RiftPlan[] = [
  { place: 'hollow-root', zone: 'verdant-forest', seed: 21, biome: ROOTS, halls: WINDING },
  { place: 'moonwell-depths', zone: 'verdant-forest', seed: 22, biome: ROOTS, halls: RING },
  { place: 'sunken-archive', zone: 'glass-desert', seed: 23, biome: RUINS, halls: WINDING },
  { place: 'mirage-vault', zone: 'glass-desert', seed: 24, biome: RUINS, halls: RING },
  { place: 'frost-gallery', zone: 'storm-mountains', seed: 25, biome: ICE_CAVE, halls: WINDING },
  { place: 'thunder-spire', zone: 'storm-mountains', seed: 26, biome: SPIRE, halls: RING },
  { place: 'ember-forge', zone: 'cinder-fields', seed: 27, biome: FORGE, halls: WINDING },
  { place: 'molten-throne', zone: 'cinder-fields', seed: 28, biome: VOLCANO, halls: RING },
];

/** The eight rifts, by place. */
export function rifts(atlas: Atlas): Record<string, Wilds> {
  return Object.fromEntries(PLANS.map((plan) => [plan.place, rift(atlas, plan)]));
}

function rift(atlas: Atlas, { place, zone, seed, biome, halls }: RiftPlan): Wilds {
  const [entrance] = halls.clearings;
  const gates = [
    { x: Math.floor(entrance!.x) - 2, y: Math.floor(entrance!.y) - 7, to: zone, glow: GLOW.zone },
  ];
  const plan: Plan = { place, size: SIZE, seed, biome, cover: SOLID, rim: 3, ...halls, gates };
  return layOut(atlas, plan).finish();
}
