import assert from 'node:assert/strict';
import { CHARACTER_NAME_PATTERN } from '../../src/characters/character-rules.ts';

describe('character names', () => {
  for (const name of [
    'Iris',
    'Jean-Luc',
    "D'Arcy",
    'D’Arcy',
    'Anna Maria',
    'Ξένος',
    '漢字',
    'R2 D2',
    'x'.repeat(20),
    'हिन्दी',
  ]) {
    it(`CH1 "${name}" is one`, () => assert.match(name, CHARACTER_NAME_PATTERN));
  }
  for (const name of [
    '',
    'x',
    'x'.repeat(21),
    ' Iris',
    'Iris ',
    'Anna  Maria',
    'a--b',
    'a- b',
    '-Iris',
    "Iris'",
    'Ir\nis',
    'Iris\n',
    'Ir\tis',
    'Ir\0is',
    'Ir\u00a0is',
    'Ir\u200bis',
    'Ir\u202eis',
    'Iris_1',
    '<b>Iris</b>',
    '😀😀',
    '\u0301Iris',
    `Iris${'\u0301'.repeat(4)}`,
    "'; DROP TABLE x",
    '__proto__',
  ]) {
    it(`CH1 ${JSON.stringify(name)} is not`, () => assert.doesNotMatch(name, CHARACTER_NAME_PATTERN));
  }

  it('CH1 a name of the allowed form that is very long is refused in no time', () => {
    const start = performance.now();
    assert.doesNotMatch(`${'a-'.repeat(100_000)}!`, CHARACTER_NAME_PATTERN);
    assert.ok(performance.now() - start < 1_000);
  });
});
