import assert from 'node:assert/strict';
import { loadContent } from '../../src/content/load-content.ts';
import { problemsAfter } from './broken-content.ts';
import { CONTENT_DIR } from './content-copy.ts';

describe('items', () => {
  const { items, classes, inventory } = loadContent(CONTENT_DIR);
  const kinds = [...items.values()];

  it('IV15 there are at least thirty kinds, of every category, and something to wear for every part and class', () => {
    assert.ok(kinds.length >= 30, `${kinds.length}`);
    assert.deepEqual([...new Set(kinds.map(({ category }) => category))].sort(), [
      'armour',
      'ore',
      'potion',
      'quest',
      'salvage',
      'trinket',
      'weapon',
    ]);
    const worn = kinds.flatMap(({ equipment }) => equipment ?? []);
    assert.deepEqual([...new Set(worn.map(({ type }) => type))].sort(), [
      'body',
      'feet',
      'hands',
      'head',
      'trinket',
      'weapon',
    ]);
    for (const id of classes.keys()) {
      assert.ok(
        worn.some(({ type, classes }) => type === 'weapon' && classes.includes(id)),
        id,
      );
    }
  });

  it('IV15 what the file leaves away is the same everywhere', () => {
    assert.deepEqual(items.get('iron-ore'), {
      id: 'iron-ore',
      name: 'Iron Ore',
      text: 'Red, heavy and everywhere. Hulls begin with it.',
      category: 'ore',
      rarity: 'common',
      value: 4,
      weight: 500,
      stackMax: 200,
      bound: false,
      equipment: null,
      effects: [],
    });
    assert.deepEqual(items.get('trail-boots')!.equipment, {
      type: 'feet',
      level: 1,
      classes: [],
      stats: { defence: 1, speed: 3 },
    });
  });

  it('IV14 everything of the starting kit is bound, and the first weapon and jacket fit every newcomer', () => {
    assert.deepEqual(inventory.startingKit.items, ['issue-blade', 'issue-jacket']);
    for (const id of inventory.startingKit.items) {
      const { bound, equipment } = items.get(id)!;
      assert.deepEqual([bound, equipment!.level, equipment!.classes], [true, 1, []]);
    }
  });

  it('IV16 wrong items are named by field', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('items.json', ({ items }) => {
          items[0].value = -1;
          items[1].weight = 0.5;
          items[2].rarity = 'shiny';
          items[3].stackMax = 1;
          items.find(({ id }: { id: string }) => id === 'trail-boots').stackMax = 5;
        }),
      ).filter((problem) => problem.startsWith('items.json')),
      [
        'items.json: items[0].value: Too small: expected number to be >=0',
        'items.json: items[1].weight: Invalid input: expected int, received number',
        'items.json: items[2].rarity: Invalid option: expected one of "common"|"uncommon"|"rare"|"epic"|"legendary"',
        'items.json: items[3].stackMax: Too small: expected number to be >=2',
        `items.json: items[${kinds.findIndex(({ id }) => id === 'trail-boots')}].stackMax: must be null for what can be worn`,
      ],
    );
  });

  it('IV16 classes that nobody knows and kits that cannot be given are refused', () => {
    const sabre = kinds.findIndex(({ id }) => id === 'tide-sabre');
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('items.json', ({ items }) => {
          items[sabre].equipment.classes.push('bard');
        });
        copy.edit('inventory.json', ({ startingKit }) => {
          startingKit.stacks.push(
            { kind: 'field-ration', amount: 1 },
            { kind: 'iron-ore', amount: 1000 },
            { kind: 'issue-blade', amount: 1 },
          );
          startingKit.items.push('nothing', 'harbour-writ');
        });
      }),
      [
        `items.json: items[${sabre}].equipment.classes[1]: no such class "bard"`,
        'inventory.json: startingKit.stacks[1].kind: "field-ration" is there twice',
        'inventory.json: startingKit.stacks[2].kind: "iron-ore" is not bound',
        'inventory.json: startingKit.stacks[3].kind: "issue-blade" is unique',
        'inventory.json: startingKit.items[0]: "issue-blade" is there twice',
        'inventory.json: startingKit.items[2]: no such item "nothing"',
        'inventory.json: startingKit.items[3]: "harbour-writ" comes in stacks',
        'inventory.json: startingKit: does not fit into the inventory of a character',
      ],
    );
  });
});
