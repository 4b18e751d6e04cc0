import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the condition holds. @throws AssertionError when it does not within `withinMs` */
export async function eventually(what: string, condition: () => boolean, withinMs = 1_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) assert.fail(`not within ${withinMs} ms: ${what}`);
    await delay(5);
  }
}
