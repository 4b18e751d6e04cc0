import { Account } from '../bots/account.ts';
import { Atlas } from '../bots/atlas.ts';
import { type Bot, codeOf } from '../bots/bot.ts';
import { FramePair } from '../bots/frame-pair.ts';
import { FullBot } from '../bots/full-bot.ts';
import { measureLatency, untilNear } from '../bots/latency-pair.ts';
import { LightBot } from '../bots/light-bot.ts';
import { Pacer } from '../bots/pacer.ts';
import { formParty } from '../bots/party.ts';
import { Api } from '../economy/api.ts';
import { Board } from '../economy/board.ts';
import { Dice } from '../economy/dice.ts';
import { Tallies } from '../measure/tallies.ts';
import { enterTogether, pause } from '../scenarios/moves.ts';
import type { Scenario, Stage } from '../scenarios/scenario.ts';
import { enterInTurn, type Newcomer } from './entrances.ts';
import type { Share } from './messages.ts';

const PAIR_LOOKS_EVERY_MS = 2_000;

type BotClass = typeof LightBot | typeof FullBot;

/** The bots of one worker. */
export class Crew {
  readonly tallies = new Tallies();
  readonly bots: Bot[] = [];
  /** Clients that measure latency at a bare server. */
  paired = 0;
  private readonly share: Share;
  private readonly scenario: Scenario;
  private readonly pacer = new Pacer();
  private readonly start = Promise.withResolvers<void>();
  private readonly over = new AbortController();
  private readonly lives: Promise<void>[] = [];

  constructor(share: Share, scenario: Scenario) {
    this.share = share;
    this.scenario = scenario;
  }

  /** Resolves when measuring may begin. @throws ApiFailure, Error */
  async gather(): Promise<void> {
    const { share, scenario } = this;
    const base = new URL(share.url);
    const dice = new Dice(share.seed);
    const api = new Api(() => base, false);
    const stage: Stage = {
      base,
      atlas: await Atlas.load(api),
      api,
      board: new Board(),
      dice,
      tallies: this.tallies,
      durationMs: share.durationMs,
      started: this.start.promise,
      over: this.over.signal,
    };
    await enterInTurn(this.newcomers(stage), share.entrances, this.over.signal, scenario.begins === 'inside');
  }

  /** The load begins to count. */
  measure(): void {
    for (const bot of this.bots) bot.measureTraffic();
    this.start.resolve();
  }

  /** Everybody leaves. */
  async stop(): Promise<void> {
    this.over.abort();
    this.start.resolve();
    this.pacer.stop();
    await Promise.allSettled(this.bots.map((bot) => bot.leave()));
    await Promise.allSettled(this.lives);
  }

  private newcomers(stage: Stage): Newcomer[] {
    const { light, full, isBare, pairs } = this.share;
    return [
      ...Array.from({ length: pairs }, (_, i) => (isBare ? this.barePair(stage, i) : this.pair(stage))),
      ...this.parties(full, FullBot, stage),
      ...this.parties(light, LightBot, stage),
    ];
  }

  private parties(count: number, kind: BotClass, stage: Stage): Newcomer[] {
    const newcomers: Newcomer[] = [];
    for (let left = count; left > 0; ) {
      const size = Math.min(left, this.scenario.partySize(stage.dice));
      const dice = ownDice(stage);
      left -= size;
      newcomers.push(async () => {
        const party = await this.party(size, kind, stage, dice);
        this.begin(this.scenario.live(party, stage));
        return party;
      });
    }
    return newcomers;
  }

  private pair(stage: Stage): Newcomer {
    const dice = ownDice(stage);
    return async () => {
      const pair = await this.party(2, FullBot, stage, dice);
      const [walker, watcher] = pair as [FullBot, FullBot];
      const { tallies, over } = stage;
      this.begin(stayTogether(pair, this.scenario.watchedPlace(stage), stage));
      this.begin(measureLatency({ walker, watcher, tallies, dice, signal: over }));
      if (this.scenario.awaitsPairs) await untilNear(walker, watcher, over);
      return pair;
    };
  }

  private barePair(stage: Stage, lane: number): Newcomer {
    const dice = ownDice(stage);
    return async () => {
      const { base, over: signal, tallies } = stage;
      const pair = await FramePair.join(base, lane);
      this.paired += 2;
      this.begin(pair.measure({ tallies, dice, signal }));
      return [];
    };
  }

  private async party(
    size: number,
    Kind: BotClass,
    { api, atlas, base, tallies }: Stage,
    dice: Dice,
  ): Promise<Bot[]> {
    const party: Bot[] = [];
    for (let i = 0; i < size; i++) {
      const account = await Account.open(api, dice, atlas.classes);
      const random = () => dice.fraction();
      party.push(new Kind({ base, account, atlas, tallies, random }));
    }
    await formParty(party.map(({ account }) => account));
    for (const bot of party) {
      this.bots.push(bot);
      this.pacer.add(bot);
    }
    return party;
  }

  private begin(life: Promise<void>): void {
    this.lives.push(life.catch((error) => this.tallies.count(`error:${codeOf(error)}`)));
  }
}

/** What somebody does depends on the seed alone, and not on who else came first. */
function ownDice({ dice }: Stage): Dice {
  return new Dice(dice.whole(0, 2 ** 32 - 1));
}

/** Wherever they are sent, they come back. */
async function stayTogether(pair: readonly Bot[], place: string, stage: Stage): Promise<void> {
  const { over } = stage;
  while (!over.aborted) {
    await enterTogether(pair, place, 'stand', stage);
    const areThere = () => pair.every(({ where }) => where === null || where.place === place);
    do await pause(stage, PAIR_LOOKS_EVERY_MS);
    while (!over.aborted && areThere());
  }
}
