import assert from 'node:assert/strict';
import { SLOT_KINDS } from '../../src/content/ship-types.ts';
import { slotForModule } from '../../src/ships/fitting-rules.ts';
import { shippedContent } from '../kit/open-content.ts';
import { problemsAfter } from './broken-content.ts';

describe('content: ships', () => {
  it('SH8 there are four hulls and twelve modules at least, and modules for every kind of slot', () => {
    const { hulls, modules } = shippedContent();
    assert.ok(hulls.size >= 4 && modules.size >= 12, `${hulls.size} hulls, ${modules.size} modules`);
    const slots = new Set([...modules.values()].map(({ slot }) => slot));
    assert.deepEqual([...slots].sort(), [...SLOT_KINDS].sort());
  });

  it('SH8 every module can be fitted to some hull, and every slot of every hull can be used', () => {
    const content = shippedContent();
    const bare = (hull: string) => ({ id: 'ship', hull, active: true, modules: [] });
    const fits = (hull: string, module: string) => {
      try {
        return slotForModule(content, bare(hull), module, null) !== '';
      } catch {
        return false;
      }
    };
    for (const module of content.modules.keys())
      assert.ok(
        [...content.hulls.keys()].some((hull) => fits(hull, module)),
        module,
      );
    for (const [hull, { slots }] of content.hulls) {
      for (const kind of SLOT_KINDS.filter((one) => slots[one] > 0)) {
        const usable = [...content.modules.values()].some(({ id, slot }) => slot === kind && fits(hull, id));
        assert.ok(usable, `${hull} ${kind}`);
      }
    }
  });

  it('SH8 exactly one hull is the starter, and it is bound', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('hulls.json', ({ hulls }) => {
          hulls[1].starter = true;
          hulls[1].bound = false;
        });
      }),
      [
        'hulls.json: hulls: exactly one must have "starter": true, not 2',
        'hulls.json: hulls: "kestrel" is given to everybody and must be bound',
      ],
    );
  });

  it('SH8 an id names one kind over items, hulls and modules', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('hulls.json', ({ hulls }) => {
          hulls[1].id = 'iron-ore';
        });
        copy.edit('modules.json', ({ modules }) => {
          modules[2].id = 'mule';
        });
      }).filter((problem) => /names something else/.test(problem)),
      [
        'hulls.json: hulls[1].id: "iron-ore" names something else already',
        'modules.json: modules[2].id: "mule" names something else already',
      ],
    );
  });

  it('SH8 unknown kinds of slots and damage, shares of 1, and what is missing are refused', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('hulls.json', ({ hulls }) => {
          hulls[0].slots.wing = 1;
          hulls[0].mass = 0;
          delete hulls[1].resistances.em;
        });
        copy.edit('modules.json', ({ modules }) => {
          modules[0].slot = 'wing';
          modules[1].stats.massBonus = 1;
          modules[2].stats.luck = 1;
        });
      }),
      [
        'hulls.json: hulls[0].mass: Too small: expected number to be >0',
        'hulls.json: hulls[0].slots.wing: unknown field',
        'hulls.json: hulls[1].resistances.em: is missing',
        'modules.json: modules[0].slot: Invalid option: expected one of "engine"|"high"|"shield"|"cargo"|"scanner"|"core"',
        'modules.json: modules[1].stats.massBonus: Too big: expected number to be <=0.9',
        'modules.json: modules[2].stats.luck: unknown field',
      ],
    );
  });
});
