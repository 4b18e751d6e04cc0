import assert from 'node:assert/strict';
import type { z } from 'zod';
import { endpointOf } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import { assertDeclared } from '../api/declared.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { HOSTILE } from './hostile-values.ts';

const TEXTS = HOSTILE.filter((value) => typeof value === 'string' && value.isWellFormed()) as string[];
const READS = ROUTES.filter(({ method }) => method === 'get');

describe('every route that reads, against hostile input', function () {
  this.timeout(120_000);
  let realm: Realm;
  let ann: Person;

  before(async () => {
    realm = await Realm.start({ env: { REQUESTS_PER_MINUTE: '1000000' } });
    ann = await realm.newPerson('ranger');
  });
  after(() => realm.stop());

  /** Answered as the route declares, and without a repetition of what was sent. */
  async function ask(route: (typeof READS)[number], path: string): Promise<void> {
    const headers = { authorization: `Bearer ${ann.accessToken}` };
    const response = await fetch(`${realm.url}${path}`, { headers });
    const text = await response.text();
    const shown = `${path.slice(0, 200)} → ${response.status} ${text.slice(0, 300)}`;
    assert.ok(response.status < 500, shown);
    if (response.status < 300) return;
    const body = JSON.parse(text);
    if (body.error.code !== 'not_found') assertDeclared(endpointOf(route), { status: response.status, body });
    assert.ok(!text.includes('DROP') && !text.includes('<script>'), shown);
  }

  it('EP13 SQL, script and other text in any part of a path is refused, or finds nothing', async () => {
    for (const route of READS) {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      const own = route.path.replaceAll('{characterId}', ann.characterId);
      for (const name of names)
        for (const text of TEXTS) {
          const path = (name === 'characterId' ? route.path : own).replace(
            `{${name}}`,
            encodeURIComponent(text),
          );
          await ask(route, path.replaceAll(/\{\w+\}/g, ann.characterId));
        }
    }
  });

  it('EP13 and so it is in any field of a query', async () => {
    for (const route of READS) {
      const path = route.path
        .replaceAll('{characterId}', ann.characterId)
        .replaceAll(/\{\w+\}/g, crypto.randomUUID());
      const fields = Object.keys((route.query as z.ZodObject | undefined)?.shape ?? {});
      for (const field of [...fields, '__proto__', 'unknown'])
        for (const text of TEXTS) await ask(route, `${path}?${field}=${encodeURIComponent(text)}`);
    }
  });
});
