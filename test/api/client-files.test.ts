import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { TestApp } from '../kit/test-app.ts';

const SCRIPT = `start(${JSON.stringify('x'.repeat(5_000))})`;

describe('api: the browser client', () => {
  // A hidden folder on the way must not hide the files: people keep projects in such places.
  const root = mkdtempSync(join(tmpdir(), 'omega-client-'));
  const directory = join(root, '.hidden', 'dist');
  let app: TestApp;

  before(async () => {
    mkdirSync(join(directory, 'assets'), { recursive: true });
    writeFileSync(join(directory, 'index.html'), '<title>Omega Realm</title>');
    writeFileSync(join(directory, 'assets', 'index-Ab3_x9-Z.js'), 'start()');
    const engine = join(directory, 'assets', 'engine-Ab3_x9-Z.js');
    writeFileSync(engine, SCRIPT);
    writeFileSync(`${engine}.br`, brotliCompressSync(SCRIPT));
    writeFileSync(`${engine}.gz`, gzipSync(SCRIPT));
    writeFileSync(join(directory, 'city.png'), 'pixels');
    writeFileSync(join(directory, '.env'), 'secret');
    app = await TestApp.start({}, { clientDirectory: directory });
  });
  after(async () => {
    await app.stop();
    rmSync(root, { recursive: true });
  });

  it('AP21 the page is asked for anew, hashed files never', async () => {
    const page = await app.fetch('/');
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.equal(await page.text(), '<title>Omega Realm</title>');
    const script = await app.fetch('/assets/index-Ab3_x9-Z.js');
    assert.equal(script.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    const picture = await app.fetch('/city.png');
    assert.equal(picture.headers.get('cache-control'), 'no-cache');
  });

  for (const { accepts, encoding, bytes } of [
    { accepts: 'gzip, deflate, br', encoding: 'br', bytes: brotliCompressSync(SCRIPT).length },
    { accepts: 'gzip, br;q=0', encoding: 'gzip', bytes: gzipSync(SCRIPT).length },
    { accepts: 'identity', encoding: undefined, bytes: SCRIPT.length },
    // Not prepared: compressing it at each request is what a flood would ask for.
    { accepts: 'deflate', encoding: undefined, bytes: SCRIPT.length },
  ]) {
    it(`AP21 a script is served as the build compressed it, to who accepts "${accepts}" as ${encoding ?? 'it is'}`, async () => {
      const { status, headers } = await app.plainRequest('GET', '/assets/engine-Ab3_x9-Z.js?v=1', {
        'accept-encoding': accepts,
      });
      assert.equal(status, 200);
      assert.equal(headers['content-encoding'], encoding);
      assert.equal(headers['content-length'], String(bytes));
      assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal(headers.vary, 'Accept-Encoding');
      const response = await app.fetch('/assets/engine-Ab3_x9-Z.js', {
        headers: { 'accept-encoding': accepts },
      });
      assert.equal(await response.text(), SCRIPT);
    });
  }

  it('AP21 a script that the build left uncompressed is served as it is', async () => {
    const { headers, text } = await app.plainRequest('GET', '/assets/index-Ab3_x9-Z.js', {
      'accept-encoding': 'br',
    });
    assert.deepEqual(
      [headers['content-encoding'], headers.vary, text],
      [undefined, 'Accept-Encoding', 'start()'],
    );
  });

  it('AP14 pages and files are limited per address too, at ten times the calls', async () => {
    const strict = await TestApp.start({ REQUESTS_PER_MINUTE: '1' }, { clientDirectory: directory });
    const paths = ['/', '/assets/index-Ab3_x9-Z.js', '/city.png', '/missing.js', '/monitor/login'];
    for (const path of [...paths, ...paths]) assert.notEqual((await strict.fetch(path)).status, 429, path);
    for (const path of [...paths, '/metrics']) {
      const refused = await strict.fetch(path);
      assert.equal(refused.status, 429, path);
      assert.match(refused.headers.get('retry-after') ?? '', /^(60|5\d)$/);
      assert.equal((await refused.json()).error.code, 'rate_limited');
    }
    assert.equal((await strict.fetch('/health/ready')).status, 200);
    await strict.stop();
  });

  it('AP21 addresses inside the client get its page', async () => {
    const response = await app.fetch('/characters/new', { headers: { accept: 'text/html' } });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '<title>Omega Realm</title>');
  });

  it('AP15 a file that is not there is a plain 404, and nothing outside the folder is served', async () => {
    for (const path of [
      '/missing.js',
      '/assets/missing-Ab3_x9-Z.js',
      '/.env',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/x.txt',
    ]) {
      const response = await app.fetch(path, { headers: { accept: '*/*' } });
      assert.equal(response.status, 404, path);
      assert.equal(await response.text(), 'Not found', path);
    }
    const post = await app.fetch('/', { method: 'POST' });
    assert.equal(post.status, 404);
  });

  it('AP15 without a built client everything is a plain 404', async () => {
    const bare = await TestApp.start({}, { clientDirectory: join(root, 'missing') });
    const response = await bare.fetch('/', { headers: { accept: 'text/html' } });
    assert.equal(response.status, 404);
    assert.equal(await response.text(), 'Not found');
    await bare.stop();
  });
});
