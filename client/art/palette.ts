import type { Color } from './pixels.ts';

/** Five tones of one material, dark to light. */
export type Ramp = readonly [Color, Color, Color, Color, Color];

export const INK: Color = '#12102a';
export const SHADOW: Color = '#0c0a2466';
export const SOFT_SHADOW: Color = '#0c0a2433';

/** A harbour at dusk: violet stone, teal water, lamps between amber and rose. Everything is mixed from these. */
export const STONE: Ramp = ['#35335c', '#43426e', '#504f7d', '#5f5f8f', '#7b7ca9'];
export const STREET: Ramp = ['#26244a', '#2d2b54', '#34325e', '#3d3b6a', '#4a4a7c'];
export const WATER: Ramp = ['#10294a', '#143659', '#1a486b', '#276480', '#57a3ad'];
export const WOOD: Ramp = ['#3b2840', '#523649', '#6c4a52', '#87605c', '#a97f69'];
export const LEAF: Ramp = ['#163a48', '#1d5153', '#2b6d5c', '#4b9067', '#8dbd78'];
export const GRASS: Ramp = ['#22494f', '#285755', '#2f645a', '#3a7460', '#5b9169'];
export const BLOSSOM: Ramp = ['#5c2a5e', '#8c3d77', '#c15a92', '#e98bab', '#ffc4cb'];
export const AMBER: Ramp = ['#6f3644', '#b45d42', '#ec9a54', '#ffcf86', '#fff2cc'];
export const ROSE: Ramp = ['#5b2358', '#992f7c', '#e0559f', '#ff94c6', '#ffd5ea'];
export const CYAN: Ramp = ['#17466f', '#1f7ba3', '#46c2dd', '#97ecf3', '#e2fffb'];
export const STEEL: Ramp = ['#25264a', '#3a3e66', '#575d87', '#838bae', '#c2c9de'];

export interface BuildingStyle {
  name: string;
  wall: Ramp;
  roof: Ramp;
  trim: Ramp;
}

export const BUILDINGS = {
  indigo: {
    name: 'indigo',
    wall: ['#2a2756', '#38356b', '#474681', '#5c5d99', '#8387bd'],
    roof: ['#3a3768', '#48467b', '#54548a', '#64669b', '#8a8fc0'],
    trim: CYAN,
  },
  rose: {
    name: 'rose',
    wall: ['#40264f', '#583260', '#734370', '#91597f', '#c08a9d'],
    roof: ['#4e2f5c', '#633c6b', '#744a78', '#8a5b88', '#b585a4'],
    trim: ROSE,
  },
  clay: {
    name: 'clay',
    wall: ['#4a2d45', '#67404f', '#87565a', '#a87168', '#d7a585'],
    roof: ['#5b3550', '#75455a', '#8b5563', '#a36a6d', '#cd9a87'],
    trim: AMBER,
  },
  teal: {
    name: 'teal',
    wall: ['#1d3556', '#25486a', '#315f7d', '#447a90', '#77a9b0'],
    roof: ['#264264', '#305476', '#3c6585', '#4d7a95', '#7ba6b6'],
    trim: CYAN,
  },
} as const satisfies Record<string, BuildingStyle>;

export type BuildingStyleName = keyof typeof BUILDINGS;
