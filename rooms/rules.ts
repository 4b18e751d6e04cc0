import type { Content, PlaceKind, PlaceMap } from '../src/content/types.ts';
import type { WorldOptions, WorldRules } from '../src/game/world.ts';

const COMBAT: Readonly<Record<PlaceKind, WorldRules['combat']>> = {
  hub: 'none',
  zone: 'monsters',
  rift: 'monsters',
  arena: 'everyone',
};

/** What the rules have to know of a place. */
export function rulesOf(content: Content, place: string, kind: PlaceKind): WorldRules {
  const { abilities, classes, drops, items, monsters, progression, statuses } = content;
  const spawns = content.spawns.get(place) ?? [];
  const rift = kind === 'rift' ? content.riftScaling : null;
  const match = kind === 'arena' ? content.match : null;
  const combat = COMBAT[kind];
  return { combat, abilities, classes, drops, items, match, monsters, progression, rift, statuses, spawns };
}

/** What a world of a place is made of, but for its seed. */
export type WorldSetup = Omit<WorldOptions, 'seed'> & { map: PlaceMap };

export function setupOf(content: Content, place: string, kind: PlaceKind): WorldSetup {
  return {
    map: content.maps.get(place)!,
    rules: rulesOf(content, place, kind),
    harvest: { kinds: content.nodes, fields: content.nodeFields.get(place) ?? [] },
  };
}
