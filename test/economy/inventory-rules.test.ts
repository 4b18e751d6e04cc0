import assert from 'node:assert/strict';
import { slotFor } from '../../src/economy/equipment.ts';
import type { InventoryChange } from '../../src/economy/inventory-changes.ts';
import { checkGift, checkIncoming } from '../../src/economy/inventory-grant.ts';
import { effectsOf, type Holder, loadOf } from '../../src/economy/inventory-holder.ts';
import { InventoryPlan } from '../../src/economy/inventory-plan.ts';
import { GameError } from '../../src/errors.ts';
import { shippedContent } from '../kit/open-content.ts';
import { character, owned, parcel, storage, worn } from './inventory-kit.ts';

const content = shippedContent();

function refused(code: GameError['code'], act: () => unknown): GameError {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof GameError, String(error));
    assert.equal(error.code, code);
    return error;
  }
  assert.fail(`not refused with ${code}`);
}

function plan(holders: Holder[], ...changes: InventoryChange[]) {
  const made = new InventoryPlan(content, holders);
  for (const change of changes) made.apply(change);
  return made.finish();
}

describe('inventory rules', () => {
  describe('IV1 capacity', () => {
    it('IV1 a stack takes a slot for every started stackMax, a loose item one, what is worn none; all weighs', () => {
      const holder = character({
        stacks: { 'iron-ore': 201, 'void-shard': 1 },
        items: [owned('tide-sabre'), worn('trail-boots', 'feet')],
      });
      assert.deepEqual(loadOf(content, holder, holder.holdings), {
        used: { slots: 2 + 1 + 1, weight: 201 * 500 + 100 + 1600 + 900 },
        capacity: { slots: 30, weight: 60_000 },
      });
    });

    it('IV1 ships and what is fitted to them are not carried, loose modules are', () => {
      const ship = owned('wren', 'active');
      const holder = character({
        items: [ship, owned('ion-drive', `fit:${ship.id}:engine-1`), owned('ion-drive'), owned('kestrel')],
      });
      const { weight } = content.modules.get('ion-drive')!;
      assert.deepEqual(loadOf(content, holder, holder.holdings).used, { slots: 1, weight });
    });

    it('IV1 equipment, upgrades and the ship that is flown add to what a character carries, not to a storage', () => {
      const ship = owned('wren', 'active');
      const items = [worn('prospector-harness', 'body'), worn('lodestone-charm', 'trinket-2'), ship];
      const holder = character({ items }, { upgrades: { 'inventory-expansion': 2 } });
      const { slots = 0, carry = 0 } = content.upgrades.get('inventory-expansion')!.effects;
      const { cargo } = content.hulls.get('wren')!;
      assert.deepEqual(loadOf(content, holder, holder.holdings).capacity, {
        slots: 30 + 6 + 2 * slots,
        weight: 60_000 + 15_000 + 10_000 + 2 * carry + cargo,
      });
      const shared = storage({ items });
      assert.deepEqual(loadOf(content, shared, shared.holdings).capacity, { slots: 200, weight: 2_000_000 });
    });

    it('IV1 loose equipment has no effect, worn equipment all of its effects', () => {
      assert.equal(effectsOf(content, new Map(), [owned('trail-boots')]).speed, 0);
      assert.equal(effectsOf(content, new Map(), [worn('trail-boots', 'feet')]).speed, 3);
    });

    it('PG1 what is worn makes its character stronger', () => {
      const items = [
        worn('crown-splinter', 'trinket-1'),
        worn('ember-plate', 'body'),
        worn('dock-gloves', 'hands'),
        owned('stormglass-lance'),
      ];
      const { attack, defence, health, mana, stamina } = effectsOf(content, new Map(), items);
      assert.deepEqual([attack, defence, health, mana, stamina], [9, 15, 70, 40, 40]);
    });

    it('IV2 what has no room is refused with what is used and what there is; the last that fits is not', () => {
      const holder = character({ stacks: { 'iron-ore': 119 } });
      const one = { stacks: [{ kind: 'iron-ore', amount: 1 }], items: [] };
      checkIncoming(content, holder, one);
      holder.holdings = { ...holder.holdings, stacks: new Map([['iron-ore', 120]]) };
      const { details } = refused('over_capacity', () => checkIncoming(content, holder, one));
      assert.deepEqual(details, {
        owner: holder.owner,
        used: { slots: 1, weight: 60_500 },
        capacity: { slots: 30, weight: 60_000 },
      });
      const full = character({ items: Array.from({ length: 30 }, () => owned('moonwell-pearl')) });
      refused('over_capacity', () => checkIncoming(content, full, { stacks: [], items: ['moonwell-pearl'] }));
    });

    it('IV2 who is over capacity already may do what makes it no worse', () => {
      const items = Array.from({ length: 31 }, () => owned('moonwell-pearl'));
      const holder = character({ items, stacks: { 'iron-ore': 200 } });
      const shared = storage();
      const give: InventoryChange = {
        do: 'transfer',
        from: holder.owner,
        to: shared.owner,
        parcel: parcel({ stacks: [{ kind: 'iron-ore', amount: 1 }] }),
      };
      plan([holder, shared], give);
      refused('over_capacity', () =>
        checkIncoming(content, holder, { stacks: [{ kind: 'void-shard', amount: 1 }], items: [] }),
      );
    });

    it('IV2 taking off what carries more is refused when the rest would be too much', () => {
      const charm = worn('lodestone-charm', 'trinket-1');
      const holder = character({ items: [charm], stacks: { 'iron-ore': 130 } });
      const { owner } = holder;
      refused('over_capacity', () => plan([holder], { do: 'unequip', owner, itemId: charm.id }));
      const [most] = plan(
        [holder],
        { do: 'discard', from: owner, parcel: { stacks: [{ kind: 'iron-ore', amount: 30 }], items: [] } },
        { do: 'unequip', owner, itemId: charm.id },
      ).receipts;
      assert.deepEqual(most, {
        owner,
        credits: 0,
        stacks: [{ kind: 'iron-ore', change: -30 }],
        items: [{ id: charm.id, kind: 'lodestone-charm', placed: null }],
        gone: [],
      });
    });
  });

  describe('IV3 equipment', () => {
    const wearer = { level: 20, classId: 'vanguard' };
    const kind = (id: string) => content.items.get(id);

    it('IV3 a thing goes into a slot of its type, trinkets into two; without a wish into the first free one', () => {
      assert.equal(slotFor(kind('tide-sabre'), null, new Set(), wearer), 'weapon');
      assert.equal(slotFor(kind('brass-compass'), null, new Set(), wearer), 'trinket-1');
      assert.equal(slotFor(kind('brass-compass'), null, new Set(['trinket-1']), wearer), 'trinket-2');
      assert.equal(slotFor(kind('brass-compass'), 'trinket-2', new Set(), wearer), 'trinket-2');
    });

    it('IV3 a slot of another type and what cannot be worn are refused', () => {
      refused('slot_mismatch', () => slotFor(kind('tide-sabre'), 'head', new Set(), wearer));
      refused('slot_mismatch', () => slotFor(kind('iron-ore'), null, new Set(), wearer));
      refused('slot_mismatch', () => slotFor(undefined, null, new Set(), wearer));
    });

    it('IV3 a taken slot is refused: first the other comes off', () => {
      refused('slot_taken', () => slotFor(kind('tide-sabre'), null, new Set(['weapon']), wearer));
      const [old, next] = [worn('issue-blade', 'weapon'), owned('tide-sabre')];
      const holder = character({ items: [old, next] }, wearer);
      const { owner } = holder;
      refused('slot_taken', () => plan([holder], { do: 'equip', owner, itemId: next.id, slot: 'weapon' }));
      const { work } = plan(
        [holder],
        { do: 'unequip', owner, itemId: old.id },
        { do: 'equip', owner, itemId: next.id, slot: 'weapon' },
      );
      assert.deepEqual(work, {
        lifted: [{ itemId: old.id, owner, before: 'equip:weapon', after: null }],
        moves: [],
        created: [],
        placed: [{ itemId: next.id, owner, before: null, after: 'equip:weapon' }],
        postings: [],
      });
    });

    it('IV4 level and class are looked at, and the refusal says what is needed', () => {
      const low = refused('requirements_unmet', () =>
        slotFor(kind('tide-sabre'), null, new Set(), { level: 2, classId: 'vanguard' }),
      );
      assert.deepEqual(low.details, { level: 3 });
      const other = refused('requirements_unmet', () =>
        slotFor(kind('tide-sabre'), null, new Set(), { level: 3, classId: 'mystic' }),
      );
      assert.deepEqual(other.details, { classes: ['vanguard'] });
      assert.equal(slotFor(kind('tide-sabre'), null, new Set(), { level: 3, classId: 'vanguard' }), 'weapon');
    });

    it('IV4 a storage wears nothing', () => {
      const boots = owned('trail-boots');
      const shared = storage({ items: [boots] });
      refused('slot_mismatch', () =>
        plan([shared], { do: 'equip', owner: shared.owner, itemId: boots.id, slot: null }),
      );
    });
  });

  describe('IV5 transfer and discard', () => {
    it('IV5 credits, a part or all of a stack, and items go over, and the postings balance', () => {
      const boots = owned('trail-boots');
      const from = character({
        credits: 100,
        stacks: { 'iron-ore': 9, 'copper-ore': 4 },
        items: [boots],
      });
      const to = storage({ stacks: { 'copper-ore': 1 } });
      const { work, receipts } = plan([from, to], {
        do: 'transfer',
        from: from.owner,
        to: to.owner,
        parcel: {
          credits: 30,
          stacks: [
            { kind: 'iron-ore', amount: 2 },
            { kind: 'copper-ore', amount: 'all' },
          ],
          items: [boots.id],
        },
      });
      assert.deepEqual(work, {
        lifted: [],
        moves: [{ itemId: boots.id, from: from.owner, to: to.owner }],
        created: [],
        placed: [],
        postings: [
          { owner: from.owner, asset: 'credits', amount: -30 },
          { owner: from.owner, asset: 'stack:iron-ore', amount: -2 },
          { owner: from.owner, asset: 'stack:copper-ore', amount: -4 },
          { owner: to.owner, asset: 'credits', amount: 30 },
          { owner: to.owner, asset: 'stack:copper-ore', amount: 4 },
          { owner: to.owner, asset: 'stack:iron-ore', amount: 2 },
        ],
      });
      assert.deepEqual(
        receipts.map(({ credits, gone, items }) => [credits, gone, items.length]),
        [
          [-30, [boots.id], 0],
          [30, [], 1],
        ],
      );
    });

    it('IV5 what is thrown away goes to the owner of everything discarded', () => {
      const writ = owned('issue-blade');
      const holder = character({ stacks: { 'field-ration': 5 }, items: [writ] });
      const { work } = plan([holder], {
        do: 'discard',
        from: holder.owner,
        parcel: { stacks: [{ kind: 'field-ration', amount: 'all' }], items: [writ.id] },
      });
      const discarded = { kind: 'system', id: 'discarded' };
      assert.deepEqual(work.moves, [{ itemId: writ.id, from: holder.owner, to: discarded }]);
      assert.deepEqual(work.postings, [
        { owner: holder.owner, asset: 'stack:field-ration', amount: -5 },
        { owner: discarded, asset: 'stack:field-ration', amount: 5 },
      ]);
    });

    it('IV6 a bound stack or item does not leave its character', () => {
      const blade = owned('issue-blade');
      const from = character({ stacks: { 'field-ration': 5 }, items: [blade] });
      const to = storage();
      for (const given of [
        { items: [blade.id] },
        { stacks: [{ kind: 'field-ration', amount: 'all' as const }] },
      ]) {
        refused('item_bound', () =>
          plan([from, to], { do: 'transfer', from: from.owner, to: to.owner, parcel: parcel(given) }),
        );
      }
    });

    it('IV7 what is not there, is worn, fitted or flown, is not moved', () => {
      const boots = worn('trail-boots', 'feet');
      const ship = owned('kestrel', 'active');
      const module = owned('ion-drive', `fit:${ship.id}:engine-1`);
      const from = character({ credits: 5, stacks: { 'iron-ore': 3 }, items: [boots, ship, module] });
      const to = storage({ items: [owned('dock-gloves')] });
      const move = (of: Parameters<typeof parcel>[0]) => () =>
        plan([from, to], { do: 'transfer', from: from.owner, to: to.owner, parcel: parcel(of) });
      for (const { id } of [boots, ship, module]) refused('item_in_use', move({ items: [id] }));
      refused('item_not_found', move({ items: [to.holdings.items[0]!.id] }));
      refused('insufficient_items', move({ stacks: [{ kind: 'iron-ore', amount: 4 }] }));
      refused('insufficient_items', move({ stacks: [{ kind: 'silver-ore', amount: 'all' }] }));
      refused('insufficient_items', move({ stacks: [{ kind: "'; DROP TABLE items", amount: 1 }] }));
      refused('insufficient_credits', move({ credits: 6 }));
    });

    it('IV7 an item cannot be named twice, nor a stack spent twice', () => {
      const boots = owned('trail-boots');
      const from = character({ stacks: { 'iron-ore': 3 }, items: [boots] });
      const to = storage();
      const move = (of: Parameters<typeof parcel>[0]) => () =>
        plan([from, to], { do: 'transfer', from: from.owner, to: to.owner, parcel: parcel(of) });
      refused('item_not_found', move({ items: [boots.id, boots.id] }));
      const two = { kind: 'iron-ore', amount: 2 };
      refused('insufficient_items', move({ stacks: [two, two] }));
    });

    it('IV7 amounts that are no whole numbers in range never reach the ledger', () => {
      const from = character({ credits: 5, stacks: { 'iron-ore': 3 } });
      const to = storage();
      for (const amount of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_000_001, 2 ** 53]) {
        for (const goods of [{ credits: amount }, { stacks: [{ kind: 'iron-ore', amount }] }]) {
          refused('invalid_request', () =>
            plan([from, to], { do: 'transfer', from: from.owner, to: to.owner, parcel: parcel(goods) }),
          );
        }
      }
      refused('invalid_request', () =>
        plan([from], { do: 'transfer', from: from.owner, to: from.owner, parcel: parcel({ credits: 1 }) }),
      );
    });

    it('IV8 changes follow each other: what one takes off and hands over, the next one puts on', () => {
      const boots = worn('trail-boots', 'feet');
      const [one, two] = [character({ items: [boots] }), character()];
      const { work } = plan(
        [one, two],
        { do: 'unequip', owner: one.owner, itemId: boots.id },
        { do: 'transfer', from: one.owner, to: two.owner, parcel: parcel({ items: [boots.id] }) },
        { do: 'equip', owner: two.owner, itemId: boots.id, slot: null },
      );
      assert.deepEqual(work, {
        lifted: [{ itemId: boots.id, owner: one.owner, before: 'equip:feet', after: null }],
        moves: [{ itemId: boots.id, from: one.owner, to: two.owner }],
        created: [],
        placed: [{ itemId: boots.id, owner: two.owner, before: null, after: 'equip:feet' }],
        postings: [],
      });
    });

    it('IV8 what comes back to where it was leaves nothing to write', () => {
      const boots = worn('trail-boots', 'feet');
      const holder = character({ items: [boots] });
      const { work, receipts } = plan(
        [holder],
        { do: 'unequip', owner: holder.owner, itemId: boots.id },
        { do: 'equip', owner: holder.owner, itemId: boots.id, slot: 'feet' },
      );
      assert.deepEqual(work, { lifted: [], moves: [], created: [], placed: [], postings: [] });
      assert.deepEqual(receipts, []);
    });
  });

  it('IV9 a gift is of kinds that content knows, in their form and in whole amounts', () => {
    checkGift(content, {
      credits: 1,
      stacks: [{ kind: 'iron-ore', amount: 1 }],
      items: [{ kind: 'tide-sabre' }, { kind: 'ion-drive' }],
    });
    const none = { credits: 0, stacks: [], items: [] };
    refused('content_not_found', () =>
      checkGift(content, { ...none, stacks: [{ kind: 'tide-sabre', amount: 1 }] }),
    );
    refused('content_not_found', () => checkGift(content, { ...none, items: [{ kind: 'nothing' }] }));
    refused('invalid_request', () => checkGift(content, { ...none, items: [{ kind: 'iron-ore' }] }));
    refused('invalid_request', () =>
      checkGift(content, { ...none, stacks: [{ kind: 'iron-ore', amount: 0 }] }),
    );
    refused('invalid_request', () => checkGift(content, { ...none, credits: -1 }));
  });
});
