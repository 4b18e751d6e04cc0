import { alone, enter, untilOver } from './moves.ts';
import type { Scenario } from './scenario.ts';

export const zones: Scenario = {
  name: 'zones',
  text: 'everybody walks and fights in the zones; those who see also harvest',
  begins: 'inside',
  fills: 'zone',
  partySize: alone,
  watchedPlace: ({ atlas }) => atlas.open('zone')[0]!,
  async live([bot], stage) {
    await enter(bot!, stage.dice.pick(stage.atlas.open('zone'))!, 'fight', stage);
    await untilOver(stage);
  },
};
