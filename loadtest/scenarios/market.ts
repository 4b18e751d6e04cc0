import { alone, enter, untilOver } from './moves.ts';
import type { Scenario } from './scenario.ts';
import { trade } from './trade.ts';

export const market: Scenario = {
  name: 'market',
  text: 'everybody stands in a city and buys, sells, lists, bids, equips and moves goods over the API',
  begins: 'inside',
  partySize: alone,
  watchedPlace: ({ atlas }) => atlas.open('hub')[0]!,
  async live([bot], stage) {
    await enter(bot!, stage.atlas.open('hub')[0]!, 'stand', stage);
    await stage.started;
    await Promise.race([trade(bot!, stage, stage.over), untilOver(stage)]);
  },
};
