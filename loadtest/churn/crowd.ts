import { setTimeout as delay } from 'node:timers/promises';
import type { KindPolicy, PlaceKind } from '../../src/content/types.ts';
import { Account } from '../bots/account.ts';
import { Atlas } from '../bots/atlas.ts';
import { codeOf } from '../bots/bot.ts';
import { Api } from '../economy/api.ts';
import { Dice } from '../economy/dice.ts';
import { Tallies } from '../measure/tallies.ts';
import { drawPlan, JOINS, type Plan } from './plan.ts';
import { Visitor } from './visitor.ts';

export interface CrowdOptions {
  base: URL;
  kinds: Readonly<Record<PlaceKind, KindPolicy>>;
  seed: number;
  /** In the world at the same time, on average. */
  clients: number;
}

export interface Round {
  joins: number;
  ms: number;
  /** Without endings after which a seat is held for minutes. */
  isBrief: boolean;
  /** Somebody wants no more of it. */
  interrupt: AbortSignal;
}

/** Of those in the world; the others wait until their seats have run out. */
const ACCOUNTS_PER_CLIENT = 4;
const REGISTERED_AT_ONCE = 4;
const ACTS_EVERY_MS = 200;
const LOOKS_EVERY_MS = 5;

/** A pool of accounts that come and go at an even rate. */
export class Crowd {
  readonly tallies = new Tallies();
  private readonly options: CrowdOptions;
  private readonly dice: Dice;
  private readonly atlas: Atlas;
  private readonly everybody: Visitor[];
  private readonly free: Visitor[];

  /** @throws ApiFailure */
  static async gather(options: CrowdOptions): Promise<Crowd> {
    const { base, clients, kinds, seed } = options;
    const api = new Api(() => base, false);
    const atlas = await Atlas.load(api);
    const dice = new Dice(seed);
    const crowd = new Crowd(options, dice, atlas);
    const { everybody, tallies } = crowd;
    const register = async () => {
      while (everybody.length < clients * ACCOUNTS_PER_CLIENT) {
        const account = await Account.open(api, dice, atlas.classes);
        everybody.push(new Visitor({ base, account, atlas, kinds, tallies, random: () => dice.fraction() }));
      }
    };
    await Promise.all(Array.from({ length: REGISTERED_AT_ONCE }, register));
    crowd.free.push(...everybody);
    return crowd;
  }

  private constructor(options: CrowdOptions, dice: Dice, atlas: Atlas) {
    this.options = options;
    this.dice = dice;
    this.atlas = atlas;
    this.everybody = [];
    this.free = [];
  }

  /** So many joins in even steps, or as many as the machine makes in that time. Resolves when all have left. */
  async go({ joins, ms, isBrief, interrupt }: Round): Promise<void> {
    const { everybody, options } = this;
    const acting = setInterval(() => {
      const now = performance.now();
      for (const visitor of everybody) visitor.act(now);
    }, ACTS_EVERY_MS);
    const stepMs = ms / joins;
    const visits: Promise<void>[] = [];
    let planned = 0;
    let due = performance.now();
    const over = AbortSignal.any([AbortSignal.timeout(ms), interrupt]);
    while (planned < joins && !over.aborted) {
      const plan = drawPlan(this.dice, this.atlas, options.clients * stepMs, isBrief);
      const visitor = await this.freeVisitor(due);
      due = Math.max(performance.now(), due) + stepMs * JOINS[plan.ending];
      planned += JOINS[plan.ending];
      visits.push(this.send(visitor, plan));
    }
    await Promise.all(visits);
    clearInterval(acting);
  }

  private async freeVisitor(due: number): Promise<Visitor> {
    await delay(Math.max(0, due - performance.now()));
    for (;;) {
      const visitor = this.free.shift();
      if (visitor) return visitor;
      await delay(LOOKS_EVERY_MS);
    }
  }

  private async send(visitor: Visitor, plan: Plan): Promise<void> {
    this.tallies.count(`ending:${plan.ending}`);
    let restMs = 0;
    try {
      restMs = await visitor.visit(plan);
    } catch (error) {
      this.tallies.count(`error:${codeOf(error)}`);
    }
    if (restMs === 0) this.free.push(visitor);
    else setTimeout(() => this.free.push(visitor), restMs).unref();
  }
}
