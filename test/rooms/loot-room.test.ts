import assert from 'node:assert/strict';
import { Loot } from '../../rooms/loot.ts';
import type { Drop } from '../../src/game/drop.ts';
import { NO_EFFECTS } from '../../src/game/effects.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { affect } from '../../src/game/world.ts';
import { HandWorld } from '../kit/hand-world.ts';

describe('loot of a room that waits for the database', () => {
  it('LO16 while there is no room for the commit nothing comes by itself, to whoever has a magnet', () => {
    const hand = new HandWorld();
    const [ann, bob, cay] = ['ann', 'bob', 'cay'].map((id) => hand.enter(id, 100, 100));
    for (const player of [ann!, bob!]) affect(hand.world, player, { ...NO_EFFECTS, magnetRange: 60 });
    const full = new Set(['ann', 'cay']);
    const granted: string[] = [];
    const loot = new Loot({
      actions: { begin: () => true, refuse() {} },
      commits: { hasRoomFor: (id) => !full.has(id) },
      grants: { give: async ({ key }) => void granted.push(key) },
      instance: 'i1',
      world: hand.world,
    });
    const drop = { id: 'd1-1', credits: 7, stacks: [], items: [] } as unknown as Drop;
    const heard: WorldEvent[] = [{ type: 'picked-up', player: ann!, actionId: null, drop }];
    loot.hear(heard);
    assert.deepEqual(granted, ['loot:i1:d1-1']);
    assert.equal(ann!.attracts, true, 'nothing lies there');
    hand.world.drops.set('d1-2', drop);
    loot.hear([]);
    assert.deepEqual(
      [ann, bob, cay].map((player) => player!.attracts),
      [false, true, true],
    );
    full.clear();
    loot.hear([]);
    assert.equal(ann!.attracts, true);
  });
});
