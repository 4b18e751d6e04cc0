import type { CharacterRecord } from '../src/characters/character-store.ts';
import type { Content, Spawn } from '../src/content/types.ts';
import type { GameMap } from '../src/game/map.ts';
import { BODY_HALF, type Body } from '../src/game/movement.ts';

/**
 * Where a character appears: where it was when it is back in the same place, at the spawn to which a portal of its last
 * place leads, or else, also when the map has changed so that a wall stands there now, at one of the spawns.
 * @param turn spreads arrivals over the spawns
 */
export function arrivalPoint(
  character: CharacterRecord,
  place: string,
  content: Content,
  map: GameMap,
  turn: number,
): Body {
  const { x, y, facing } = character;
  if (character.place === place && map.isFree(x, y, BODY_HALF)) return { x, y, facing };
  const { spawns } = content.maps.get(place)!;
  const spawn = portalSpawn(character.place, place, content) ?? spawns[turn % spawns.length]!;
  return { x: spawn.x, y: spawn.y, facing };
}

function portalSpawn(from: string, to: string, { maps }: Content): Spawn | undefined {
  const portal = maps.get(from)?.portals.find(({ place }) => place === to);
  return portal && maps.get(to)!.spawns.find(({ name }) => name === portal.spawn);
}
