import type { Drop } from '../drop.ts';
import type { HarvestNode } from '../harvest.ts';
import { GROUND_INTEREST, INTEREST, Look } from '../interest.ts';
import type { Monster } from '../monster.ts';
import { forEachOpponent, noteOpponents } from '../opponents.ts';
import { Parties } from '../parties.ts';
import type { Projectile } from '../projectile.ts';
import { hide, isHidden, show, vanish } from '../views.ts';
import type { Player, TickContext, World } from '../world.ts';

const players = new Look<Player>();
const monsters = new Look<Monster>();
const drops = new Look<Drop>();
const nodes = new Look<HarvestNode>();
const parties = new Parties();
const hidden = new Set<Player>();
/** Those who look around in this tick although it is not their turn. */
const alarmed = new Set<Player>();

/**
 * Looks at a part of the views anew in each tick, at a newcomer's and at that of somebody newly attacked at once. Emits enter
 * and leave events; of what has gone from the world there is its `gone` alone.
 */
export function interestStep(world: World, { dt }: TickContext): void {
  if (world.players.size === 0) return;
  survey(world);
  noteOpponents(world, alarm);
  followEvents(world);
  conceal(world);
  // Neighbours one after the other: what they look at is the same.
  world.grid.forEach((viewer) => {
    const isDue = (world.tick + viewer.slot) % INTEREST.everyTicks === 0;
    if (isDue || viewer.views.player.size === 0 || alarmed.has(viewer)) lookAround(world, viewer, dt);
  });
}

function survey(world: World): void {
  parties.clear();
  hidden.clear();
  alarmed.clear();
  for (const player of world.players.values()) {
    parties.add(player);
    if (isHidden(player)) hidden.add(player);
  }
}

function alarm(player: Player): void {
  alarmed.add(player);
}

/** What is gone is in no view; what flies is seen from where it begins to. */
function followEvents(world: World): void {
  for (const event of world.events) {
    if (event.type === 'gone') {
      vanish(event.entity);
    } else if (event.type === 'appeared' && event.entity.type === 'projectile') {
      const { entity } = event;
      if (!world.projectiles.has(entity.id)) continue;
      world.grid.forEachNear(entity.x, entity.y, INTEREST.enterRadius, (viewer) =>
        showProjectile(world, viewer, entity),
      );
    }
  }
}

/** Not at the next look but now: until then others would be told where it goes. */
function conceal(world: World): void {
  for (const subject of hidden) {
    const { items: viewers } = subject.viewers;
    for (let i = viewers.length - 1; i >= 0; i--) {
      const viewer = viewers[i]!;
      if (viewer === subject || isCompanion(viewer, subject)) continue;
      hide(viewer, subject);
      world.events.push({ type: 'leave', viewer, subject });
    }
  }
}

function lookAround(world: World, viewer: Player, dt: number): void {
  const { body, effects, views } = viewer;
  const radius = players.begin(views.player, INTEREST.enterRadius);
  monsters.begin(views.monster, INTEREST.enterRadius);
  players.keep(viewer);
  for (const companion of parties.of(viewer)) players.keep(companion);
  forEachOpponent(world, viewer, dt, (id) => keepOpponent(world, viewer, id));
  world.grid.forEachNear(body.x, body.y, radius, offerPlayer);
  players.settle(viewer, INTEREST.maxVisible, world.events);
  if (world.monsters.size > 0) world.monsterGrid.forEachNear(body.x, body.y, radius, monsters.offer);
  monsters.settle(viewer, INTEREST.maxVisible, world.events);
  if (world.projectiles.size > 0)
    world.projectileGrid.forEachNear(body.x, body.y, INTEREST.enterRadius, (projectile) =>
      showProjectile(world, viewer, projectile),
    );

  const groundRadius = GROUND_INTEREST.enterRadius + effects.scannerRange;
  if (world.drops.size > 0) {
    world.dropGrid.forEachNear(body.x, body.y, drops.begin(views.drop, groundRadius), drops.offer);
    drops.settle(viewer, GROUND_INTEREST.maxVisible, world.events);
  }
  if (world.harvest.nodes.size > 0) {
    world.harvest.grid.forEachNear(body.x, body.y, nodes.begin(views.node, groundRadius), nodes.offer);
    nodes.settle(viewer, GROUND_INTEREST.maxVisible, world.events);
  }
}

function keepOpponent(world: World, viewer: Player, id: string): void {
  const monster = world.monsters.get(id);
  if (monster) {
    monsters.keep(monster);
    return;
  }
  const player = world.players.get(id);
  if (!player) viewer.opponents.delete(id);
  else if (!hidden.has(player)) players.keep(player);
}

function offerPlayer(subject: Player, squared: number): void {
  // Its party keeps it, hidden or not.
  if (hidden.size > 0 && hidden.has(subject)) return;
  players.offer(subject, squared);
}

/** Once seen it stays in view until it is gone: it flies straight, so that nothing more is to be told of it. */
function showProjectile(world: World, viewer: Player, subject: Projectile): void {
  if (viewer.views.projectile.has(subject)) return;
  show(viewer, subject);
  world.events.push({ type: 'enter', viewer, subject });
}

function isCompanion(a: Player, b: Player): boolean {
  return a.partyId !== null && a.partyId === b.partyId;
}
