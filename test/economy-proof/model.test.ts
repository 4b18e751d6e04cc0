import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { GameError } from '../../src/errors.ts';
import { Choices } from './choices.ts';
import { compare } from './compare.ts';
import { change, receive } from './inventory-steps.ts';
import { bid, buy, cancel, claim, list, wait } from './market-steps.ts';
import { Model, type ModelItem, nothing, type Step } from './model.ts';
import { RealEconomy } from './real-economy.ts';
import { activate, fit, unfit } from './ship-steps.ts';

const RUNS = Number(process.env.ECONOMY_RUNS ?? 15);
const TIME_LIMIT_MS = 100_000;
const MOST_STEPS = 150;
const STARTING_CREDITS = 200;

type Planner = (model: Model, real: RealEconomy, choices: Choices) => Step | null;

/** What is thrown, and how often compared with the others. */
const TRADE: [number, Planner][] = [
  [4, receive],
  [6, change],
  [2, fit],
  [1, activate],
  [4, list],
  [3, buy],
  [4, bid],
  [2, cancel],
  [4, claim],
  [1, wait],
];
const SHIPYARD: [number, Planner][] = [
  [10, fit],
  [5, unfit],
  [3, activate],
  [2, change],
  [1, list],
];
/** To fill two ships with, more than fits. */
const SHIPYARD_GOODS = [
  'kestrel',
  'ion-drive',
  'plasma-drive',
  'plasma-drive',
  'strip-miner',
  'tractor-beam',
  'aegis-field',
  'cargo-rack',
  'deep-scanner',
  'auxiliary-reactor',
  'coprocessor',
];

class Command implements fc.AsyncCommand<Model, RealEconomy> {
  private readonly plan: Planner;
  private readonly numbers: readonly number[];
  private name = 'not run';

  constructor(plan: Planner, numbers: readonly number[]) {
    this.plan = plan;
    this.numbers = numbers;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: RealEconomy): Promise<void> {
    const step = this.plan(model, real, new Choices(this.numbers));
    if (!step) return;
    this.name = `${step.name} → ${step.reasons.join(' or ') || 'done'}`;
    model.trace.push(this.name);
    try {
      await this.take(step, model, real);
    } catch (error) {
      throw new Error(`${error}\nafter\n${model.trace.join('\n')}`, { cause: error });
    }
  }

  private async take(step: Step, model: Model, real: RealEconomy): Promise<void> {
    const { reasons } = step;
    const key = randomUUID();
    const outcome = await step.run(key).then(
      (answer) => ({ answer, code: null }),
      (error) => {
        if (error instanceof GameError) return { answer: null, code: error.code };
        throw error;
      },
    );
    seen.set(outcome.code ?? 'done', (seen.get(outcome.code ?? 'done') ?? 0) + 1);
    if (outcome.code !== null) assert.ok(reasons.includes(outcome.code), `${this.name}, but ${outcome.code}`);
    else {
      assert.deepEqual(reasons, [], `${this.name}, but it was done`);
      await step.apply(outcome.answer);
      model.history.push({ again: () => step.run(key), answer: outcome.answer });
    }
    await compare(model, real);
  }

  toString(): string {
    return this.name;
  }
}

/** Something that was done before is asked for again, with its key. */
class Again implements fc.AsyncCommand<Model, RealEconomy> {
  private readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: RealEconomy): Promise<void> {
    const before = new Choices([this.which]).pick(model.history.filter(({ answer }) => answer !== null));
    if (!before) return;
    assert.deepEqual(await before.again(), before.answer);
    await compare(model, real);
  }

  toString(): string {
    return `again ${this.which}`;
  }
}

/** How often each code was answered. */
const seen = new Map<string, number>();

describe('the economy against a plain model of it', function () {
  this.timeout(240_000);
  let real: RealEconomy;

  before(async () => {
    real = await RealEconomy.start();
  });
  after(() => real.database.close());

  /** Two accounts with three characters, each with its starter ship. */
  async function setup(goods: readonly string[]): Promise<{ model: Model; real: RealEconomy }> {
    const model = new Model(real.content, real.nowMs);
    for (const characters of [2, 1]) {
      const accountId = await real.account();
      model.holders.set(accountId, { ...nothing(), accountId, isStorage: true });
      for (let n = 0; n < characters; n++) {
        const id = await real.character(accountId);
        await real.inventory.receive({
          key: randomUUID(),
          kind: 'start',
          characterId: id,
          credits: STARTING_CREDITS,
          stacks: [],
          items: goods.map((kind) => ({ kind })),
        });
        const items = new Map<string, ModelItem>([[`new ${id}`, { kind: 'wren', placed: 'active' }]]);
        for (const [m, kind] of goods.entries()) items.set(`new ${m}`, { kind, placed: null });
        model.holders.set(id, { ...nothing(), accountId, credits: STARTING_CREDITS, items });
      }
    }
    await compare(model, real);
    return { model, real };
  }

  async function prove(planners: [number, Planner][], goods: readonly string[]): Promise<void> {
    const numbers = fc.array(fc.nat(9_999), { minLength: 24, maxLength: 24 });
    const commands = [
      ...planners.flatMap(([weight, plan]) =>
        Array.from({ length: weight }, () => numbers.map((thrown) => new Command(plan, thrown))),
      ),
      ...Array.from({ length: 2 }, () => fc.nat(9_999).map((which) => new Again(which))),
    ];
    const seed = Number(process.env.ECONOMY_SEED ?? randomInt(2 ** 31));
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: MOST_STEPS, size: 'max' }), (steps) =>
        fc.asyncModelRun(() => setup(goods), steps),
      ),
      { seed, numRuns: RUNS, interruptAfterTimeLimit: TIME_LIMIT_MS },
    );
    if (process.env.ECONOMY_SHOW) console.log([...seen].sort());
    seen.clear();
    assert.deepEqual(await real.audit(), []);
  }

  it(`EP8 ${RUNS} × up to ${MOST_STEPS} random steps of ledger, inventory and market do what a plain model does`, () =>
    prove(TRADE, []));

  it(`EP8 ${RUNS} × up to ${MOST_STEPS} random steps in the shipyard do what a plain model does`, () =>
    prove(SHIPYARD, SHIPYARD_GOODS));
});
