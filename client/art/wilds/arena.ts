import type { Atlas } from '../atlas.ts';
import { STONE } from '../palette.ts';
import { PROPS } from '../tiles/props.ts';
import { brazier, pillar } from '../tiles/wild-props.ts';
import { GLOW, PIT } from './biomes.ts';
import { Wilds } from './wilds.ts';

const SIZE = { width: 40, height: 34 };
const MIDDLE = { x: 20, y: 17 };

/** The Proving Pit: sand in a ring of stone, mirrored in both axes but for the lie of the light, with gates in alcoves to the west and east. */
export function provingPit(atlas: Atlas): Wilds {
  const map = new Wilds(atlas, SIZE, 5150, 'high', PIT);
  map.disc('patch', MIDDLE.x, MIDDLE.y, 14, 12);
  map.disc('floor', MIDDLE.x, MIDDLE.y, 12, 10);
  map.disc('patch', MIDDLE.x, MIDDLE.y, 3, 3);
  for (const x of [1, 34]) map.ground('patch', x, 13, 5, 9);
  for (const x of [6, 32]) map.ground('patch', x, 15, 2, 5);
  for (const [dx, dy] of [
    [-7, -4],
    [5, -4],
    [-7, 3],
    [5, 3],
  ] as const)
    map.ground('high', MIDDLE.x + dx, MIDDLE.y + dy, 2, 1);
  map.ground('high', MIDDLE.x - 1, MIDDLE.y - 7, 2, 1);
  map.ground('high', MIDDLE.x - 1, MIDDLE.y + 6, 2, 1);
  furnish(map);
  map.gateTo(1, 12, 'haven', 'proving-pit', GLOW.city);
  map.gateTo(34, 12, 'meridian', 'proving-pit', GLOW.city);
  map.spawn('north', MIDDLE.x, 6.5);
  map.spawn('south', MIDDLE.x, 27.5);
  return map.finish();
}

function furnish(map: Wilds): void {
  for (const [dx, dy] of [
    [-3, -2],
    [2, -2],
    [-3, 1],
    [2, 1],
  ] as const)
    map.place('pit/pillar', pillar(STONE)(0), MIDDLE.x + dx, MIDDLE.y + dy - 1);
  for (const [dx, dy] of [
    [-11, -6],
    [10, -6],
    [-11, 5],
    [10, 5],
  ] as const)
    map.place('pit/brazier', brazier(0), MIDDLE.x + dx, MIDDLE.y + dy - 1);
  for (const dx of [-5, 4]) map.place('prop/banner', PROPS.banner, MIDDLE.x + dx, 3);
}
