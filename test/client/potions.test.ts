import assert from 'node:assert/strict';
import { PotionBelt } from '../../client/src/combat/potion-belt.ts';
import { type Potion, potionFor } from '../../client/src/combat/potions.ts';
import type { ItemKind } from '../../src/content/goods.ts';
import type { ClientMessage } from '../../src/protocol.ts';

type Resource = 'health' | 'mana';

function potion(id: string, resource: Resource, amount: number): ItemKind {
  return { id, effects: [{ kind: 'restore', resource, amount }] } as unknown as ItemKind;
}

const ITEMS = new Map(
  [potion('small', 'health', 20), potion('large', 'health', 150), potion('blue', 'mana', 40)].map((kind) => [
    kind.id,
    kind,
  ]),
);

describe('potions in the client', () => {
  const full = { now: 100, most: 100 };
  const stacks = [
    { kind: 'large', amount: 1 },
    { kind: 'small', amount: 5 },
    { kind: 'blue', amount: 2 },
    { kind: 'of-a-later-version', amount: 9 },
  ];
  const best = (health: number, mana: number, carried = stacks) => {
    const vitals = { health: { now: health, most: 100 }, mana: { now: mana, most: 100 }, stamina: full };
    return potionFor(vitals, carried, (kind) => ITEMS.get(kind))?.kind.id ?? null;
  };

  it('CL44 the potion for what one has least of is offered: the smallest that fills it up, else the largest', () => {
    assert.equal(best(85, 100), 'small');
    assert.equal(best(50, 100), 'large');
    assert.equal(best(50, 100, [{ kind: 'small', amount: 1 }]), 'small');
    assert.equal(best(50, 10), 'blue');
    assert.equal(best(50, 10, [{ kind: 'small', amount: 1 }]), 'small', 'there is nothing for the mana');
    assert.equal(best(50, 50, []), null);
  });

  describe('using one', () => {
    let sent: ClientMessage<'use'>[];
    let told: string[];
    let used: number;
    let leftMs: number;
    let offered: Potion | null;
    let belt: PotionBelt;

    beforeEach(() => {
      [sent, told, used, leftMs] = [[], [], 0, 0];
      offered = { kind: ITEMS.get('small')!, amount: 5, resource: 'health' };
      belt = new PotionBelt({
        best: () => offered,
        leftMs: () => leftMs,
        send: (message) => sent.push(message),
        onUsed: () => {
          used += 1;
        },
        onRefused: (text) => told.push(text),
      });
    });

    it('CL45 one goes out at a time, none before it is ready; what one owns is looked at anew', () => {
      leftMs = 1;
      belt.use();
      assert.equal(sent.length, 0);
      leftMs = 0;
      belt.use();
      belt.use();
      assert.deepEqual(
        sent.map(({ item }) => item),
        ['small'],
      );
      belt.confirm({ actionId: 'another', ok: true, code: null });
      belt.confirm({ actionId: sent[0]!.actionId, ok: true, code: null });
      assert.equal(used, 1);
      belt.use();
      assert.equal(sent.length, 2);
    });

    it('CL45 a refusal is told, and so is that there is none; another room forgets what was asked', () => {
      belt.use();
      belt.confirm({ actionId: sent[0]!.actionId, ok: false, code: 'insufficient_items' });
      assert.deepEqual(told, ['There are not enough of these.']);
      belt.use();
      belt.reset();
      belt.use();
      assert.equal(sent.length, 3);
      belt.reset();
      offered = null;
      belt.use();
      assert.deepEqual([sent.length, told.at(-1)], [3, 'There is no potion left.']);
    });
  });
});
