import type { Bot, Manner } from '../bots/bot.ts';
import { alone, enter, pause } from './moves.ts';
import type { Scenario, Stage } from './scenario.ts';
import { trade } from './trade.ts';

type Activity = (bot: Bot, stage: Stage) => Promise<void>;

/** Everybody arrives in the first quarter of it. */
const ARRIVALS_SHARE = 0.25;
const STAY_MS = [15_000, 60_000] as const;
const AWAY_MS = [2_000, 15_000] as const;
const CUT_SHARE = 0.15;
const DEPARTURE_SHARE = 0.2;

const SHARES: readonly (readonly [number, Activity])[] = [
  [40, staysIn('hub', 'stroll')],
  [34, staysIn('zone', 'fight')],
  [10, staysIn('rift', 'fight')],
  [6, staysIn('arena', 'fight')],
  [10, trades],
];

export const day: Scenario = {
  name: 'day',
  text: 'arrivals, walks, zones, rifts, matches, trade, broken connections and departures, as on a usual day',
  begins: 'registered',
  partySize: alone,
  watchedPlace: ({ atlas }) => atlas.open('hub')[0]!,
  async live([bot], stage) {
    const { dice, durationMs, over } = stage;
    await stage.started;
    await pause(stage, dice.whole(0, durationMs * ARRIVALS_SHARE));
    while (!over.aborted) {
      await dice.weighted(SHARES)(bot!, stage);
      if (over.aborted || !dice.chance(DEPARTURE_SHARE)) continue;
      await bot!.leave();
      await pause(stage, dice.whole(...AWAY_MS));
    }
  },
};

function staysIn(kind: 'hub' | 'zone' | 'rift' | 'arena', manner: Manner): Activity {
  return async (bot, stage) => {
    const { atlas, dice } = stage;
    await enter(bot, dice.pick(atlas.open(kind))!, manner, stage);
    const stayMs = dice.whole(...STAY_MS);
    if (dice.chance(CUT_SHARE)) {
      await pause(stage, stayMs / 2);
      bot.cut();
      await pause(stage, stayMs / 2);
    } else await pause(stage, stayMs);
  };
}

async function trades(bot: Bot, stage: Stage): Promise<void> {
  const { atlas, dice, over } = stage;
  await enter(bot, dice.pick(atlas.open('hub'))!, 'stand', stage);
  await trade(bot, stage, AbortSignal.any([over, AbortSignal.timeout(dice.whole(...STAY_MS))]));
}
