import type { World } from '../../world/world.ts';
import type { MapDot, MapScene } from '../minimap.ts';

const NODE = '#ffcf86';
const DROP = '#fff2cc';
const ENEMY = '#ff6b75';
const PARTY = '#7fe3a1';
const OTHER = '#c9d4ff';

/** What is known of the surroundings; null: nothing yet. @param party who is drawn as a friend @param radius world pixels */
export function mapScene(
  world: Pick<World, 'scenery' | 'position' | 'facing' | 'collectables' | 'drops' | 'battle'> | null,
  party: readonly { characterId: string }[],
  radius: number,
): MapScene | null {
  if (!world?.scenery || !world.position) return null;
  const friends = new Set(party.map(({ characterId }) => characterId));
  const people: MapDot[] = (world.battle?.targets() ?? [])
    .filter(({ isAlive }) => isAlive)
    .map(({ id, x, y, isEnemy }) => {
      const isFriend = friends.has(id);
      const color = isFriend ? PARTY : isEnemy ? ENEMY : OTHER;
      return { x, y, color, radius: isFriend ? 3 : 2 };
    });
  return {
    map: world.scenery.map,
    self: world.position,
    facing: world.facing,
    radius,
    dots: [
      ...world.collectables.map(({ x, y }) => ({ x, y, color: NODE, radius: 1.5 })),
      ...world.drops.map(({ x, y }) => ({ x, y, color: DROP, radius: 1.5 })),
      ...people,
    ],
  };
}
