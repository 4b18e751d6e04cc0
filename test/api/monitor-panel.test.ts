import assert from 'node:assert/strict';
import { monitor } from '@colyseus/monitor';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';
import { TestApp } from '../kit/test-app.ts';

describe("api: Colyseus' own panel behind the guard", () => {
  let app: TestApp;
  let cookie: string;

  before(async () => {
    app = await TestApp.start({}, { monitor: monitor() });
    const response = await app.fetch('/monitor/login', {
      method: 'POST',
      body: new URLSearchParams({ password: TEST_ENVIRONMENT.OPERATOR_PASSWORD }),
    });
    cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  });
  after(() => app.stop());

  it('OP13 its page and everything that the page loads are served', async () => {
    const redirect = await app.fetch('/monitor', { headers: { cookie } });
    assert.equal(redirect.status, 302);
    assert.equal(redirect.headers.get('location'), '/monitor/');
    const page = await (await app.fetch('/monitor/', { headers: { cookie } })).text();
    const assets = [...page.matchAll(/(?:src|href)="\.(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
    assert.equal(assets.length, 2, page);
    for (const asset of assets) {
      const response = await app.fetch(`/monitor${asset}`, { headers: { cookie } });
      assert.equal(response.status, 200, asset);
      assert.match(response.headers.get('content-type') ?? '', /css|javascript/, asset);
      assert.ok((await response.text()).length > 0, asset);
    }
  });

  it("OP11 the methods that the panel's script calls are the ones that are allowed", async () => {
    const page = await (await app.fetch('/monitor/', { headers: { cookie } })).text();
    const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(page)![1]!;
    const source = await (await app.fetch(`/monitor${script}`, { headers: { cookie } })).text();
    const called = new Set([...source.matchAll(/roomCall\("(\w+)"/g)].map((match) => match[1]!));
    assert.deepEqual([...called].sort(), [
      '_deleteStateProperty',
      '_editStateProperty',
      '_forceClientDisconnect',
      '_sendMessageToClient',
      'broadcast',
      'disconnect',
    ]);
  });
});
