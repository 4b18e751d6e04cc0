import { alone, enter, untilOver } from './moves.ts';
import type { Scenario } from './scenario.ts';

export const burst: Scenario = {
  name: 'burst',
  text: 'everybody is logged in, wants into a zone at the same moment, and walks and fights there',
  begins: 'registered',
  partySize: alone,
  watchedPlace: ({ atlas }) => atlas.open('hub')[0]!,
  async live([bot], stage) {
    await stage.started;
    await enter(bot!, stage.dice.pick(stage.atlas.open('zone'))!, 'fight', stage);
    await untilOver(stage);
  },
};
