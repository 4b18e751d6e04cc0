import type { z } from 'zod';
import { GameError } from '../errors.ts';

/**
 * @param where 'body', 'query' or 'path': the first part of each path in the details
 * @throws GameError invalid_request with details [{ path, message }]; the messages name what was expected and
 *   never repeat a value, which may be a password.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new GameError('invalid_request', {
    details: result.error.issues.map((issue) => ({
      path: [where, ...issue.path].map(String).join('.'),
      message:
        issue.code === 'unrecognized_keys' ? 'Contains fields that are not known here.' : issue.message,
    })),
  });
}
