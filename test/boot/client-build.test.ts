import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureClient, hashSources } from '../../src/boot/client-build.ts';
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
});
