import type { Ramp } from '../palette.ts';

/** Tones of the lands beyond the cities, dark to light; mixed with the cities' dusk in mind. */
export const FOREST_FLOOR: Ramp = ['#1a3f42', '#215049', '#295f50', '#367058', '#5d9668'];
export const UNDERGROWTH: Ramp = ['#143a3a', '#1b4a42', '#23584a', '#3f7d56', '#86b56c'];
export const EARTH: Ramp = ['#3a2f40', '#4a3c48', '#5a4a50', '#6b595a', '#8c7869'];
export const CANOPY: Ramp = ['#0e2b38', '#154043', '#1f574b', '#347353', '#66a062'];
export const BARK: Ramp = ['#141a2c', '#2b2338', '#413140', '#5a4449', '#8a6c5b'];

export const SAND: Ramp = ['#7c5668', '#98706f', '#b18a7b', '#c59f86', '#e8c79d'];
export const SALT: Ramp = ['#32717a', '#3f8a8a', '#52a49a', '#74c3ae', '#d0f7dc'];
export const CARAVAN: Ramp = ['#6b4a5f', '#835f68', '#987270', '#ac857b', '#cfa98d'];
export const MESA: Ramp = ['#4a2f4b', '#663f55', '#85545f', '#a46f68', '#d6a27f'];
export const MESA_FACE: Ramp = ['#33203d', '#4a2d49', '#633c53', '#7f5059', '#b37c6b'];
export const CACTUS: Ramp = ['#143c44', '#1f5a52', '#35805e', '#65ad70', '#a8d98a'];

export const SNOW: Ramp = ['#7480ab', '#8f9bc6', '#a9b6da', '#c0cdea', '#eef6ff'];
export const SCREE: Ramp = ['#3a4068', '#4a517b', '#59618b', '#6b749c', '#98a2c4'];
export const TRAIL: Ramp = ['#525a86', '#646d99', '#757fa9', '#8791b8', '#b6bfdc'];
export const GRANITE: Ramp = ['#252a4c', '#2f355c', '#3a416a', '#4b537d', '#d3ddf2'];
export const GRANITE_FACE: Ramp = ['#1a1d3c', '#262b50', '#353c64', '#4b547d', '#7d88ae'];
export const ICE: Ramp = ['#1d5a8c', '#2f7fb0', '#5eb0d8', '#a3def2', '#f0ffff'];

export const ASH: Ramp = ['#2b2432', '#383040', '#463b49', '#554853', '#77656a'];
export const CINDER: Ramp = ['#5e202b', '#36262f', '#442d35', '#55383d', '#e2602f'];
export const BASALT: Ramp = ['#110e1c', '#1b1626', '#261f30', '#372d3e', '#6a5361'];
export const BASALT_FACE: Ramp = ['#0d0a17', '#171222', '#211a2b', '#30263a', '#54424f'];
export const CLINKER: Ramp = ['#3a303a', '#4f434b', '#635559', '#766768', '#9c8a82'];
export const EMBER: Ramp = ['#6e1f2c', '#b8382c', '#ee7430', '#ffb455', '#ffecb0'];

export const ROOT_FLOOR: Ramp = ['#1f1f33', '#292840', '#33324a', '#3f3d54', '#5b5769'];
export const MOSS: Ramp = ['#16383f', '#1d4845', '#275a4c', '#3b7658', '#78ab6b'];
export const GLOWCAP: Ramp = ['#1c4f73', '#2b8aa3', '#4ed0c9', '#9af0dc', '#e8fff4'];
export const ARCHIVE: Ramp = ['#4c3a54', '#5f4a60', '#735b6b', '#886e76', '#b69a8d'];
export const ARCHIVE_WALL: Ramp = ['#35284a', '#483758', '#5d4968', '#755f78', '#ad92a0'];
export const FROST: Ramp = ['#31618f', '#42779f', '#568eb2', '#6fa6c6', '#b9e2f2'];
export const FROST_WALL: Ramp = ['#1c3e70', '#2a5488', '#3c6fa3', '#5a91c0', '#bfeaf8'];
export const SLATE: Ramp = ['#25294a', '#30355a', '#3c4269', '#4a5179', '#727ba3'];
