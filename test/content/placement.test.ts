import assert from 'node:assert/strict';
import { loadContent } from '../../src/content/load-content.ts';
import { problemsAfter } from './broken-content.ts';
import { CONTENT_DIR } from './content-copy.ts';

// biome-ignore lint/suspicious/noExplicitAny: broken content has no type
function problemsWith(change: (placement: any) => void): readonly string[] {
  return problemsAfter((copy) => copy.edit('placement.json', change));
}

describe('the numbers of placement', () => {
  it('CO24 the shipped ones are those of the design', () => {
    const { kinds, weights } = loadContent(CONTENT_DIR).placement;
    const shares = { target: 0.8, softCap: 0.95, warmAbove: 0.75, consolidateBelow: 0.25 };
    const open = { ...shares, seatHoldSec: 15, reconnectHoldSec: 60, consolidateAfterSec: 300 };
    assert.deepEqual(kinds.hub, { cap: 500, ...open });
    assert.deepEqual(kinds.zone, { cap: 100, ...open });
    const closed = {
      target: 1,
      softCap: 1,
      warmAbove: null,
      consolidateBelow: null,
      consolidateAfterSec: 300,
    };
    assert.deepEqual(kinds.rift, { cap: 5, ...closed, seatHoldSec: 30, reconnectHoldSec: 300 });
    assert.deepEqual(kinds.arena, { cap: 4, ...closed, seatHoldSec: 20, reconnectHoldSec: 60 });
    assert.deepEqual(weights, { party: 4, friends: 2, guild: 1.5, fill: 1, language: 0.5, rtt: 0.5 });
  });

  it('CO25 shares lie above 0 and go up to 1, and stand in their order', () => {
    assert.deepEqual(
      problemsWith(({ kinds }) => {
        kinds.hub.softCap = 1.1;
        kinds.hub.consolidateBelow = 0;
        kinds.zone.target = 0.96;
      }),
      [
        'placement.json: kinds.hub.softCap: Too big: expected number to be <=1',
        'placement.json: kinds.hub.consolidateBelow: Too small: expected number to be >0',
        'placement.json: kinds.zone.target: must not be above softCap',
      ],
    );
    assert.deepEqual(
      problemsWith(({ kinds }) => {
        kinds.zone.warmAbove = 0.8;
        kinds.zone.consolidateBelow = 0.9;
      }),
      [
        'placement.json: kinds.zone.warmAbove: must be below target',
        'placement.json: kinds.zone.consolidateBelow: must be below target',
      ],
    );
  });

  it('CO26 every kind of place has its numbers, and caps and times are whole', () => {
    assert.deepEqual(
      problemsWith((placement) => {
        delete placement.kinds.arena;
        placement.kinds.rift.cap = 0;
        placement.kinds.hub.seatHoldSec = 1.5;
        placement.weights.luck = 1;
        placement.batchMs = -1;
      }),
      [
        'placement.json: kinds.hub.seatHoldSec: Invalid input: expected int, received number',
        'placement.json: kinds.rift.cap: Too small: expected number to be >=1',
        'placement.json: kinds.arena: is missing',
        'placement.json: weights.luck: unknown field',
        'placement.json: batchMs: Too small: expected number to be >=0',
      ],
    );
  });
});
