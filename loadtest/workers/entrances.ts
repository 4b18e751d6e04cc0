import { setTimeout as delay } from 'node:timers/promises';
import type { Bot } from '../bots/bot.ts';

/** Makes a party that goes its way from then on. */
export type Newcomer = () => Promise<readonly Bot[]>;

const LOOKS_EVERY_MS = 50;
/** Whoever is not inside by then lets the others in all the same. */
const ENTERS_WITHIN_MS = 30_000;

/**
 * Lets parties come, so many at the same time: a server that is to be measured should not be found exhausted by the arrival.
 * @param isWaiting the next one comes when the one before is inside, not already when it is made
 */
export async function enterInTurn(
  newcomers: readonly Newcomer[],
  entrances: number,
  over: AbortSignal,
  isWaiting: boolean,
): Promise<void> {
  const waiting = [...newcomers];
  const entrance = async () => {
    for (let next = waiting.shift(); next && !over.aborted; next = waiting.shift()) {
      const party = await next();
      if (isWaiting) await inside(party, over);
    }
  };
  await Promise.all(Array.from({ length: entrances }, entrance));
}

async function inside(party: readonly Bot[], over: AbortSignal): Promise<void> {
  const deadline = performance.now() + ENTERS_WITHIN_MS;
  while (!over.aborted && performance.now() < deadline && !party.every(({ hasEntered }) => hasEntered)) {
    await delay(LOOKS_EVERY_MS);
  }
}
