import type { WorldEvent } from './events.ts';
import type { FewSet } from './few-set.ts';
import { NearestSelection } from './nearest.ts';
import { type Entity, hide, show } from './views.ts';
import type { Player } from './world.ts';

/** What a player is shown of characters and of monsters, each by itself. World pixels; ticks. */
export const INTEREST = {
  /** Somebody comes into view within this distance … */
  enterRadius: 640,
  /** … and goes out of it beyond this one, so that a step back and forth over a border changes nothing. */
  leaveRadius: 768,
  /** The nearest are shown; itself, its party and its opponents are not counted. */
  maxVisible: 64,
  /** A player's view is looked at anew every so many ticks. */
  everyTicks: 4,
  /** Who fought a player so lately is its opponent. Seconds. */
  opponentSec: 5,
} as const;

/** The same of what lies and stands on the ground: drops and nodes, each by itself, before a scanner adds to the distance. */
export const GROUND_INTEREST = { enterRadius: 384, maxVisible: 64 } as const;

const LEAVE_FACTOR = INTEREST.leaveRadius / INTEREST.enterRadius;
/**
 * Squared distances of those already shown count less by this factor, where more are near than are shown: a newcomer costs as
 * much as ten tellings of somebody known.
 */
const SHOWN_FACTOR = 1 / 1.5 ** 2;

/** Marks that looks have used: each look takes three new ones, so that those of earlier looks mean nothing to it. */
let marks = 0;

/** Brings what a player is shown of one kind of entity up to date: begin, keep, offer, settle. Its memory is used again. */
export class Look<T extends Entity> {
  private readonly nearest = new NearestSelection<T>();
  private readonly kept: T[] = [];
  private readonly entering: T[] = [];
  private shown!: FewSet<T>;
  private shownMark = 0;
  private keptMark = 0;
  private stayMark = 0;
  private enterSquared = 0;
  private leaveSquared = 0;

  /** @returns the distance beyond which nothing need be offered, world pixels */
  begin(shown: FewSet<T>, enterRadius: number): number {
    const leaveRadius = enterRadius * LEAVE_FACTOR;
    this.nearest.clear();
    this.kept.length = 0;
    this.entering.length = 0;
    this.shown = shown;
    this.enterSquared = enterRadius ** 2;
    this.leaveSquared = leaveRadius ** 2;
    this.shownMark = ++marks;
    this.keptMark = ++marks;
    this.stayMark = ++marks;
    for (const entity of shown.items) entity.mark = this.shownMark;
    return leaveRadius;
  }

  /** It is shown wherever it is, and not counted. */
  keep(entity: T): void {
    if (entity.mark === this.keptMark) return;
    if (entity.mark !== this.shownMark) this.entering.push(entity);
    entity.mark = this.keptMark;
    this.kept.push(entity);
  }

  /** For `Grid.forEachNear`. */
  readonly offer = (entity: T, squared: number): void => {
    if (squared > this.leaveSquared || entity.mark === this.keptMark) return;
    if (entity.mark === this.shownMark) this.nearest.add(entity, squared * SHOWN_FACTOR);
    else if (squared <= this.enterSquared) this.nearest.add(entity, squared);
  };

  /** Shows what is kept and the nearest of what was offered, hides what else was shown, and tells what changed. */
  settle(viewer: Player, limit: number, events: WorldEvent[]): void {
    const { entering, kept, nearest, shown, stayMark } = this;
    nearest.keepNearest(limit);
    for (let i = 0; i < nearest.size; i++) {
      const entity = nearest.items[i]!;
      if (entity.mark !== this.shownMark) entering.push(entity);
      entity.mark = stayMark;
    }
    if (shown.size + entering.length > kept.length + nearest.size) this.hideOthers(viewer, events);
    for (const entity of entering) {
      show(viewer, entity);
      events.push({ type: 'enter', viewer, subject: entity });
    }
  }

  private hideOthers(viewer: Player, events: WorldEvent[]): void {
    const { items } = this.shown;
    for (let i = items.length - 1; i >= 0; i--) {
      const entity = items[i]!;
      if (entity.mark === this.stayMark || entity.mark === this.keptMark) continue;
      hide(viewer, entity);
      events.push({ type: 'leave', viewer, subject: entity });
    }
  }
}
