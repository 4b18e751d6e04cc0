import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Binaries, packagedBinaries } from '../../src/db/embedded/binaries.ts';
import { placeCluster } from '../../src/db/embedded/placement.ts';
import { run } from '../../src/db/embedded/run.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { suiteFolder } from './temp-dir.ts';

// PostgreSQL runs as another user only where root starts it; elsewhere there is nothing of this to see.
if (process.getuid?.() === 0) {
  describe('embedded database, started by root', () => {
    const folder = suiteFolder();
    const closed = join(folder, 'closed');
    const dataDir = join(closed, 'data');
    const left: string[] = [];
    before(() => {
      mkdirSync(closed, { mode: 0o700 });
      mkdirSync(dataDir, { mode: 0o711 });
    });
    after(() => {
      for (const path of left) rmSync(path, { recursive: true, force: true });
    });

    it('BT10 places the data elsewhere when its user cannot enter DATA_DIR, and finds it there again', async () => {
      const first = await startEmbedded(dataDir, 5);
      await first.stop();
      left.push(dirname(first.folder));
      assert.equal(first.elsewhere, true);
      assert.ok(!first.folder.startsWith(folder));
      assert.equal(statSync(dirname(first.folder)).uid, 0);
      assert.equal(statSync(first.folder).mode & 0o777, 0o700);
      assert.notEqual(statSync(first.folder).uid, 0);

      // Reachable now: the data stays where it is all the same.
      chmodSync(closed, 0o755);
      const second = await startEmbedded(dataDir, 5);
      await second.stop();
      chmodSync(closed, 0o700);
      assert.equal(second.folder, first.folder);
    });

    it('BT10 begins anew when DATA_DIR was emptied, and only sets the old data aside', async () => {
      const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8');
      rmSync(dataDir, { recursive: true });
      mkdirSync(dataDir);
      const anew = await startEmbedded(dataDir, 5);
      await anew.stop();
      assert.notEqual(readFileSync(join(dataDir, 'postgres.password'), 'utf8'), password);
      const aside = readdirSync(dirname(anew.folder)).filter((name) => name.startsWith('postgres.before-'));
      assert.equal(aside.length, 1);
    });

    it('BT10 does not begin an empty realm when the folder above an existing database was closed', async () => {
      const open = join(folder, 'open');
      mkdirSync(join(open, 'data'), { recursive: true });
      const first = await startEmbedded(join(open, 'data'), 5);
      await first.stop();
      chmodSync(open, 0o700);
      const owner = statSync(first.folder).uid;
      await assert.rejects(startEmbedded(join(open, 'data'), 5), {
        message: `The database in ${first.folder} belongs to uid ${owner}, who may not enter a folder above it. Allow it (chmod o+x) or move DATA_DIR.`,
      });
    });

    it('BT10 runs a copy of the programs when its user cannot enter the project, closed to writing by others', async () => {
      const packaged = packagedBinaries();
      const hidden = new Binaries(join(closed, 'native'), `test-${process.pid}`);
      cpSync(packaged.folder, hidden.folder, { recursive: true, verbatimSymlinks: true });

      const { cluster } = await placeCluster(dataDir, hidden);
      left.push(cluster.binaries.folder);
      assert.ok(!cluster.binaries.folder.startsWith(folder));
      const program = cluster.binaries.program('postgres');
      assert.match(await run(program, ['--version'], cluster.user), /^postgres \(PostgreSQL\) 18\./);
      const { uid, mode } = statSync(program);
      assert.deepEqual([uid, mode & 0o777], [0, 0o755]);

      // The second start uses the copy that stands.
      const copied = statSync(program).ino;
      const again = await placeCluster(dataDir, hidden);
      assert.equal(again.cluster.binaries.folder, cluster.binaries.folder);
      assert.equal(statSync(program).ino, copied);
    });

    it('BT10 uses the programs in the project when its user can', async () => {
      const { cluster } = await placeCluster(folder, packagedBinaries());
      assert.equal(existsSync(cluster.folder), false);
      assert.equal(cluster.folder, join(folder, 'postgres'));
    });
  });
}
