import assert from 'node:assert/strict';
import type { Place, Requirement } from '../../src/content/types.ts';
import { GameError } from '../../src/errors.ts';
import { assertUnlocked, missingFor } from '../../src/placement/locks.ts';

function placeWith(requires: Requirement[]): Place {
  return { id: 'vault', kind: 'zone', name: 'Vault', text: '', system: 'sol', map: 'vault.tmj', requires };
}

const PASS: Requirement = { kind: 'upgrade', upgrade: 'pass', level: 2 };
const MIRA = { characterId: 'mira', level: 4 };
const OREN = { characterId: 'oren', level: 9 };
const levelsOf = async () => new Map([['mira', new Map([['pass', 1]])]]);

describe('locks of places', () => {
  it('SL14 each newcomer is told what it lacks, in their order', async () => {
    const place = placeWith([{ kind: 'level', level: 5 }, PASS]);
    const upgrade = (has: number) => ({ kind: 'upgrade', upgrade: 'pass', needed: 2, has });
    assert.deepEqual(await missingFor(place, [OREN, MIRA], levelsOf), [
      [upgrade(0)],
      [{ kind: 'level', needed: 5, has: 4 }, upgrade(1)],
    ]);
    const enough = async () => new Map([['oren', new Map([['pass', 2]])]]);
    assert.deepEqual(await missingFor(place, [OREN], enough), [[]]);
  });

  it('SL14 a place that asks for no upgrade lets people in without asking for any', async () => {
    const never = () => assert.fail('the upgrades were asked for');
    await assertUnlocked(placeWith([{ kind: 'level', level: 4 }]), MIRA, never);
  });

  it('SL14 the refusal tells what is missing', async () => {
    await assert.rejects(assertUnlocked(placeWith([PASS]), OREN, levelsOf), (error) => {
      assert.ok(error instanceof GameError);
      assert.equal(error.code, 'place_locked');
      assert.deepEqual(error.details, {
        missing: [{ kind: 'upgrade', upgrade: 'pass', needed: 2, has: 0 }],
      });
      return true;
    });
  });
});
