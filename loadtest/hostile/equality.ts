import { setTimeout as delay } from 'node:timers/promises';
import { differences, type PlainState } from './shown-state.ts';

const LOOKS = 60;
/** No multiple of a step's or a patch's time: what moves is met at other moments of both. */
const LOOK_EVERY_MS = 83;

/**
 * Compares what a client has decoded with what the server shows it, until each part was equal once: what moves is told in turns,
 * and is ahead of what was told whenever one looks.
 * @param expected asked for at every look; null: the client is not known any more
 * @param decoded by the client, just now
 * @returns what never was equal; empty: the states are the same
 */
export async function lastingDifferences(
  expected: () => Promise<PlainState | null>,
  decoded: () => PlainState,
): Promise<string[]> {
  let lasting: string[] = [];
  for (let looks = 0; looks < LOOKS; looks++) {
    const state = await expected();
    if (!state) return ['the client itself'];
    const found = differences(state, decoded());
    lasting = looks === 0 ? [...found] : lasting.filter((path) => found.has(path));
    if (lasting.length === 0) return [];
    await delay(LOOK_EVERY_MS);
  }
  return lasting;
}
