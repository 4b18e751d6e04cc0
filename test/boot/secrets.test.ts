import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../src/boot/configuration.ts';
import { generatedSecrets, missingSecrets } from '../../src/boot/secrets.ts';
import { loadConfig } from '../../src/config.ts';
import { suiteFolder } from './temp-dir.ts';

const ALL = ['JWT_SECRET', 'SERVER_SECRET', 'OPERATOR_PASSWORD'] as const;
const GIVEN = {
  JWT_SECRET: 'j'.repeat(32),
  SERVER_SECRET: 's'.repeat(32),
  OPERATOR_PASSWORD: 'o'.repeat(12),
};

describe('generated secrets', () => {
  const folder = suiteFolder();
  const newDataDir = () => mkdtempSync(join(folder, 'data-'));

  it('BT5 generates each secret once and keeps it over restarts, readable by the owner alone', () => {
    const dataDir = newDataDir();
    const first = generatedSecrets(dataDir, [...ALL]);
    assert.deepEqual(generatedSecrets(dataDir, [...ALL]), first);
    assert.match(first.JWT_SECRET!, /^[\w-]{64}$/);
    assert.match(first.SERVER_SECRET!, /^[\w-]{64}$/);
    assert.match(first.OPERATOR_PASSWORD!, /^[\w-]{16}$/);
    assert.equal(new Set(Object.values(first)).size, 3);
    assert.equal(statSync(join(dataDir, 'secrets.json')).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(dataDir), ['secrets.json']);
  });

  it('BT5 adds a secret that was configured before, and leaves the others as they are', () => {
    const dataDir = newDataDir();
    const { JWT_SECRET } = generatedSecrets(dataDir, ['JWT_SECRET']);
    const later = generatedSecrets(dataDir, [...ALL]);
    assert.equal(later.JWT_SECRET, JWT_SECRET);
    assert.deepEqual(
      Object.keys(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))).sort(),
      [...ALL].sort(),
    );
  });

  it('BT5 only lacks what is not configured', () => {
    assert.deepEqual(missingSecrets(loadConfig({})), [...ALL]);
    assert.deepEqual(missingSecrets(loadConfig({ ...GIVEN, JWT_SECRET: '' })), ['JWT_SECRET']);
    assert.deepEqual(missingSecrets(loadConfig(GIVEN)), []);
  });

  for (const [what, content] of [
    ['no JSON', '{ "JWT_SECRET": "leaked-by-a-parser'],
    ['null', 'null'],
    ['a secret that is too short', '{ "JWT_SECRET": "short" }'],
    ['a secret that is no text', '{ "JWT_SECRET": 1 }'],
  ] as const) {
    it(`BT3 names a damaged secrets file without quoting it: ${what}`, () => {
      const dataDir = newDataDir();
      const file = join(dataDir, 'secrets.json');
      writeFileSync(file, content);
      assert.throws(() => generatedSecrets(dataDir, [...ALL]), {
        message: `${file} is damaged. Restore it, or delete it to get new secrets (everybody must log in again).`,
      });
    });
  }
});

describe('configuration', () => {
  const folder = suiteFolder();
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('BT5 completes the settings by generated ones, and says which; a relative DATA_DIR starts from the project', () => {
    process.env = { DATA_DIR: './data', OPERATOR_PASSWORD: GIVEN.OPERATOR_PASSWORD };
    const { config, dataDir, generated } = readConfiguration(folder);
    assert.equal(dataDir, join(folder, 'data'));
    assert.deepEqual(generated, ['JWT_SECRET', 'SERVER_SECRET']);
    assert.equal(config.OPERATOR_PASSWORD, GIVEN.OPERATOR_PASSWORD);
    assert.equal(
      config.JWT_SECRET,
      JSON.parse(readFileSync(join(folder, 'data/secrets.json'), 'utf8')).JWT_SECRET,
    );
    assert.ok(Object.isFrozen(config));
  });

  it('BT5 touches no data directory when the database and every secret are given', () => {
    process.env = { ...GIVEN, DATABASE_URL: 'postgres://localhost/realm', DATA_DIR: join(folder, 'never') };
    const { dataDir, generated } = readConfiguration(folder);
    assert.equal(dataDir, null);
    assert.deepEqual(generated, []);
    assert.ok(!readdirSync(folder).includes('never'));
  });
});
