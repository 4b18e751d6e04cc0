import { hub } from './hub.ts';
import { enter, untilOver } from './moves.ts';
import type { Scenario } from './scenario.ts';

export const walk: Scenario = {
  ...hub,
  name: 'walk',
  text: 'a crowd walks about in a city without a word',
  awaitsPairs: true,
  async live([bot], stage) {
    await enter(bot!, hub.watchedPlace(stage), 'walk', stage);
    await untilOver(stage);
  },
};
