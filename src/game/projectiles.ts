import type { Ability } from '../content/combat-types.ts';
import { applyEffects } from './ability-effects.ts';
import type { Actor } from './actor.ts';
import { actorOf } from './actors.ts';
import type { Projectile, ProjectileShape } from './projectile.ts';
import { inCircle } from './reach.ts';
import { PRESENT, type Sight } from './sight.ts';
import { Stretch } from './stretch.ts';
import { unseen } from './views.ts';
import type { World } from './world.ts';

/** In one world at once. */
export const MAX_PROJECTILES = 500;

/** Less than this of a way is rounding. World pixels. */
const ROUNDING = 1e-6;

const stretch = new Stretch();

/**
 * Shoots along an angle. What the shooter saw was a while ago, and so the shot was: it first flies for that long through
 * the world as it was, at targets where they were, and from there on lives in the present.
 * @param angle radians, 0 east, clockwise on screen
 * @param dt seconds per tick
 */
export function launch(
  world: World,
  owner: Actor,
  ability: Ability,
  shape: ProjectileShape,
  angle: number,
  sight: Sight,
  dt: number,
): void {
  const projectile: Projectile = {
    type: 'projectile',
    id: `projectile-${world.nextProjectile++}`,
    ability,
    shape,
    owner,
    x: owner.body.x,
    y: owner.body.y,
    velocityX: Math.cos(angle) * shape.speed,
    velocityY: Math.sin(angle) * shape.speed,
    left: shape.range,
    hit: new Set(),
    ...unseen(),
  };
  for (let delaySec = sight.delaySec; delaySec > 0; ) {
    const seconds = Math.min(dt, delaySec);
    delaySec -= seconds;
    if (!fly(world, projectile, seconds, { ...sight, delaySec }, dt)) return;
  }
  world.projectiles.set(projectile.id, projectile);
  world.projectileGrid.place(projectile, projectile.x, projectile.y);
  world.events.push({ type: 'appeared', entity: projectile });
}

/** One tick of flight. Nothing flies whose owner has left the world. */
export function advance(world: World, projectile: Projectile, dt: number): void {
  const { id, owner } = projectile;
  if (actorOf(world, owner.id) === owner && fly(world, projectile, dt, PRESENT, dt)) {
    world.projectileGrid.place(projectile, projectile.x, projectile.y);
    return;
  }
  world.projectiles.delete(id);
  world.projectileGrid.remove(projectile);
  world.events.push({ type: 'gone', entity: projectile });
}

/** @returns whether it flies on */
function fly(world: World, projectile: Projectile, seconds: number, sight: Sight, dt: number): boolean {
  const { ability, hit, owner, shape } = projectile;
  const time = Math.min(seconds, projectile.left / shape.speed);
  const dx = projectile.velocityX * time;
  const dy = projectile.velocityY * time;
  stretch.look(world, projectile, dx, dy, sight);
  projectile.x += dx * stretch.share;
  projectile.y += dy * stretch.share;
  projectile.left -= shape.speed * time;
  for (const target of stretch.met) {
    hit.add(target);
    applyEffects(world, owner, target, ability, dt);
  }
  if (!stretch.isStopped && projectile.left > ROUNDING) return true;
  if (shape.splash > 0) burst(world, projectile, sight, dt);
  return false;
}

function burst(
  world: World,
  { ability, hit, owner, shape, x, y }: Projectile,
  sight: Sight,
  dt: number,
): void {
  for (const target of inCircle(world, x, y, 0, shape.splash, sight)) {
    if (!hit.has(target)) applyEffects(world, owner, target, ability, dt);
  }
}
