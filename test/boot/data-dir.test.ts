import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataDir } from '../../src/boot/data-dir.ts';
import { lockDataDir } from '../../src/boot/lock.ts';
import { suiteFolder } from './temp-dir.ts';

describe('data directory', () => {
  const folder = suiteFolder();

  it('BT1 creates what is missing, closed to reading by others', () => {
    const path = join(folder, 'a/b');
    assert.equal(openDataDir(path), path);
    assert.equal(statSync(path).mode & 0o777, process.getuid?.() === 0 ? 0o711 : 0o700);
  });

  it('BT1 leaves the mode of a directory that exists as it is', () => {
    const path = join(folder, 'given');
    mkdirSync(path, { mode: 0o750 });
    openDataDir(path);
    assert.equal(statSync(path).mode & 0o777, 0o750);
  });

  it('BT1 knows one directory by one name, whatever links lead there', () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    assert.equal(openDataDir(join(folder, 'link')), join(folder, 'real'));
  });

  it('BT3 names a DATA_DIR that cannot be a folder', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    assert.throws(() => openDataDir(join(file, 'data')), {
      message: `DATA_DIR: ${file}/data is not a folder that can be written (ENOTDIR). Allow it, or set DATA_DIR to another folder.`,
    });
  });
});

describe('lock of the data directory', () => {
  const folder = suiteFolder();

  it('BT3 is held by one server at a time, and free again when that one is done', () => {
    const lock = lockDataDir(folder);
    assert.throws(() => lockDataDir(folder), {
      message: `Another server is using the data directory ${folder}. Stop it, or set DATA_DIR to another folder.`,
    });
    lock.release();
    lockDataDir(folder).release();
    assert.deepEqual(readdirSync(folder), ['server.lock']);
  });
});
