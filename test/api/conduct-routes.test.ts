import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { CONDUCT_ENDPOINT } from '../../src/api/conduct-routes.ts';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';
import { TestApp } from '../kit/test-app.ts';
import { assertDeclared } from './declared.ts';

const basic = (password: string) => ({ authorization: `Basic ${btoa(`operator:${password}`)}` });

describe('api: conduct', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  async function ask(headers: Record<string, string>) {
    const response = await app.fetch(CONDUCT_ENDPOINT.path, { headers });
    const body = await response.json();
    assertDeclared(CONDUCT_ENDPOINT, { status: response.status, body });
    return { status: response.status, body };
  }

  it('HM8 an operator sees who behaves worst, and what was refused', async () => {
    const characterId = randomUUID();
    assert.deepEqual((await ask(basic(TEST_ENVIRONMENT.OPERATOR_PASSWORD))).body.data, []);
    app.services.conducts.note(characterId, 'message_invalid', 3);
    const { status, body } = await ask(basic(TEST_ENVIRONMENT.OPERATOR_PASSWORD));
    assert.equal(status, 200);
    const [{ points, ...report }] = body.data;
    assert.ok(points > 5.9 && points <= 6, `${points}`);
    assert.deepEqual(report, { characterId, threshold: 100, refusals: { message_invalid: 3 } });
  });

  it('HM13 the same stands on a page beside the panel, behind its login', async () => {
    const characterId = randomUUID();
    app.services.conducts.note(characterId, 'message_invalid', 3);
    const strange = await app.fetch('/monitor/conduct', { redirect: 'manual' });
    assert.deepEqual([strange.status, strange.headers.get('location')], [303, '/monitor/login']);
    const login = await app.fetch('/monitor/login', {
      method: 'POST',
      body: new URLSearchParams({ password: TEST_ENVIRONMENT.OPERATOR_PASSWORD }),
    });
    const cookie = login.headers.get('set-cookie')!.split(';')[0]!;
    const foreign = { cookie, 'sec-fetch-site': 'cross-site' };
    assert.equal((await app.fetch('/monitor/conduct', { headers: foreign })).status, 403);
    const page = await (await app.fetch('/monitor/conduct', { headers: { cookie } })).text();
    assert.match(page, /<th>Points of 100<\/th>/);
    assert.match(
      page,
      new RegExp(`<tr><td>${characterId}</td><td>6\\.0</td><td>message_invalid 3</td></tr>`),
    );
  });

  it('HM8 it is for the operator and for other servers alone', async () => {
    const { accessToken } = await app.login('mira');
    for (const headers of [{}, basic('wrong'), { authorization: `Bearer ${accessToken}` }])
      assert.equal((await ask(headers as Record<string, string>)).status, 401);
  });
});
