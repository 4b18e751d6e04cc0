import { alone, enter, untilOver } from './moves.ts';
import type { Scenario } from './scenario.ts';

export const hub: Scenario = {
  name: 'hub',
  text: 'a crowd walks about in a city and chats',
  begins: 'inside',
  fills: 'hub',
  partySize: alone,
  watchedPlace: ({ atlas }) => atlas.open('hub')[0]!,
  async live([bot], stage) {
    await enter(bot!, stage.atlas.open('hub')[0]!, 'stroll', stage);
    await untilOver(stage);
  },
};
