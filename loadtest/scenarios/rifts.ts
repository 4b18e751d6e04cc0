import { enterTogether, pause } from './moves.ts';
import type { Scenario } from './scenario.ts';

const MOST_MEMBERS = 5;
const STAY_MS = [20_000, 60_000] as const;
const OUTSIDE_MS = [1_000, 4_000] as const;

export const rifts: Scenario = {
  name: 'rifts',
  text: 'parties of one to five enter rifts, fight there, leave, and enter the next one',
  begins: 'inside',
  partySize: (dice) => dice.whole(1, MOST_MEMBERS),
  watchedPlace: ({ atlas }) => atlas.open('rift')[0]!,
  async live(party, stage) {
    const { atlas, dice, over } = stage;
    while (!over.aborted) {
      await enterTogether(party, dice.pick(atlas.open('rift'))!, 'fight', stage);
      await pause(stage, dice.whole(...STAY_MS));
      await Promise.all(party.map((bot) => bot.leave()));
      await pause(stage, dice.whole(...OUTSIDE_MS));
    }
  },
};
