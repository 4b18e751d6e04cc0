import type { Ability } from '../../../src/content/combat-types.ts';
import { ERRORS } from '../../../src/errors.ts';
import type { ClientMessage, CombatFact, ServerMessage } from '../../../src/protocol.ts';
import { refusalOf } from '../connection/refusal.ts';
import { newKey } from '../data/new-key.ts';
import { type Aim, aimOf, angle } from './aim.ts';
import { Readiness } from './readiness.ts';
import { SimClock } from './sim-clock.ts';
import { nextEnemy, type Point, type Target, targetAt } from './targets.ts';
import type { Vitals } from './vitals.ts';

/** How far away an enemy may be that is chosen by key, world pixels: about what a screen shows. */
const CHOICE_RANGE = 420;
/** Answers that never come are forgotten. */
const MOST_PENDING = 32;

/** What a fight knows of the world on the screen. */
export interface Battleground {
  /** The own character's predicted position, world pixels. */
  position: Point | null;
  /** Radians, 0 east, clockwise on screen. */
  facing: number;
  battle: {
    target: string | null;
    targets(): Target[];
    find(id: string): Target | null;
    hear(facts: readonly CombatFact[]): void;
    shots: {
      predict(actionId: string, ability: Ability, from: Point, aim: number): void;
      retract(actionId: string): void;
    };
  } | null;
  worldAt(clientX: number, clientY: number): Point;
  lookTo(aim: number): void;
}

export interface FightOptions {
  characterId: string;
  /** The abilities of the class, in its order; undefined: one of a later version. */
  abilities(): readonly (Ability | undefined)[];
  /** So long none of them is ready after one. */
  pauseMs(): number;
  world(): Battleground | null;
  vitals(): Vitals | null;
  own(): Parameters<Readiness['leftMs']>[0];
  /** Where the mouse aims, CSS pixels of the page; null: nowhere. */
  mouse(): Point | null;
  send(message: ClientMessage<'ability'>): void;
  /** Why something was not done, for a person. */
  onRefused(text: string): void;
}

/** One slot of the ability bar, as it is now. */
export interface SlotView {
  leftMs: number;
  cooldownMs: number;
  isAffordable: boolean;
}

/** What the person does in a fight: whom it has chosen, which abilities it uses, and what the server says to that. */
export class Fight {
  readonly clock = new SimClock();
  private readonly options: FightOptions;
  private readonly readiness = new Readiness(this.clock);
  /** What is not answered yet, by the id of the action. */
  private readonly pending = new Map<string, { index: number; isHeld: boolean }>();

  constructor(options: FightOptions) {
    this.options = options;
  }

  /** With every frame. @param now milliseconds */
  advance(now: number): void {
    const own = this.options.own();
    if (own) this.clock.hear(own.now, now);
    if (this.targetId !== null && !this.target) this.choose(null);
  }

  /** Who has been chosen; null: nobody who is in view. */
  get target(): Target | null {
    return this.find(this.targetId);
  }

  /** @param id of an actor @returns null: nobody, or nobody who is in view */
  nameOf(id: string | null): string | null {
    return this.find(id)?.name ?? null;
  }

  slot(index: number, now: number): SlotView {
    const ability = this.options.abilities()[index];
    return {
      leftMs: this.readiness.leftMs(this.options.own(), index, now),
      cooldownMs: (ability?.cooldownSec ?? 0) * 1000,
      isAffordable: ability !== undefined && this.shortOf(ability) === null,
    };
  }

  /** @param index of the ability, from 0 @param isHeld repeated by itself: what cannot be done is not spoken of */
  use(index: number, isHeld = false): void {
    const problem = this.attempt(index, isHeld);
    if (problem !== null && !isHeld) this.options.onRefused(problem);
  }

  confirm(answer: ServerMessage<'confirm'>): void {
    const { actionId } = answer;
    const asked = this.pending.get(actionId);
    if (!asked) return;
    this.pending.delete(actionId);
    const refusal = refusalOf(answer);
    if (refusal === null) return;
    this.readiness.refuse(asked.index);
    this.options.world()?.battle?.shots.retract(actionId);
    if (!asked.isHeld) this.options.onRefused(refusal);
  }

  /** Whom one hits, or who hits one, is chosen if nobody is. */
  hear(facts: readonly CombatFact[]): void {
    const { characterId, world } = this.options;
    world()?.battle?.hear(facts);
    for (const fact of facts) {
      if (fact.type === 'died' && fact.actor === this.targetId) this.choose(null);
      if (fact.type !== 'hit' || this.targetId !== null) continue;
      const other =
        fact.source === characterId ? fact.target : fact.target === characterId ? fact.source : null;
      const target = this.find(other);
      if (target?.isEnemy && target.isAlive) this.choose(target.id);
    }
  }

  choose(id: string | null): void {
    const battle = this.options.world()?.battle;
    if (battle) battle.target = id;
  }

  /** The next enemy by distance. */
  chooseNext(): void {
    const self = this.options.world()?.position;
    if (self) this.choose(nextEnemy(self, this.targets, CHOICE_RANGE, this.targetId)?.id ?? null);
  }

  /** Whoever stands at a point of the page; nobody: the choice stays. */
  chooseAt({ x, y }: Point): void {
    const ground = this.options.world();
    const target = ground && targetAt(ground.worldAt(x, y), this.targets);
    if (target) this.choose(target.id);
  }

  /** In another room, or again in the same one. */
  arrived(): void {
    this.pending.clear();
    this.readiness.reset();
  }

  /** @returns why it was not sent, for a person; null: it was, or nobody needs to be told */
  private attempt(index: number, isHeld: boolean): string | null {
    const { abilities, vitals, world, own, send } = this.options;
    const ability = abilities()[index];
    const ground = world();
    const self = ground?.position;
    if (!ability || !ground || !self || vitals()?.isDead) return null;
    const now = performance.now();
    if (this.readiness.leftMs(own(), index, now) > 0) return null;
    const short = this.shortOf(ability);
    if (short !== null) return short;
    const { facing } = ground;
    const { target, targets } = this;
    const aim = aimOf(ability, { self, facing, pointer: this.pointer(ground), target, targets });
    if (!aim) return 'Nobody is near enough.';
    const actionId = newKey();
    this.readiness.ask(index, ability.cooldownSec * 1000, this.options.pauseMs(), now);
    this.remember(actionId, { index, isHeld });
    this.turn(ground, self, aim);
    if (aim.aim !== undefined) ground.battle?.shots.predict(actionId, ability, self, aim.aim);
    send({ ability: ability.id, actionId, ...aim });
    return null;
  }

  private get targetId(): string | null {
    return this.options.world()?.battle?.target ?? null;
  }

  private get targets(): readonly Target[] {
    return this.options.world()?.battle?.targets() ?? [];
  }

  private find(id: string | null): Target | null {
    return id === null ? null : (this.options.world()?.battle?.find(id) ?? null);
  }

  private pointer(ground: Battleground): Point | null {
    const mouse = this.options.mouse();
    return mouse && ground.worldAt(mouse.x, mouse.y);
  }

  private turn(ground: Battleground, self: Point, { aim, target, x, y }: Aim): void {
    const at = this.find(target ?? null);
    if (aim !== undefined) ground.lookTo(aim);
    else if (x !== undefined && y !== undefined) ground.lookTo(angle(self, { x, y }));
    else if (at) ground.lookTo(angle(self, at));
  }

  private shortOf({ cost }: Ability): string | null {
    const vitals = this.options.vitals();
    if (!vitals) return null;
    if (cost.mana > vitals.mana.now) return ERRORS.not_enough_mana.text;
    return cost.stamina > vitals.stamina.now ? ERRORS.not_enough_stamina.text : null;
  }

  private remember(actionId: string, asked: { index: number; isHeld: boolean }): void {
    this.pending.set(actionId, asked);
    if (this.pending.size > MOST_PENDING) this.pending.delete(this.pending.keys().next().value!);
  }
}
