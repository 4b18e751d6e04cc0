import { DropState, ProjectileState } from '../../schema/creatures.ts';
import { NodeState } from '../../schema/world-state.ts';
import type { Drop } from '../../src/game/drop.ts';
import type { HarvestNode } from '../../src/game/harvest.ts';
import type { Projectile } from '../../src/game/projectile.ts';

/** What is never told anew of, once it is there. */

export function nodeState({ id, kind, x, y }: HarvestNode): NodeState {
  return new NodeState().assign({ id, kind: kind.id, x, y });
}

export function projectileState(projectile: Projectile): ProjectileState {
  const { ability, id, owner, velocityX, velocityY, x, y } = projectile;
  return new ProjectileState().assign({
    id,
    ability: ability.id,
    owner: owner.id,
    x,
    y,
    velocityX: Math.round(velocityX),
    velocityY: Math.round(velocityY),
  });
}

export function dropState(drop: Drop): DropState {
  const { id, kind, ownerId, partyId, x, y } = drop;
  return new DropState().assign({ id, kind, x, y, owner: ownerId ?? '', party: partyId ?? '' });
}

/** Whoever comes first may have it now. */
export function freeDrop(state: DropState): void {
  state.owner = '';
  state.party = '';
}
