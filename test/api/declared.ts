import assert from 'node:assert/strict';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';

/** Checks a JSON answer against what its endpoint declares: the status, every field and the error. */
export function assertDeclared(
  { id, answers, errors, errorForm }: Endpoint,
  { status, body }: { status: number; body: unknown },
): void {
  const shown = `${id} ${status} ${JSON.stringify(body)}`;
  const schema = answers[status]?.schema ?? errorForm.schema;
  assert.deepEqual(schema.parse(body), body, shown);
  if (answers[status]) return;
  const { errorCode, error } = body as { errorCode?: ErrorCode; error?: { code: ErrorCode } };
  const code = (errorCode ?? error?.code)!;
  assert.equal(status, ERRORS[code].status, shown);
  assert.ok(errors.includes(code), `not declared: ${shown}`);
}
