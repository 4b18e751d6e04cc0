import assert from 'node:assert/strict';
import { setupOf } from '../../rooms/rules.ts';
import { createWorld } from '../../src/game/world.ts';
import { shippedContent } from '../kit/open-content.ts';

describe('instances of one place', () => {
  it('LK7 share what never changes: its walls, where one can walk, and the ground of each area', () => {
    const setup = setupOf(shippedContent(), 'verdant-forest', 'zone');
    const make = () => createWorld(setup.map, { ...setup, seed: '0'.repeat(32) });
    const [one, other] = [make(), make()];
    assert.equal(one.map, other.map);
    assert.equal(one.paths.grid, other.paths.grid);
    for (const [i, { ground }] of one.waitingMonsters.entries())
      assert.equal(ground, other.waitingMonsters[i]!.ground);
    for (const [i, { ground }] of one.harvest.waiting.entries())
      assert.equal(ground, other.harvest.waiting[i]!.ground);
    assert.notEqual(one.paths, other.paths);
  });
});
