import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LazyMap } from '../../src/game/lazy-map.ts';

const KEYS = fc.constantFrom('a', 'b', 'c', 'd');

describe('lazy map', () => {
  it('LK3 whatever is done to it, it answers as a map does', () => {
    const step = fc.oneof(
      fc.tuple(fc.constant('set' as const), KEYS, fc.nat(9)),
      fc.tuple(fc.constant('delete' as const), KEYS, fc.constant(0)),
      fc.tuple(fc.constant('clear' as const), KEYS, fc.constant(0)),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const map = new Map<string, number>();
        const lazy = new LazyMap<string, number>();
        for (const [what, key, value] of steps) {
          if (what === 'set') {
            map.set(key, value);
            lazy.set(key, value);
          } else if (what === 'delete') assert.equal(lazy.delete(key), map.delete(key));
          else {
            map.clear();
            lazy.clear();
          }
          assert.deepEqual([...lazy], [...map]);
          assert.deepEqual([...lazy.keys()], [...map.keys()]);
          assert.deepEqual([...lazy.values()], [...map.values()]);
          assert.deepEqual([lazy.size, lazy.has(key), lazy.get(key)], [map.size, map.has(key), map.get(key)]);
        }
      }),
    );
  });

  it('LK3 who goes through it while it is cleared is at its end', () => {
    const lazy = new LazyMap<string, number>();
    lazy.set('a', 1);
    lazy.set('b', 2);
    const seen: number[] = [];
    for (const value of lazy.values()) {
      seen.push(value);
      lazy.clear();
    }
    assert.deepEqual(seen, [1]);
  });
});
