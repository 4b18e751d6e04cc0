import { setTimeout as delay } from 'node:timers/promises';
import { type Bot, codeOf, type Manner } from '../bots/bot.ts';
import type { Stage } from './scenario.ts';

const AGAIN_AFTER_MS = 1_500;

export function alone(): number {
  return 1;
}

/** Resolves after that time, or when it is over. */
export async function pause(stage: Stage, ms: number): Promise<void> {
  await delay(ms, undefined, { signal: stage.over }).catch(() => {});
}

/** Resolves when it is over. */
export function untilOver({ over }: Stage): Promise<void> {
  return new Promise((resolve) => {
    if (over.aborted) resolve();
    over.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Goes on until it is inside, or it is over; what went wrong is counted. */
export async function enter(bot: Bot, place: string, manner: Manner, stage: Stage): Promise<void> {
  bot.behave(manner);
  while (!stage.over.aborted) {
    try {
      await bot.enter(place);
      return;
    } catch (error) {
      stage.tallies.count(`error:${codeOf(error)}`);
      await pause(stage, AGAIN_AFTER_MS * (0.5 + stage.dice.whole(0, 100) / 100));
    }
  }
}

/** The leader first, so that the others find where it is. */
export async function enterTogether(
  [leader, ...others]: readonly Bot[],
  place: string,
  manner: Manner,
  stage: Stage,
): Promise<void> {
  await enter(leader!, place, manner, stage);
  await Promise.all(others.map((bot) => enter(bot, place, manner, stage)));
}
