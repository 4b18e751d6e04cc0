/**
 * Draws everything that the client shows and lays out the maps: `node client/art/make.ts`.
 * The output is committed; running it again gives the same files to the byte.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Atlas } from './atlas.ts';
import { CHARACTERS, characterSheet } from './characters.ts';
import { drops } from './drops.ts';
import { footShadow, glow, icon, vortex } from './effects.ts';
import { haven } from './haven.ts';
import { logo } from './logo.ts';
import { meridian } from './meridian.ts';
import { monsters } from './monsters.ts';
import { nodes } from './nodes.ts';
import type { Pixels } from './pixels.ts';
import { encodePng } from './png.ts';
import { signs } from './signs.ts';
import { farTowers, harbour, middleTowers, sky } from './skyline.ts';
import type { TileMap } from './tile-map.ts';
import { tiledFile } from './tiled-file.ts';
import { provingPit } from './wilds/arena.ts';
import { rifts } from './wilds/rifts.ts';
import { zones } from './wilds/zones.ts';

const ART = join(import.meta.dirname, '../public/art');
const MAPS = join(import.meta.dirname, '../../content/maps');
const TILESET_FROM_MAPS = '../../client/public/art/city.png';

function writeImage(name: string, image: Pixels): void {
  writeFileSync(join(ART, `${name}.png`), encodePng(image));
}

mkdirSync(ART, { recursive: true });
mkdirSync(MAPS, { recursive: true });
const atlas = new Atlas();
const maps: Record<string, TileMap<string>> = {
  haven: haven(atlas),
  meridian: meridian(atlas),
  ...zones(atlas),
  ...rifts(atlas),
  'proving-pit': provingPit(atlas),
};
for (const [name, map] of Object.entries(maps)) {
  writeFileSync(join(MAPS, `${name}.tmj`), tiledFile(map, atlas, TILESET_FROM_MAPS));
}
writeImage('city', atlas.render());
for (const [classId, draw] of Object.entries(CHARACTERS))
  writeImage(`class-${classId}`, characterSheet(draw));
writeImage('glow', glow());
writeImage('vortex', vortex());
writeImage('foot-shadow', footShadow());
writeImage('nodes', nodes());
writeImage('monsters', monsters());
writeImage('drops', drops());
writeImage('signs', signs());
writeImage('icon', icon());
writeImage('logo', logo());
writeImage('sky', sky());
writeImage('towers-far', farTowers());
writeImage('towers-middle', middleTowers());
writeImage('harbour', harbour());
