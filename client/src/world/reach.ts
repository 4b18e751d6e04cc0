import type { Portal } from '../../../src/content/types.ts';
import type { Point } from '../combat/targets.ts';
import type { SeenDrop } from './drop-field.ts';
import type { SeenNode } from './node-field.ts';
import { portalAt, type Scenery } from './scenery.ts';

/** What one key does here: at most one of these is there. */
export interface Reach {
  portal: Portal | null;
  drop: SeenDrop | null;
  node: SeenNode | null;
}

export const NOTHING_IN_REACH: Reach = { portal: null, drop: null, node: null };

interface Field<T> {
  inReach(from: Point, range: number): T | null;
}

/**
 * A portal comes first, then what lies on the ground, then what can be collected.
 * @param pickUp from how far away one picks up, world pixels @param longer world pixels that effects add
 */
export function reachOf(
  at: Point,
  pickUp: number,
  longer: number,
  scenery: Scenery,
  drops: Field<SeenDrop>,
  nodes: Field<SeenNode>,
): Reach {
  const portal = portalAt(scenery, at.x, at.y);
  const drop = portal ? null : drops.inReach(at, pickUp + longer);
  const node = portal || drop ? null : nodes.inReach(at, longer);
  return { portal, drop, node };
}
