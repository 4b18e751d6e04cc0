import { ERRORS, type ErrorCode } from '../../../src/errors.ts';
import type { ServerMessage } from '../../../src/protocol.ts';

/** What a person is told of an action that was not done; null: it was. */
export function refusalOf({ ok, code }: ServerMessage<'confirm'>): string | null {
  if (ok || code === null) return null;
  return Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode].text : code;
}
