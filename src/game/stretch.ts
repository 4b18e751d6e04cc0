import { type Actor, areEnemies } from './actor.ts';
import { forEachActorNear, isStanding, MAX_HALF } from './actors.ts';
import { BODY_HALF } from './movement.ts';
import type { Projectile } from './projectile.ts';
import { lagOf, type Sight, seenAt } from './sight.ts';
import { entryShare } from './sweep.ts';
import type { World } from './world.ts';

/**
 * What a projectile meets while it flies straight for a while. The whole way is swept, so that nothing is too thin and
 * nothing too fast. One of these serves all flights: flying allocates nothing.
 */
export class Stretch {
  /** Whom it hits: the first, or all if it pierces. */
  readonly met: Actor[] = [];
  /** How much of the way it flies, from 0 to 1; less where a wall or somebody ends it. */
  share = 1;
  /** A wall, or somebody, ended it. */
  isStopped = false;
  private projectile!: Projectile;
  private sight!: Sight;
  private dx = 0;
  private dy = 0;

  look(world: World, projectile: Projectile, dx: number, dy: number, sight: Sight): void {
    const { owner, shape, x, y } = projectile;
    this.projectile = projectile;
    this.sight = sight;
    this.dx = dx;
    this.dy = dy;
    this.met.length = 0;
    // Against walls it is no wider than a body, or who stands at a wall could not shoot.
    this.share = world.map.sweep(x, y, dx, dy, Math.min(shape.half, owner.half, BODY_HALF));
    this.isStopped = this.share < 1;
    const radius = Math.max(Math.abs(dx), Math.abs(dy)) / 2 + shape.half + MAX_HALF + lagOf(sight);
    forEachActorNear(world, x + dx / 2, y + dy / 2, radius, this.meet);
  }

  private readonly meet = (actor: Actor): void => {
    const { hit, owner, shape, x, y } = this.projectile;
    if (!isStanding(actor) || !areEnemies(owner, actor) || hit.has(actor)) return;
    const at = seenAt(this.sight, actor);
    const half = shape.half + actor.half;
    const { dx, dy } = this;
    const share = entryShare(x, y, dx, dy, at.x - half, at.y - half, at.x + half, at.y + half);
    if (share > this.share) return;
    if (shape.pierces) {
      this.met.push(actor);
      return;
    }
    this.share = share;
    this.isStopped = true;
    this.met[0] = actor;
  };
}
