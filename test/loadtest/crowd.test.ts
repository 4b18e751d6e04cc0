import assert from 'node:assert/strict';
import { crowdOf } from '../../loadtest/burst/newcomers.ts';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';

const PLACES = ['verdant-forest', 'glass-desert'];

describe('crowd of the load tests', () => {
  it('LT1 has exactly so many people, each once, in parties of one to five', () => {
    const { newcomers, partySizes } = crowdOf({ people: 1000, places: PLACES, random: seededRandom(5) });
    const everybody = newcomers.map(({ person }) => person).sort((a, b) => a - b);
    assert.deepEqual(
      everybody,
      Array.from({ length: 1000 }, (_, i) => i),
    );
    assert.equal(
      partySizes.reduce((sum, size) => sum + size, 0),
      1000,
    );
    assert.deepEqual([...new Set(partySizes)].sort(), [1, 2, 3, 4, 5]);
  });

  it('LT1 sends a party to one place, and its people are those next to each other', () => {
    const { newcomers, partySizes } = crowdOf({ people: 200, places: PLACES, random: seededRandom(6) });
    const parties = Map.groupBy(newcomers, ({ party }) => party);
    assert.equal(parties.size, partySizes.length);
    let first = 0;
    for (const [party, size] of partySizes.entries()) {
      const members = parties.get(party)!;
      assert.equal(new Set(members.map(({ place }) => place)).size, 1);
      assert.deepEqual(
        members.map(({ person }) => person).sort((a, b) => a - b),
        Array.from({ length: size }, (_, i) => first + i),
      );
      first += size;
    }
  });

  it('LT1 is the same for the same seed, and another for another', () => {
    const crowd = (seed: number) => crowdOf({ people: 50, places: PLACES, random: seededRandom(seed) });
    assert.deepEqual(crowd(7), crowd(7));
    assert.notDeepEqual(crowd(7), crowd(8));
  });
});
