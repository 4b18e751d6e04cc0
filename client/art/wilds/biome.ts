import type { Ramp } from '../palette.ts';
import type { Color } from '../pixels.ts';
import type { Mass } from '../tiles/cliffs.ts';
import type { Liquid } from '../tiles/liquids.ts';
import type { Prop } from '../tiles/prop.ts';
import type { Surface } from '../tiles/surfaces.ts';

/** What a tile of the wilds is. `high` and `deep` are in the way; the others are walked on. */
export type Terrain = 'deep' | 'path' | 'floor' | 'patch' | 'high';

/** A kind of prop that is strewn about. */
export interface Scatter {
  name: string;
  prop: (variant: number) => Prop;
  variants: number;
  /** Share of the tiles of its ground on which one is tried. */
  density: number;
  on: 'floor' | 'patch' | 'both';
}

/** The look of a landscape; its shape comes from a plan. */
export interface Biome {
  surfaces: Record<'path' | 'floor' | 'patch', Surface>;
  liquid: Liquid;
  /** What the liquid sheds on its surroundings; null: it is dark. */
  shine: Color | null;
  /** The bank between land and liquid. */
  bank: Ramp;
  mass: Mass;
  scatter: readonly Scatter[];
  /** Stone and metal of gates. */
  gate: { stone: Ramp; metal: Ramp };
}
