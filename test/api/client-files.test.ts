import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from '../kit/test-app.ts';

describe('api: the browser client', () => {
  // A hidden folder on the way must not hide the files: people keep projects in such places.
  const root = mkdtempSync(join(tmpdir(), 'omega-client-'));
  const directory = join(root, '.hidden', 'dist');
  let app: TestApp;

  before(async () => {
    mkdirSync(join(directory, 'assets'), { recursive: true });
    writeFileSync(join(directory, 'index.html'), '<title>Omega Realm</title>');
    writeFileSync(join(directory, 'assets', 'index-Ab3_x9-Z.js'), 'start()');
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
