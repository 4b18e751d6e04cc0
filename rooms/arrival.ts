import type { CharacterRecord } from '../src/characters/character-store.ts';
import type { PlaceMap } from '../src/content/types.ts';
import type { GameMap } from '../src/game/map.ts';
import { BODY_HALF, type Body } from '../src/game/movement.ts';

/**
 * Where a character appears: where it was when it is back in the same place, at one of the spawns otherwise, or when the
 * map has changed so that a wall stands there now.
 * @param turn spreads arrivals over the spawns
 */
export function arrivalPoint(
  character: CharacterRecord,
  place: string,
  tiled: PlaceMap,
  map: GameMap,
  turn: number,
): Body {
  const { x, y, facing } = character;
  if (character.place === place && map.isFree(x, y, BODY_HALF)) return { x, y, facing };
  const spawn = tiled.spawns[turn % tiled.spawns.length]!;
  return { x: spawn.x, y: spawn.y, facing };
}
