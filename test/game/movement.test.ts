import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GameMap } from '../../src/game/map.ts';
import { BODY_HALF, stepMovement } from '../../src/game/movement.ts';
import { EAST, emptyMap, HandWorld, SOUTH, WEST } from '../kit/hand-world.ts';

describe('movement', () => {
  it('MV1 one input moves a character by speed times step, in the direction of its axes', () => {
    const hand = new HandWorld();
    const player = hand.enter('ann', 200, 300);
    hand.send(player, EAST);
    hand.tick();
    assert.deepEqual(player.body, { x: 208, y: 300, facing: 0 });
    hand.send(player, SOUTH);
    hand.tick();
    assert.deepEqual(player.body, { x: 208, y: 308, facing: 64 });
  });

  it('MV1 a half-pressed stick moves at half the speed', () => {
    const body = { x: 100, y: 100, facing: 0 };
    stepMovement(body, { moveX: 63.5, moveY: 0, facing: 0 }, new GameMap(1000, 1000, []), 160, 0.05);
    assert.equal(body.x, 104);
  });

  it('MV2 a diagonal, and an axis forged beyond its range, is no faster than straight ahead', () => {
    const map = new GameMap(1000, 1000, []);
    const diagonal = { x: 100, y: 100, facing: 0 };
    stepMovement(diagonal, { moveX: 127, moveY: 127, facing: 0 }, map, 160, 0.05);
    assert.equal(diagonal.x, Math.fround(100 + 8 / Math.SQRT2));
    assert.equal(diagonal.y, Math.fround(100 + 8 / Math.SQRT2));
    const forged = { x: 100, y: 100, facing: 0 };
    stepMovement(forged, { moveX: -128, moveY: 0, facing: 0 }, map, 160, 0.05);
    assert.equal(forged.x, 92);
  });

  it('MV3 walls stop the blocked axis only: the character slides along them', () => {
    const wall = { left: 220, top: 0, right: 260, bottom: 600 };
    const hand = new HandWorld(emptyMap(1000, 1000, [wall]));
    const player = hand.enter('ann', 207, 300);
    hand.send(player, { moveX: 127, moveY: 127, facing: 32 });
    hand.tick();
    assert.deepEqual(player.body, { x: 210, y: Math.fround(300 + 8 / Math.SQRT2), facing: 32 });
  });

  it('MV3 the bounds of the map hold on every side', () => {
    const hand = new HandWorld(emptyMap(500, 500));
    const player = hand.enter('ann', 12, 250);
    hand.send(player, WEST);
    hand.tick();
    assert.equal(player.body.x, BODY_HALF);
  });

  it('MV3 no wall is too thin for a fast step', () => {
    const map = new GameMap(1000, 1000, [{ left: 300, top: 0, right: 301, bottom: 1000 }]);
    const body = { x: 100, y: 500, facing: 0 };
    stepMovement(body, EAST, map, 100_000, 0.05);
    assert.equal(body.x, 290);
  });

  it('MV4 more inputs than time pays for are dropped and counted', () => {
    const hand = new HandWorld();
    const player = hand.enter('cheat', 200, 300);
    hand.send(player, EAST, 32);
    hand.tick();
    assert.equal(player.body.x, 208, 'the first tick pays for one step');
    assert.equal(player.refusedInputs, 30);
    assert.equal(hand.waiting(player), 1);
    hand.tick(3);
    assert.equal(player.body.x, 216);
  });

  it('MV4 inputs that arrive in a clump catch up, by half a second at most', () => {
    const hand = new HandWorld();
    const player = hand.enter('laggy', 200, 300);
    hand.tick(40);
    hand.send(player, EAST, 20);
    hand.tick();
    assert.equal(player.body.x, 200 + 10 * 8);
    assert.equal(player.refusedInputs, 9);
  });

  it('MV5 a character without connection stands still, whatever it still had in flight', () => {
    const hand = new HandWorld();
    const player = hand.enter('gone', 200, 300);
    player.connected = false;
    hand.send(player, EAST, 3);
    hand.tick(3);
    assert.equal(player.body.x, 200);
  });

  it('MV6 whatever is sent, nobody stands in a wall, leaves the map or outruns the clock', () => {
    const walls = [
      { left: 100, top: 100, right: 200, bottom: 130 },
      { left: 190, top: 120, right: 230, bottom: 300 },
      { left: 60, top: 250, right: 140, bottom: 260 },
    ];
    const command = fc.record({
      moveX: fc.integer({ min: -128, max: 127 }),
      moveY: fc.integer({ min: -128, max: 127 }),
      facing: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(command, { maxLength: 12 }), { maxLength: 60 }), (ticks) => {
        const hand = new HandWorld(emptyMap(400, 400, walls));
        const player = hand.enter('any', 50, 50);
        let paid = 0;
        let travelled = 0;
        for (const commands of ticks) {
          const before = { ...player.body };
          for (const sent of commands) hand.send(player, sent);
          hand.tick();
          paid += 1;
          travelled += Math.hypot(player.body.x - before.x, player.body.y - before.y);
          assert.ok(hand.world.map.isFree(player.body.x, player.body.y, BODY_HALF));
          assert.equal(player.body.x, Math.fround(player.body.x));
        }
        assert.ok(travelled <= paid * 8 + 1e-3, `${travelled} px in ${paid} ticks`);
      }),
      { numRuns: 200 },
    );
  });
});
