import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Conducts } from '../../src/characters/conducts.ts';
import { ERRORS } from '../../src/errors.ts';
import { shippedContent } from '../kit/open-content.ts';

const RULES = { threshold: 10, forgivenPerMin: 60, weights: { bad: 4 } };

describe('conducts', () => {
  it('HM6 the worst come first, with what was refused of each', () => {
    const conducts = new Conducts(RULES, () => 0);
    const [mild, wild] = [randomUUID(), randomUUID()];
    conducts.note(mild, 'bad', 1);
    conducts.note(wild, 'bad', 2);
    conducts.note(wild, 'odd', 3);
    assert.deepEqual(conducts.worst(5), [
      { characterId: wild, points: 8, refusals: { bad: 2, odd: 3 } },
      { characterId: mild, points: 4, refusals: { bad: 1 } },
    ]);
    assert.equal(conducts.worst(1).length, 1);
  });

  it('HM6 points are forgiven with time; who comes back has what is left of them', () => {
    let now = 0;
    const conducts = new Conducts(RULES, () => now);
    assert.equal(conducts.note('a', 'bad', 3), true);
    now = 4_000;
    assert.equal(conducts.worst(1)[0]!.points, 8);
    assert.equal(conducts.note('a', 'bad', 1), true);
    now = 60_000;
    assert.equal(conducts.note('a', 'bad', 1), false);
  });

  it('HM6 ten thousand are remembered; the harmless are forgotten first', () => {
    let now = 0;
    const conducts = new Conducts(RULES, () => now);
    conducts.note('old', 'bad', 1);
    now = 60_000;
    for (let i = 0; i < 9_999; i++) conducts.note(`c${i}`, 'bad', 2);
    conducts.note('new', 'bad', 1);
    const known = conducts.worst(20_000).map(({ characterId }) => characterId);
    assert.equal(known.length, 10_000);
    assert.ok(!known.includes('old') && known.includes('new'));
    conducts.note('newer', 'bad', 1);
    assert.equal(conducts.worst(20_000).length, 10_000);
  });

  it('HM7 the shipped weights are of codes that exist', () => {
    const { weights } = shippedContent().conduct;
    const unknown = Object.keys(weights).filter((code) => !Object.hasOwn(ERRORS, code));
    assert.deepEqual(unknown.sort(), ['clock_ahead', 'input_flood']);
  });
});
