import { GameError } from '../../errors.ts';

/** Where a page ended: the value that it is sorted by, and the id that tells equal ones apart. */
export interface Position {
  value: string | number;
  id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** As prices are stored. */
const LARGEST_NUMBER = 2 ** 31 - 1;
/** JavaScript knows dates in more forms, and more years, than PostgreSQL. */
const DATE = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function writeCursor({ value, id }: Position): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** @param type of the value; a date is text. Errors: invalid_request for what `writeCursor` has not made. */
export function readCursor(cursor: string, type: 'number' | 'date'): Position {
  try {
    const [value, id, ...rest]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits = type === 'number' ? isNumber(value) : isDate(value);
    if (fits && typeof id === 'string' && UUID.test(id) && rest.length === 0) {
      return { value: value as string | number, id };
    }
  } catch {
    // Not even JSON: refused below.
  }
  throw new GameError('invalid_request', {
    details: [{ path: 'query.cursor', message: 'Not a cursor of an earlier page.' }],
  });
}

function isNumber(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_NUMBER;
}

/** @throws RangeError for a day that no month has */
function isDate(value: unknown): boolean {
  return typeof value === 'string' && DATE.test(value) && new Date(value).toISOString() === value;
}
