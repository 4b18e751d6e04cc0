import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ensureClient, hashSources } from '../../src/boot/client-build.ts';
import { compressFiles } from '../../src/boot/compressed-files.ts';
import { PROJECT, TestProcess } from './process.ts';
import { suiteFolder } from './temp-dir.ts';

describe('client build', () => {
  const project = suiteFolder();
  function write(file: string, content: string): void {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), content);
  }
  before(() => {
    write('client/src/main.ts', 'main');
    write('src/protocol.ts', 'protocol');
    write('package-lock.json', '{}');
  });

  it('BT2 is stale when a source changes, appears or takes another name', () => {
    const original = hashSources(project);
    write('client/src/main.ts', 'Main');
    assert.notEqual(hashSources(project), original);
    write('client/src/main.ts', 'main');
    assert.equal(hashSources(project), original);
    write('src/game/rules.ts', '');
    assert.notEqual(hashSources(project), original);
  });

  it('BT2 is not stale because a checkout changed times, a build was written, or the server changed', () => {
    const original = hashSources(project);
    utimesSync(join(project, 'client/src/main.ts'), 1, 1);
    write('client/dist/index.html', 'built');
    write('client/dist-123/index.html', 'half built');
    write('src/main.ts', 'server');
    assert.equal(hashSources(project), original);
  });

  it('BT2 is not repeated when client/dist stems from the sources as they are', async () => {
    write('client/dist/.sources', hashSources(project));
    assert.equal(await ensureClient(project), false);
  });

  it('BT3 tells why it failed, and leaves the old build alone', async () => {
    write('client/dist/.sources', 'older');
    write('client/index.html', '<script type="module" src="/src/missing.ts"></script>');
    await assert.rejects(
      ensureClient(project),
      /^Error: The browser client could not be built: .*missing\.ts/s,
    );
    assert.equal(readFileSync(join(project, 'client/dist/.sources'), 'utf8'), 'older');
    assert.deepEqual(readdirSync(join(project, 'client')).sort(), ['dist', 'dist-123', 'index.html', 'src']);
  });

  it('BT2 a build holds its stamp and, ready to be served, its compressed assets', async () => {
    write('client/src/main.ts', `document.title = ${JSON.stringify('Omega Realm '.repeat(200))};`);
    write('client/index.html', '<script type="module" src="/src/main.ts"></script>');
    assert.equal(await ensureClient(project), true);
    assert.equal(readFileSync(join(project, 'client/dist/.sources'), 'utf8'), hashSources(project));
    const assets = join(project, 'client/dist/assets');
    const [script, ...compressed] = readdirSync(assets).sort();
    assert.match(script!, /^index-[\w-]{8}\.js$/);
    assert.deepEqual(compressed, [`${script}.br`, `${script}.gz`]);
    assert.equal(await ensureClient(project), false);
  });

  it('BT2 texts of a kilobyte or more are compressed, without loss; small files and pictures are left alone', async () => {
    const folder = join(project, 'assets');
    const style = 'a { color: #aabbcc }\n'.repeat(100);
    write('assets/style.css', style);
    write('assets/small.js', 'start()');
    write('assets/city.png', 'p'.repeat(5_000));
    await compressFiles(folder);
    assert.deepEqual(readdirSync(folder).sort(), [
      'city.png',
      'small.js',
      'style.css',
      'style.css.br',
      'style.css.gz',
    ]);
    assert.equal(brotliDecompressSync(readFileSync(join(folder, 'style.css.br'))).toString(), style);
    assert.equal(gunzipSync(readFileSync(join(folder, 'style.css.gz'))).toString(), style);
  });

  it("BT2 `npm run client:build` is the start's own build, so that a start afterwards does not build again", async function () {
    this.timeout(60_000);
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    const [node, script] = scripts['client:build'].split(' ');
    assert.equal(node, 'node');
    const run = new TestProcess(script);
    assert.deepEqual(await run.ended, { code: 0, signal: null }, run.stderr);
    assert.equal(await ensureClient(PROJECT), false);
    const again = new TestProcess(script);
    assert.deepEqual(await again.ended, { code: 0, signal: null });
    assert.equal(again.stdout, 'Nothing to build: client/dist is up to date.\n');
  });
});
