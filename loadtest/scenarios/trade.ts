import { setTimeout as delay } from 'node:timers/promises';
import { type Bot, codeOf } from '../bots/bot.ts';
import { type Answer, Api, type Question } from '../economy/api.ts';
import { choose } from '../economy/menu.ts';
import { Trader } from '../economy/trader.ts';
import type { Stage } from './scenario.ts';

const PAUSE_MS = [300, 1_700] as const;
const LOOK_SHARE = 0.12;

/** The API in the name of one account, whose answers are timed. */
class TimedApi extends Api {
  private readonly bot: Bot;
  private readonly stage: Stage;

  constructor(bot: Bot, stage: Stage) {
    super(() => stage.base, false);
    this.bot = bot;
    this.stage = stage;
  }

  override async ask(question: Question): Promise<Answer> {
    const token = await this.bot.account.accessToken();
    const startedAt = performance.now();
    const answer = await super.ask({ ...question, token });
    this.stage.tallies.measure('api', performance.now() - startedAt);
    if (answer.status >= 500) this.stage.tallies.count(`error:${answer.code}`);
    else if (answer.code !== null) this.stage.tallies.count(`refusal:${answer.code}`);
    return answer;
  }
}

/** Trades as people do who have little: much is refused for want of credits. */
export async function trade(bot: Bot, stage: Stage, over: AbortSignal): Promise<void> {
  const { board, dice, tallies } = stage;
  const { account } = bot;
  const trader = new Trader(new TimedApi(bot, stage), await account.accessToken(), dice);
  const api = new TimedApi(bot, stage);
  while (!over.aborted) {
    try {
      if (trader.views.size === 0 || dice.chance(LOOK_SHARE)) await trader.look(account.characterId);
      const { route, ...question } = choose(trader, board);
      const { code, data } = await api.ask({ ...question, key: dice.uuid() });
      if (route === 'listGoods' && code === null) board.add(data);
    } catch (error) {
      tallies.count(`error:${codeOf(error)}`);
    }
    await delay(dice.whole(...PAUSE_MS), undefined, { signal: over }).catch(() => {});
  }
}
