import { rulesOf } from '../../rooms/rules.ts';
import type { SpawnArea } from '../../src/content/combat-types.ts';
import type { PlaceMap, Rect } from '../../src/content/types.ts';
import { createWorld, type World, type WorldOptions } from '../../src/game/world.ts';
import { shippedContent } from './open-content.ts';

export const NODES_OF_A_KIND = 4;
const EVERYWHERE: Rect = { left: 0, top: 0, right: 1280, bottom: 960 };

/** 1280 by 960 px with a thick wall, a thin one and a chamber whose door is one character wide. */
const WILDERNESS: PlaceMap = {
  width: EVERYWHERE.right,
  height: EVERYWHERE.bottom,
  walls: [
    { left: 400, top: 200, right: 460, bottom: 700 },
    { left: 640, top: 480, right: 1000, bottom: 482 },
    { left: 800, top: 100, right: 1100, bottom: 120 },
    { left: 800, top: 120, right: 820, bottom: 300 },
    { left: 1080, top: 120, right: 1100, bottom: 300 },
    { left: 820, top: 280, right: 940, bottom: 300 },
    { left: 962, top: 280, right: 1080, bottom: 300 },
  ],
  spawns: [
    { name: 'west', x: 120, y: 480 },
    { name: 'east', x: 1160, y: 800 },
  ],
  portals: [],
  tiled: {},
};

/** A small place full of walls, in which a few of every kind of monster live close together, and something of every kind grows. */
export function wilderness(seed: string, combat: 'monsters' | 'everyone' = 'monsters'): World {
  const content = shippedContent();
  const spawns = [...content.monsters.values()].map(
    ({ id, rank }): SpawnArea => ({
      id: `some-${id}`,
      place: 'wilderness',
      area: EVERYWHERE,
      monsters: [{ monster: id, count: rank === 'normal' ? 2 : 1 }],
      respawnSec: 5,
    }),
  );
  const options: WorldOptions = {
    seed,
    rules: { ...rulesOf(content, 'verdant-forest', 'zone'), combat, spawns },
    harvest: {
      kinds: content.nodes,
      fields: [...content.nodes.keys()].map((node) => ({ node, count: NODES_OF_A_KIND, areas: [] })),
    },
  };
  return createWorld(WILDERNESS, options);
}
