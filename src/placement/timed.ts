import { GameError } from '../errors.ts';
import type { Clock } from './clock.ts';

/** @throws what the work rejects with; GameError `unavailable` when it has not ended in time, however it ends then */
export function timed<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(() => reject(new GameError('unavailable')), ms);
    work.then(resolve, reject).finally(cancel);
  });
}
