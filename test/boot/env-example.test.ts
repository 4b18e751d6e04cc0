import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { envExample } from '../../src/boot/env-example.ts';
import { loadConfig, SETTINGS } from '../../src/config.ts';

describe('.env.example', () => {
  it('BT6 equals the configuration table; regenerate it with: npm run env:example', () => {
    assert.equal(readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8'), envExample());
  });

  it('BT6 is a valid .env file that sets every default, once uncommented', () => {
    const uncommented = parseEnv(envExample().replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
    assert.deepEqual(Object.keys(uncommented).sort(), Object.keys(SETTINGS).sort());
    assert.deepEqual(loadConfig(uncommented), loadConfig({}));
  });
});
