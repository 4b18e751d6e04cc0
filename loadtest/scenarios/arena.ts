import { alone, enter, pause } from './moves.ts';
import type { Scenario } from './scenario.ts';

const LOOKS_EVERY_MS = 1_000;
const BETWEEN_MATCHES_MS = [500, 3_000] as const;

export const arena: Scenario = {
  name: 'arena',
  text: 'everybody wants into a match, fights it, is sent on after it, and wants into the next one',
  begins: 'inside',
  partySize: alone,
  watchedPlace: ({ atlas }) => atlas.open('arena')[0]!,
  async live([bot], stage) {
    const place = stage.atlas.open('arena')[0]!;
    while (!stage.over.aborted) {
      await enter(bot!, place, 'fight', stage);
      // Follows by itself where the server sends it when the match is over.
      while (!stage.over.aborted && (bot!.where === null || bot!.where.place === place)) {
        await pause(stage, LOOKS_EVERY_MS);
      }
      await pause(stage, stage.dice.whole(...BETWEEN_MATCHES_MS));
    }
  },
};
