import assert from 'node:assert/strict';
import { parseOptions } from '../../loadtest/run/options.ts';
import { crowdOf, sharesOf } from '../../loadtest/run/shares.ts';

const URLS = [new URL('http://a:1'), new URL('http://operator:secret@b:2')];

describe('how the load is divided', () => {
  it('LT11 a sample of two or more decodes everything, and up to four pairs of it measure latency', () => {
    const crowds = [
      [500, 0.05, { light: 475, full: 25, pairs: 4 }],
      [20, 0.05, { light: 18, full: 2, pairs: 1 }],
      [1, 0.05, { light: 0, full: 1, pairs: 0 }],
      [2, 1, { light: 0, full: 2, pairs: 1 }],
      [10, 0, { light: 10, full: 0, pairs: 0 }],
    ] as const;
    for (const [clients, fullShare, expected] of crowds) {
      assert.deepEqual(crowdOf({ clients, fullShare }), expected);
    }
  });

  it('LT11 every client has one worker; those who measure latency have one of their own', () => {
    const options = parseOptions(['--clients', '500', '--workers', '3', '--seed', '9']);
    const shares = sharesOf(options, { urls: URLS });
    assert.deepEqual(
      shares.map(({ light, full, pairs }) => [light, full, pairs]),
      [
        [158, 0, 0],
        [158, 0, 0],
        [159, 0, 0],
        [0, 17, 0],
        [0, 0, 4],
      ],
    );
    assert.deepEqual(new Set(shares.map(({ seed }) => seed)).size, 5);
    assert.deepEqual(
      shares.map(({ url }) => url),
      ['http://a:1', 'http://b:2', 'http://a:1', 'http://b:2', 'http://a:1'],
    );
  });
});
