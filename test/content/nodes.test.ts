import assert from 'node:assert/strict';
import { shippedContent } from '../kit/open-content.ts';
import { problemsAfter } from './broken-content.ts';

describe('nodes', () => {
  it('HV1 at least eight kinds of ore and debris stand in the four zones, and everything named in their loot comes in stacks', () => {
    const { nodes, nodeFields, items, places } = shippedContent();
    assert.ok(nodes.size >= 8, `${nodes.size} kinds`);
    assert.deepEqual(
      [...nodeFields.keys()].sort(),
      [...places.values()]
        .filter(({ kind }) => kind === 'zone')
        .map(({ id }) => id)
        .sort(),
    );
    const standing = new Set([...nodeFields.values()].flat().map(({ node }) => node));
    assert.deepEqual([...standing].sort(), [...nodes.keys()].sort(), 'every kind stands somewhere');
    assert.deepEqual(
      new Set([...nodes.values()].map(({ category }) => category)),
      new Set(['ore', 'debris']),
    );
    for (const { loot } of nodes.values()) {
      for (const { item } of loot) assert.notEqual(items.get(item)!.stackMax, null);
    }
    assert.throws(() => (nodes as Map<string, unknown>).set('x', {}), TypeError);
  });

  it('HV1 loot names known stacks, each once, and one of them for certain', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('nodes.json', ({ nodes }) => {
          nodes[0].loot[0].item = 'gold-ore';
          nodes[1].loot[1].item = 'cracked-lens';
          nodes[2].loot[0].item = 'trail-boots';
          nodes[3].loot[0].chance = 0.9;
          nodes[5].id = 'iron-vein';
        }),
      ),
      [
        'nodes.json: nodes[5].id: "iron-vein" is there twice',
        'nodes.json: nodes[0].loot[0].item: no such item "gold-ore"',
        'nodes.json: nodes[1].loot[1].item: "cracked-lens" is there twice',
        'nodes.json: nodes[2].loot[0].item: "trail-boots" is unique',
        'nodes.json: nodes[3].loot: no line has the chance 1',
        ...[...Array(20).keys()]
          .filter(isCopper)
          .map((at) => `nodes.json: fields[${at}].node: no such node "copper-vein"`),
      ],
    );
  });

  it('HV1 numbers lie in their bounds', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('nodes.json', ({ nodes, fields }) => {
          nodes[0].loot[0].min = 9;
          nodes[0].loot[1].chance = 1.5;
          nodes[1].seconds = 0;
          nodes[2].respawnSec = 0;
          nodes[3].range = 10;
          nodes[4].luck = 1;
          fields[0].count = 0;
          fields[1].areas = [{ left: 10, top: 10, right: 10, bottom: 20 }];
        }),
      ),
      [
        'nodes.json: nodes[0].loot[0].max: must not be below min',
        'nodes.json: nodes[0].loot[1].chance: Too big: expected number to be <=1',
        'nodes.json: nodes[1].seconds: Too small: expected number to be >=0.1',
        'nodes.json: nodes[2].respawnSec: Too small: expected number to be >=1',
        'nodes.json: nodes[3].range: Too small: expected number to be >=24',
        'nodes.json: nodes[4].luck: unknown field',
        'nodes.json: fields[0].count: Too small: expected number to be >=1',
        'nodes.json: fields[1].areas[0]: must have a width and a height',
      ],
    );
  });

  it('HV1 fields name kinds, places and areas with free ground in the map, and at most 300 nodes a place', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('nodes.json', ({ fields }) => {
          fields[0].node = 'gold-vein';
          fields[1].place = 'atlantis';
          fields[2].areas = [{ left: 3000, top: 100, right: 4000, bottom: 200 }];
          fields[3].areas = [{ left: 100, top: 100, right: 110, bottom: 110 }];
          fields[5].count = 200;
          fields[6].count = 200;
        });
      }),
      [
        'nodes.json: fields[0].node: no such node "gold-vein"',
        'nodes.json: fields[1].place: no such place "atlantis"',
        'nodes.json: fields[2].areas[0]: lies outside of the map',
        'nodes.json: fields[3].areas[0]: has no free ground',
        'nodes.json: fields[6].count: more than 300 nodes in "glass-desert"',
      ],
    );
  });
});

/** Fields of copper veins in the shipped file. */
function isCopper(at: number): boolean {
  return at === 2 || at === 6;
}
