import { INTEREST, NearestSelection } from '../interest.ts';
import type { Player, World } from '../world.ts';

const selection = new NearestSelection<Player>();
const next = new Set<string>();

/** Looks at a part of the views anew in each tick, and at a newcomer's at once. Emits enter and leave events. */
export function interestStep(world: World): void {
  for (const viewer of world.players.values()) {
    const isDue = (world.tick + viewer.slot) % INTEREST.everyTicks === 0;
    if (isDue || viewer.visible.size === 0) updateView(world, viewer);
  }
}

function updateView(world: World, viewer: Player): void {
  const { x, y } = viewer.body;
  selection.clear();
  world.grid.forEachNear(x, y, INTEREST.leaveRadius, (subject) => {
    if (subject === viewer) return;
    selection.offer(
      subject,
      Math.hypot(subject.body.x - x, subject.body.y - y),
      viewer.visible.has(subject.id),
    );
  });

  next.clear();
  next.add(viewer.id);
  if (!viewer.visible.has(viewer.id)) world.events.push({ type: 'enter', viewer, subject: viewer });
  selection.forEachNearest(INTEREST.maxVisible, (subject) => {
    next.add(subject.id);
    if (!viewer.visible.has(subject.id)) world.events.push({ type: 'enter', viewer, subject });
  });

  for (const id of viewer.visible) {
    if (next.has(id)) continue;
    viewer.visible.delete(id);
    world.events.push({ type: 'leave', viewer, subject: world.players.get(id)! });
  }
  for (const id of next) viewer.visible.add(id);
}
