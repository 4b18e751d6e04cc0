import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import { openContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';

/** A room whose turns are taken by hand. */
interface HandRoom {
  world: { tick: number };
  setTimestep(onTurn: () => void, periodMs: number): void;
  advance(elapsedMs: number): void;
}

describe('the rhythm of a room', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });
  after(() => realm.stop());

  for (const { kind, place, steps, patches } of [
    { kind: 'zone', place: 'verdant-forest', steps: 30, patches: 10 },
    { kind: 'hub', place: 'haven', steps: 20, patches: 20 },
  ] as const) {
    it(`LP9 in a ${kind} ${steps} steps a second, and ${patches} patches`, async () => {
      const room = await realm.join(await realm.person(), place, undefined, kind);
      const inside = matchMaker.getLocalRoomById(room.roomId) as unknown as HandRoom;
      const step = (count: number) => {
        for (let i = 0; i < count; i++) inside.advance(1_000 / steps);
      };
      inside.setTimestep(() => {}, 1_000);
      await new Promise((resolve) => room.ping(resolve));
      let heard = 0;
      room.onStateChange(() => {
        heard += 1;
      });
      const { tick } = inside.world;
      step(3 * steps);
      // The answer comes after all that was sent before it.
      await new Promise((resolve) => room.ping(resolve));
      assert.deepEqual([inside.world.tick - tick, heard], [3 * steps, 3 * patches]);
      await room.leave();
    });
  }
});
