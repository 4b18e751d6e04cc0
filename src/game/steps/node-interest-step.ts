import type { HarvestNode } from '../harvest.ts';
import { INTEREST, NearestSelection } from '../interest.ts';
import type { Player, World } from '../world.ts';

/** Nodes that a player is shown, before its scanner adds to the distance. World pixels. */
export const NODE_INTEREST = { enterRadius: 384, maxVisible: 64 } as const;

/** The selection reckons in the distances of characters; those of nodes are brought to the same measure. */
const LEAVE_FACTOR = INTEREST.leaveRadius / INTEREST.enterRadius;

const selection = new NearestSelection<HarvestNode>();
const next = new Set<HarvestNode>();

/** As the interest step, for nodes. Who stands still while nothing appears or goes costs a comparison. */
export function nodeInterestStep(world: World): void {
  if (world.harvest.version === 0 || world.players.size === 0) return;
  for (const viewer of world.players.values()) {
    const isDue = (world.tick + viewer.slot) % INTEREST.everyTicks === 0;
    if (isDue || viewer.nodeView.version < 0) look(world, viewer);
  }
}

function look(world: World, viewer: Player): void {
  const { nodeView: view, body, effects } = viewer;
  const { version, grid } = world.harvest;
  const radius = NODE_INTEREST.enterRadius + effects.scannerRange;
  if (view.version === version && view.x === body.x && view.y === body.y && view.radius === radius) return;
  Object.assign(view, { version, x: body.x, y: body.y, radius });

  const measure = INTEREST.enterRadius / radius;
  selection.clear();
  grid.forEachNear(body.x, body.y, radius * LEAVE_FACTOR, (node) => {
    selection.offer(node, Math.hypot(node.x - body.x, node.y - body.y) * measure, view.shown.has(node));
  });
  next.clear();
  selection.forEachNearest(NODE_INTEREST.maxVisible, (node) => next.add(node));
  for (const node of view.shown) {
    if (next.has(node)) continue;
    view.shown.delete(node);
    world.events.push({ type: 'node-leave', viewer, node });
  }
  for (const node of next) {
    if (view.shown.has(node)) continue;
    view.shown.add(node);
    world.events.push({ type: 'node-enter', viewer, node });
  }
}
