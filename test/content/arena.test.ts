import assert from 'node:assert/strict';
import { ArenaFile } from '../../src/content/arena-schema.ts';
import { shippedContent } from '../kit/open-content.ts';

describe('the arena in content', () => {
  it('AN30 a match has numbers that make sense, or the content is refused', () => {
    const shipped = shippedContent().match;
    assert.deepEqual(ArenaFile.parse(shipped), shipped);
    const wrong = [
      { minPlayers: 1 },
      { countdownSec: 0 },
      { killLimit: 0.5 },
      { matchSec: '180' },
      { prize: 1 },
    ];
    for (const change of wrong) {
      const [issue] = ArenaFile.safeParse({ ...shipped, ...change }).error!.issues;
      const fields = issue!.code === 'unrecognized_keys' ? issue!.keys : issue!.path;
      assert.deepEqual(fields, Object.keys(change));
    }
  });
});
