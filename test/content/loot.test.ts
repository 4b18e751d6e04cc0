import assert from 'node:assert/strict';
import { shippedContent } from '../kit/open-content.ts';
import { problemsAfter } from './broken-content.ts';

describe('loot', () => {
  it('LO6 drops are owned for 60 s and lie for 180, within reach from 64 px, at most 200 of them', () => {
    assert.deepEqual(shippedContent().drops, {
      reach: 64,
      scatter: 24,
      ownedSec: 60,
      lastsSec: 180,
      most: 200,
    });
  });

  it('LO14 every rift has a reward', () => {
    const { places, riftRewards } = shippedContent();
    const rifts = [...places.values()].filter(({ kind }) => kind === 'rift').map(({ id }) => id);
    assert.deepEqual([...riftRewards.keys()].sort(), rifts.sort());
  });

  it('LO14 rewards name rifts, each once, and items in their form', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('loot.json', ({ rifts }) => {
          rifts[0].place = 'haven';
          rifts[2].place = rifts[1].place;
          rifts[3].stacks = [
            { kind: 'gold-ore', amount: 1 },
            { kind: 'trail-boots', amount: 1 },
          ];
          rifts[3].items = ['iron-ore'];
        }),
      ),
      [
        'loot.json: rifts[0].place: no such rift "haven"',
        'loot.json: rifts[2].place: "moonwell-depths" is there twice',
        'loot.json: rifts[3].stacks[0].kind: no such item "gold-ore"',
        'loot.json: rifts[3].stacks[1].kind: "trail-boots" is unique',
        'loot.json: rifts[3].items[0]: "iron-ore" comes in stacks',
        'loot.json: rifts: "hollow-root" has no reward',
        'loot.json: rifts: "sunken-archive" has no reward',
      ],
    );
  });

  it('LO6 nothing is owned for longer than it lies there', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('loot.json', ({ drops }) => {
          drops.ownedSec = 181;
        }),
      ),
      ['loot.json: drops.ownedSec: must not be above lastsSec'],
    );
  });
});
