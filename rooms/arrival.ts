import type { EnteredCharacter } from '../src/characters/characters.ts';
import type { Content, Spawn } from '../src/content/types.ts';
import type { GameMap } from '../src/game/map.ts';
import { BODY_HALF, type Body } from '../src/game/movement.ts';

/**
 * Where a character appears: where it was when it is back in the same place, at the spawn to which a portal of its last
 * place leads, or else, when it is new or a wall stands there now, at one of the spawns.
 * @param turn spreads arrivals over the spawns
 */
export function arrivalPoint(
  { character, lease }: EnteredCharacter,
  place: string,
  content: Content,
  map: GameMap,
  turn: number,
): Body {
  const { x, y, facing } = character;
  // Characters are created at the first spawn; all newcomers on one spot would hide each other.
  const isNew = lease.fence === 1;
  if (character.place === place && !isNew && map.isFree(x, y, BODY_HALF)) return { x, y, facing };
  const { spawns } = content.maps.get(place)!;
  const spawn = portalSpawn(character.place, place, content) ?? spawns[turn % spawns.length]!;
  return { x: spawn.x, y: spawn.y, facing };
}

function portalSpawn(from: string, to: string, { maps }: Content): Spawn | undefined {
  const portal = maps.get(from)?.portals.find(({ place }) => place === to);
  return portal && maps.get(to)!.spawns.find(({ name }) => name === portal.spawn);
}
