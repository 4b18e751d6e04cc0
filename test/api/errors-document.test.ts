import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '../../src/errors.ts';

const FILE = join(import.meta.dirname, '../../docs/ERRORS.md');
const REGENERATE = 'UPDATE_DOCS=1 npx mocha -g AP22';

function expectedDocument(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, close, text }]) => `| \`${code}\` | ${status} | ${close} | ${text} |`,
  );
  return `# Errors

Everything that can be answered instead of a result. Clients switch on the code; the text is for people and may be
replaced by a more exact one. \`status\` is the HTTP status of the API's answer, \`close\` the WebSocket close code when
the error ends a room connection.

Generated from \`src/errors.ts\` by \`${REGENERATE}\`.

| code | status | close | text |
|---|---|---|---|
${rows.join('\n')}
`;
}

describe('docs/ERRORS.md', () => {
  it('AP22 equals the error table', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(FILE, expectedDocument());
    assert.equal(readFileSync(FILE, 'utf8'), expectedDocument(), `Regenerate it with: ${REGENERATE}`);
  });
});
