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
  const starts = startingSpawns(place, content);
  const spawn = portalSpawn(character.place, place, content) ?? starts[turn % starts.length]!;
  return { x: spawn.x, y: spawn.y, facing };
}

function portalSpawn(from: string, to: string, { maps }: Content): Spawn | undefined {
  const portal = maps.get(from)?.portals.find(({ place }) => place === to);
  return portal && maps.get(to)!.spawns.find(({ name }) => name === portal.spawn);
}

/** Those to which no portal and no ship leads, if there are any: travellers should not stand in a crowd of newcomers. */
function startingSpawns(place: string, { maps, stations }: Content): readonly Spawn[] {
  const { spawns } = maps.get(place)!;
  const entrances = [...[...maps.values()].flatMap(({ portals }) => portals), ...stations.values()]
    .filter((entrance) => entrance.place === place)
    .map(({ spawn }) => spawn);
  const starts = spawns.filter(({ name }) => !entrances.includes(name));
  return starts.length > 0 ? starts : spawns;
}
