import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Dice } from '../../loadtest/economy/dice.ts';
import { goodConduct, noteRefusal, pointsNow } from '../../src/game/conduct.ts';
import { fullInputAllowance, takeInputs } from '../../src/game/honesty.ts';
import { EAST, HandWorld } from '../kit/hand-world.ts';

const STEPS_PER_SEC = 30;
const RULES = { threshold: 10, forgivenPerMin: 60, weights: { bad: 4, slight: 0.5 } };

describe('honest movement', () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

  it('HM1 whatever a client sends, nobody gets further than its speed takes it: 160 px/s is 8 px a step, and half a second is caught up with at most', () => {
    const world = new HandWorld();
    const player = world.enter('a', 100, 100);
    for (let tick = 1; tick <= 100; tick++) {
      world.send(player, EAST, 50);
      world.tick();
      assert.ok(player.body.x <= 100 + 8 * tick, `tick ${tick}: ${player.body.x}`);
    }
    assert.equal(player.body.x, 900);
    world.tick(40);
    assert.equal(player.body.x, 908, 'the one input that still waited');
    world.send(player, EAST, 50);
    world.tick();
    assert.equal(player.body.x, 908 + 10 * 8);
    assert.ok(player.refusedInputs > 4_000, `${player.refusedInputs} refused`);
  });

  it(`HM2 an honest client on the worst of lines is never taken for a flood: silences up to 25 s, then all of it at once (SEED=${seed})`, () => {
    const dice = new Dice(seed);
    const allowance = fullInputAllowance(STEPS_PER_SEC);
    let held = 0;
    let silentSec = 0;
    for (let second = 0; second < 20_000; second++) {
      // Its clock runs up to a tenth fast.
      held += dice.whole(27, 33);
      if (silentSec > 0) silentSec -= 1;
      else if (dice.chance(0.1)) silentSec = dice.whole(1, 25);
      const received = silentSec > 0 ? 0 : held;
      held -= received;
      assert.equal(takeInputs(allowance, received, 1, STEPS_PER_SEC), 0, `second ${second}`);
    }
  });

  it('HM3 inputs at twice the pace are beyond what is allowed after 38 s; from then on 22.5 a second', () => {
    const allowance = fullInputAllowance(STEPS_PER_SEC);
    const beyond = Array.from({ length: 41 }, () => takeInputs(allowance, 60, 1, STEPS_PER_SEC));
    assert.deepEqual(beyond, [...Array(38).fill(0), 15, 22.5, 22.5]);
  });

  it('HM3 a server that stalls makes nobody dishonest: what counts is the time on the wall', () => {
    const allowance = fullInputAllowance(STEPS_PER_SEC);
    for (let look = 0; look < 1_000; look++)
      assert.equal(takeInputs(allowance, 5 * STEPS_PER_SEC, 5, STEPS_PER_SEC), 0);
  });

  it('HM4 refusals are counted by code and cost points by weight; a minute takes points away, never below none', () => {
    const conduct = goodConduct(0);
    assert.equal(noteRefusal(conduct, RULES, 'slight', 4, 0), false);
    assert.equal(conduct.points, 2);
    assert.equal(noteRefusal(conduct, RULES, 'harmless', 1_000, 0), false);
    assert.equal(conduct.points, 2);
    assert.equal(pointsNow(conduct, RULES, 1_500), 0.5);
    assert.equal(pointsNow(conduct, RULES, 60_000), 0);
    assert.equal(noteRefusal(conduct, RULES, 'bad', 1, 60_000), false);
    assert.equal(conduct.points, 4);
    assert.deepEqual(
      [...conduct.refusals],
      [
        ['slight', 4],
        ['harmless', 1_000],
        ['bad', 1],
      ],
    );
  });

  it('HM5 enough is at the threshold', () => {
    const conduct = goodConduct(0);
    assert.equal(noteRefusal(conduct, RULES, 'bad', 2, 0), false);
    assert.equal(noteRefusal(conduct, RULES, 'slight', 3, 0), false);
    assert.equal(noteRefusal(conduct, RULES, 'slight', 1, 0), true);
  });
});
