import { AMBER, CYAN, type Ramp, ROSE, STEEL, STONE, WATER, WOOD } from '../palette.ts';
import { PROPS } from '../tiles/props.ts';
import * as surface from '../tiles/surfaces.ts';
import { type TreeKind, treeProp } from '../tiles/trees.ts';
import * as props from '../tiles/wild-props.ts';
import type { Biome, Scatter } from './biome.ts';
import * as tone from './palettes.ts';

const scatter = (
  name: string,
  prop: Scatter['prop'],
  density: number,
  on: Scatter['on'] = 'floor',
): Scatter => ({ name, prop, variants: 3, density, on });

const trees = (kind: TreeKind, density: number, on: Scatter['on'] = 'floor') =>
  scatter(`tree/${kind}`, (variant) => treeProp(kind, variant), density, on);

const flowers = (density: number, on: Scatter['on'] = 'floor') =>
  scatter('flowers', () => PROPS.flowers, density, on);

const VIOLET: Ramp = ['#33235f', '#4f378a', '#7f5fd0', '#b78cff', '#ecdcff'];

export const FOREST: Biome = {
  surfaces: {
    floor: { name: 'forest-floor', ramp: tone.FOREST_FLOOR, texture: surface.meadow },
    patch: { name: 'undergrowth', ramp: tone.UNDERGROWTH, texture: surface.tallGrass },
    path: { name: 'forest-path', ramp: tone.EARTH, texture: surface.earth },
  },
  liquid: 'water',
  shine: null,
  bank: WOOD,
  mass: { name: 'canopy', top: tone.CANOPY, face: tone.BARK, form: 'canopy' },
  scatter: [
    trees('leaf', 0.1, 'both'),
    trees('pine', 0.06, 'both'),
    trees('blossom', 0.012),
    scatter('mossy-rock', props.boulder(tone.MOSS), 0.012, 'both'),
    scatter('glowcaps', props.mushrooms(tone.GLOWCAP), 0.018, 'patch'),
    flowers(0.03),
  ],
  gate: { stone: STONE, metal: tone.BARK },
};

export const DESERT: Biome = {
  surfaces: {
    floor: { name: 'sand', ramp: tone.SAND, texture: surface.ripples },
    patch: { name: 'salt-glass', ramp: tone.SALT, texture: surface.shards },
    path: { name: 'caravan', ramp: tone.CARAVAN, texture: surface.earth },
  },
  liquid: 'glass',
  shine: null,
  bank: tone.MESA,
  mass: { name: 'mesa', top: tone.MESA, face: tone.MESA_FACE, form: 'rock' },
  scatter: [
    scatter('cactus', props.cactus(tone.CACTUS), 0.02),
    scatter('sandstone', props.boulder(tone.MESA), 0.018, 'both'),
    scatter('column', props.pillar(tone.SAND), 0.008),
    scatter('glass-spike', props.crystal(tone.SALT), 0.05, 'patch'),
  ],
  gate: { stone: tone.MESA, metal: tone.CARAVAN },
};

export const MOUNTAIN: Biome = {
  surfaces: {
    floor: { name: 'snow', ramp: tone.SNOW, texture: surface.snow },
    patch: { name: 'scree', ramp: tone.SCREE, texture: surface.gravel },
    path: { name: 'trail', ramp: tone.TRAIL, texture: surface.earth },
  },
  liquid: 'abyss',
  shine: null,
  bank: tone.GRANITE_FACE,
  mass: { name: 'granite', top: tone.GRANITE, face: tone.GRANITE_FACE, form: 'rock' },
  scatter: [
    trees('snow', 0.07),
    trees('pine', 0.008),
    scatter('granite-rock', props.boulder(tone.GRANITE), 0.03, 'both'),
    scatter('ice-spike', props.crystal(tone.ICE), 0.02, 'patch'),
  ],
  gate: { stone: tone.GRANITE, metal: STEEL },
};

export const VOLCANO: Biome = {
  surfaces: {
    floor: { name: 'ash', ramp: tone.ASH, texture: surface.gravel },
    patch: { name: 'cinder', ramp: tone.CINDER, texture: surface.cracks },
    path: { name: 'clinker', ramp: tone.CLINKER, texture: surface.earth },
  },
  liquid: 'lava',
  shine: tone.EMBER[1],
  bank: tone.EMBER,
  mass: { name: 'basalt', top: tone.BASALT, face: tone.BASALT_FACE, form: 'rock' },
  scatter: [
    trees('dead', 0.022),
    scatter('basalt-rock', props.boulder(tone.CLINKER), 0.025, 'both'),
    scatter('vent', props.vent(tone.EMBER), 0.035, 'patch'),
    scatter('fire-spike', props.crystal(tone.EMBER), 0.008, 'both'),
  ],
  gate: { stone: tone.CLINKER, metal: tone.BASALT },
};

export const ROOTS: Biome = {
  surfaces: {
    floor: { name: 'root-floor', ramp: tone.ROOT_FLOOR, texture: surface.earth },
    patch: { name: 'moss', ramp: tone.MOSS, texture: surface.tallGrass },
    path: { name: 'root-path', ramp: tone.EARTH, texture: surface.earth },
  },
  liquid: 'moonwater',
  shine: CYAN[1],
  bank: tone.ROOT_FLOOR,
  mass: { name: 'roots', top: tone.BARK, face: tone.BARK, form: 'canopy' },
  scatter: [
    scatter('glowcaps', props.mushrooms(tone.GLOWCAP), 0.154, 'patch'),
    scatter('root-rock', props.boulder(tone.MOSS), 0.066, 'both'),
    scatter('moon-crystal', props.crystal(CYAN), 0.026, 'both'),
  ],
  gate: { stone: tone.MOSS, metal: tone.BARK },
};

export const RUINS: Biome = {
  surfaces: {
    floor: { name: 'archive', ramp: tone.ARCHIVE, texture: surface.flags },
    patch: { name: 'drifted-sand', ramp: tone.SAND, texture: surface.ripples },
    path: { name: 'caravan', ramp: tone.CARAVAN, texture: surface.earth },
  },
  liquid: 'glass',
  shine: null,
  bank: tone.ARCHIVE_WALL,
  mass: { name: 'archive-wall', top: tone.ARCHIVE_WALL, face: tone.ARCHIVE, form: 'masonry' },
  scatter: [
    scatter('column', props.pillar(tone.SAND), 0.077, 'both'),
    scatter('brazier', props.brazier, 0.031),
    scatter('glass-spike', props.crystal(tone.SALT), 0.026, 'both'),
  ],
  gate: { stone: tone.ARCHIVE, metal: tone.MESA },
};

export const ICE_CAVE: Biome = {
  surfaces: {
    floor: { name: 'frost', ramp: tone.FROST, texture: surface.shards },
    patch: { name: 'snow', ramp: tone.SNOW, texture: surface.snow },
    path: { name: 'trail', ramp: tone.TRAIL, texture: surface.earth },
  },
  liquid: 'abyss',
  shine: null,
  bank: tone.FROST_WALL,
  mass: { name: 'ice-wall', top: tone.FROST_WALL, face: tone.FROST_WALL, form: 'rock' },
  scatter: [
    scatter('ice-spike', props.crystal(tone.ICE), 0.088, 'both'),
    scatter('granite-rock', props.boulder(tone.GRANITE), 0.066, 'both'),
  ],
  gate: { stone: tone.GRANITE, metal: STEEL },
};

export const SPIRE: Biome = {
  ...ICE_CAVE,
  surfaces: {
    floor: { name: 'slate', ramp: tone.SLATE, texture: surface.flags },
    patch: { name: 'scree', ramp: tone.SCREE, texture: surface.gravel },
    path: { name: 'trail', ramp: tone.TRAIL, texture: surface.earth },
  },
  mass: { name: 'spire-wall', top: tone.GRANITE_FACE, face: tone.GRANITE_FACE, form: 'masonry' },
  scatter: [
    scatter('storm-crystal', props.crystal(VIOLET), 0.077, 'both'),
    scatter('slate-column', props.pillar(tone.SCREE), 0.066),
  ],
};

export const FORGE: Biome = {
  ...VOLCANO,
  surfaces: {
    floor: { name: 'forge-floor', ramp: tone.CLINKER, texture: surface.flags },
    patch: { name: 'cinder', ramp: tone.CINDER, texture: surface.cracks },
    path: { name: 'clinker', ramp: tone.CLINKER, texture: surface.earth },
  },
  mass: { name: 'forge-wall', top: tone.BASALT, face: tone.CLINKER, form: 'masonry' },
  scatter: [
    scatter('brazier', props.brazier, 0.044),
    scatter('basalt-column', props.pillar(tone.CLINKER), 0.055),
    scatter('vent', props.vent(tone.EMBER), 0.088, 'patch'),
  ],
};

export const PIT: Biome = {
  surfaces: {
    floor: { name: 'sand', ramp: tone.SAND, texture: surface.ripples },
    patch: { name: 'pit-flags', ramp: STONE, texture: surface.flags },
    path: { name: 'caravan', ramp: tone.CARAVAN, texture: surface.earth },
  },
  liquid: 'water',
  shine: null,
  bank: WATER,
  mass: { name: 'pit-wall', top: STONE, face: tone.ARCHIVE_WALL, form: 'masonry' },
  scatter: [],
  gate: { stone: STONE, metal: STEEL },
};

/** Light of gates by where they lead. */
export const GLOW = { city: ROSE, easy: CYAN, hard: AMBER, zone: VIOLET } as const;
