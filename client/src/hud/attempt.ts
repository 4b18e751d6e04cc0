import { explain } from '../api/api-error.ts';
import type { Toasts } from './toasts.ts';

/** Does something, and says what went wrong or, if there is something to say, that it worked. @returns whether it did */
export type Attempt = (act: () => Promise<void>, success?: string) => Promise<boolean>;

export function attemptWith(toasts: Pick<Toasts, 'say'>): Attempt {
  return async (act, success) => {
    try {
      await act();
      if (success !== undefined) toasts.say(success);
      return true;
    } catch (error) {
      toasts.say(explain(error));
      return false;
    }
  };
}
