import { setupOf } from '../../rooms/rules.ts';
import type { SpawnArea } from '../../src/content/combat-types.ts';
import type { Content, PlaceMap, Rect } from '../../src/content/types.ts';
import { type Point, reachableGround } from '../../src/game/free-ground.ts';
import { createWorld, type World } from '../../src/game/world.ts';

export interface Arrangement {
  world: World;
  stepsPerSec: number;
  /** Where players may enter. */
  ground: readonly Point[];
}

/** A zone as it is shipped, with about so many monsters, each back soon after its death. */
export function crowdedZone(content: Content, seed: string, monsters: number): Arrangement {
  const setup = setupOf(content, 'verdant-forest', 'zone');
  const { spawns } = setup.rules;
  const share = monsters / spawns.flatMap((area) => area.monsters).reduce((sum, { count }) => sum + count, 0);
  const crowded = spawns.map((area) => multiplied(area, share));
  return arrange(setup.map, { ...setup, rules: { ...setup.rules, spawns: crowded } }, seed, 30);
}

/** A zone as it is shipped. */
export function zone(content: Content, seed: string): Arrangement {
  const setup = setupOf(content, 'verdant-forest', 'zone');
  return arrange(setup.map, setup, seed, 30);
}

export function hub(content: Content, seed: string): Arrangement {
  const setup = setupOf(content, 'haven', 'hub');
  return arrange(setup.map, setup, seed, 20);
}

/** World pixels for each player: a hundred have as much room as the first zone is large. */
const ROOM = (3072 * 2304) / 100;
const MONSTERS_EACH = 3;
const BLOCK_STEP = 512;
const BLOCK = 128;

/** As large as so many players need to have the same room each, with a block of wall at every 512 px and three monsters for each. */
export function plain(content: Content, seed: string, players: number): Arrangement {
  const side = Math.round(Math.sqrt(players * ROOM));
  const walls: Rect[] = [];
  for (let top = BLOCK_STEP / 2; top + BLOCK < side; top += BLOCK_STEP)
    for (let left = BLOCK_STEP / 2; left + BLOCK < side; left += BLOCK_STEP)
      walls.push({ left, top, right: left + BLOCK, bottom: top + BLOCK });
  const map: PlaceMap = {
    width: side,
    height: side,
    walls,
    spawns: [{ name: 'middle', x: Math.round(side / 2 / BLOCK_STEP) * BLOCK_STEP, y: 60 }],
    portals: [],
    tiled: {},
  };
  const setup = setupOf(content, 'verdant-forest', 'zone');
  const kinds = [...content.monsters.values()]
    .filter(({ rank }) => rank === 'normal')
    .slice(0, MONSTERS_EACH);
  const everywhere: SpawnArea = {
    id: 'everywhere',
    place: 'plain',
    area: { left: 0, top: 0, right: side, bottom: side },
    monsters: kinds.map(({ id }) => ({ monster: id, count: players })),
    respawnSec: 1,
  };
  const rules = { ...setup.rules, spawns: [everywhere] };
  return arrange(map, { rules, harvest: { ...setup.harvest, fields: [] } }, seed, 30);
}

function arrange(
  map: PlaceMap,
  options: Omit<Parameters<typeof createWorld>[1], 'seed'>,
  seed: string,
  stepsPerSec: number,
): Arrangement {
  const world = createWorld(map, { rules: options.rules, harvest: options.harvest, seed });
  return { world, stepsPerSec, ground: reachableGround(map, world.map) };
}

function multiplied(area: SpawnArea, share: number): SpawnArea {
  const monsters = area.monsters.map(({ monster, count }) => ({ monster, count: Math.round(count * share) }));
  return { ...area, monsters, respawnSec: 1 };
}
