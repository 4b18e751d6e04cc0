import assert from 'node:assert/strict';
import { aimOf, type Situation } from '../../client/src/combat/aim.ts';
import { flightFrom, flownTo, handOver } from '../../client/src/combat/flight.ts';
import { Readiness } from '../../client/src/combat/readiness.ts';
import { SimClock } from '../../client/src/combat/sim-clock.ts';
import { nearestEnemy, nextEnemy, type Target, targetAt } from '../../client/src/combat/targets.ts';
import { idsOf, shareOf } from '../../client/src/combat/vitals.ts';
import {
  abilityText,
  clockText,
  fallText,
  secondsText,
  sweepOf,
} from '../../client/src/hud/combat/ability-words.ts';
import { OwnState } from '../../schema/own-state.ts';
import type { AbilityShape } from '../../src/content/combat-types.ts';

function someone(id: string, x: number, y: number, changes: Partial<Target> = {}): Target {
  return {
    ...{ id, name: id, level: 1, x, y, half: 10, isEnemy: true, isAlive: true },
    ...{ health: 5, maxHealth: 5, color: '#ffffff', statuses: [], ...changes },
  };
}

describe('fights in the client', () => {
  describe('cooldowns', () => {
    it('CL30 what is left of a cooldown is reckoned from the state that told of it, and on by the own clock', () => {
      const clock = new SimClock();
      const readiness = new Readiness(clock);
      const own = new OwnState().assign({ now: 10_000, ready1: 10_800, ready3: 9_000 });
      clock.hear(own.now, 500);
      assert.equal(readiness.leftMs(own, 0, 500), 800);
      assert.equal(readiness.leftMs(own, 0, 700), 600);
      clock.hear(own.now, 700);
      assert.equal(readiness.leftMs(own, 0, 700), 600, 'the same word again changes nothing');
      assert.equal(readiness.leftMs(own, 0, 1_301), 0);
      assert.deepEqual([readiness.leftMs(own, 2, 500), readiness.leftMs(own, 5, 500)], [0, 0]);
      assert.equal(readiness.leftMs(undefined, 0, 500), 0);
    });

    it('CL30 what was asked for is not ready at once; a refusal gives it back, another room forgets it', () => {
      const readiness = new Readiness(new SimClock());
      readiness.ask(1, 2_000, 250, 100);
      assert.equal(readiness.leftMs(undefined, 1, 600), 1_500);
      readiness.refuse(1);
      assert.equal(readiness.leftMs(undefined, 1, 600), 0);
      readiness.ask(1, 2_000, 250, 100);
      readiness.reset();
      assert.equal(readiness.leftMs(undefined, 1, 600), 0);
    });
  });

  describe('choosing somebody', () => {
    const self = { x: 100, y: 100 };
    const near = someone('near', 130, 100);
    const far = someone('far', 300, 100);
    const dead = someone('dead', 101, 100, { isAlive: false });
    const friend = someone('friend', 110, 100, { isEnemy: false });

    it('CL31 the nearest living enemy in range is meant, nobody else', () => {
      assert.equal(nearestEnemy(self, [far, dead, friend, near], 400), near);
      assert.equal(nearestEnemy(self, [far, dead, friend], 199), null);
    });

    it('CL31 Tab goes from the nearest enemy to the farthest and begins anew; without one nobody is chosen', () => {
      const all = [far, friend, near, dead];
      assert.equal(nextEnemy(self, all, 400, null), near);
      assert.equal(nextEnemy(self, all, 400, 'near'), far);
      assert.equal(nextEnemy(self, all, 400, 'far'), near);
      assert.equal(nextEnemy(self, all, 400, 'gone'), near);
      assert.equal(nextEnemy(self, [friend], 400, 'friend'), null);
    });

    it('CL31 a press means who stands there, enemies before friends; the figure above the middle counts', () => {
      const both = [someone('ally', 200, 200, { isEnemy: false }), someone('foe', 206, 200)];
      assert.equal(targetAt({ x: 200, y: 200 }, both)?.id, 'foe');
      assert.equal(targetAt({ x: 206, y: 171 }, both)?.id, 'foe');
      assert.equal(targetAt({ x: 206, y: 169 }, both), null);
      assert.equal(targetAt({ x: 206, y: 221 }, both), null);
      assert.equal(targetAt({ x: 101, y: 100 }, [dead]), null);
    });
  });

  describe('aim', () => {
    const enemy = someone('foe', 100, 300);
    const base: Situation = {
      ...{ self: { x: 100, y: 100 }, facing: Math.PI, pointer: null, target: null, targets: [] },
    };
    const aim = (shape: AbilityShape, changes: Partial<Situation> = {}) =>
      aimOf({ shape }, { ...base, ...changes });
    const arc: AbilityShape = { kind: 'arc', range: 50, degrees: 90 };
    const shot: AbilityShape = {
      ...{ kind: 'projectile', speed: 500, range: 400, half: 4, pierces: false, splash: 0 },
    };
    const rain: AbilityShape = { kind: 'circle', range: 108, radius: 40 };

    it('CL32 shots and cuts go to the mouse, else to the target, else to the nearest enemy in range, else ahead', () => {
      assert.deepEqual(aim(shot, { pointer: { x: 200, y: 100 }, target: enemy }), { aim: 0 });
      assert.deepEqual(aim(shot, { target: enemy }), { aim: Math.PI / 2 });
      assert.deepEqual(aim(shot, { targets: [enemy] }), { aim: Math.PI / 2 });
      assert.deepEqual(aim(arc, { targets: [enemy] }), { aim: Math.PI });
    });

    it('CL32 a dash goes to the mouse, else ahead and not at the enemy', () => {
      const dash: AbilityShape = { kind: 'dash', distance: 100 };
      assert.deepEqual(aim(dash, { target: enemy }), { aim: Math.PI });
      assert.deepEqual(aim(dash, { pointer: { x: 100, y: 0 } }), { aim: -Math.PI / 2 });
    });

    it('CL32 a place is whole pixels within range and on the map; around oneself it needs none', () => {
      assert.deepEqual(aim(rain, { pointer: { x: 500, y: 100 } }), { x: 200, y: 100 });
      assert.deepEqual(aim(rain, { pointer: { x: 130.4, y: 100 } }), { x: 130, y: 100 });
      assert.deepEqual(aim(rain, { pointer: { x: -900, y: 100 }, self: { x: 20, y: 100 } }), {
        x: 0,
        y: 100,
      });
      assert.deepEqual(aim(rain), { x: 0, y: 100 });
      assert.deepEqual(aim({ kind: 'circle', range: 0, radius: 80 }, { pointer: { x: 1, y: 1 } }), {});
    });

    it('CL32 help goes to a friend who was chosen, else to oneself; harm needs an enemy', () => {
      const friend = someone('friend', 90, 90, { isEnemy: false });
      const ally: AbilityShape = { kind: 'ally', range: 100 };
      assert.deepEqual(aim(ally, { target: friend }), { target: 'friend' });
      assert.deepEqual(aim(ally, { target: enemy }), {});
      assert.deepEqual(aim({ kind: 'self' }, { target: enemy }), {});
      const strike: AbilityShape = { kind: 'enemy', range: 250 };
      assert.deepEqual(aim(strike, { target: friend, targets: [enemy] }), { target: 'foe' });
      assert.equal(aim({ kind: 'enemy', range: 150 }, { targets: [enemy] }), null);
    });
  });

  describe('shots', () => {
    it('CL33 a shot flies straight from where and when it appeared', () => {
      const flight = flightFrom({ x: 10, y: 20 }, { x: 100, y: -50 }, 1_000);
      assert.deepEqual(flownTo(flight, 1_000), { x: 10, y: 20 });
      assert.deepEqual(flownTo(flight, 1_500), { x: 60, y: -5 });
      assert.deepEqual(flownTo(flight, 900), { x: 10, y: 20 });
    });

    it('CL33 an own shot goes on where it was drawn and joins the way that the server tells', () => {
      const drawn = flightFrom({ x: 0, y: 0 }, { x: 100, y: 0 }, 1_000);
      const told = flightFrom({ x: 0, y: 4 }, { x: 100, y: 0 }, 1_100);
      const flight = handOver(told, drawn, 1_100);
      assert.deepEqual(flownTo(flight, 1_100), { x: 10, y: 0 });
      assert.deepEqual(flownTo(flight, 1_170), { x: 12, y: 2 });
      assert.deepEqual(flownTo(flight, 1_300), { x: 20, y: 4 });
    });
  });

  describe('what is shown', () => {
    it('CL34 gauges are shares from 0 to 1, ids come with spaces between', () => {
      assert.equal(shareOf({ now: 30, most: 120 }), 0.25);
      assert.equal(shareOf({ now: 130, most: 120 }), 1);
      assert.equal(shareOf({ now: 0, most: 0 }), 0);
      assert.deepEqual(idsOf('slowed burning'), ['slowed', 'burning']);
      assert.deepEqual([idsOf(''), idsOf(undefined)], [[], []]);
    });

    it('CL34 waits are told in whole seconds and in tenths at the end, matches in minutes', () => {
      assert.deepEqual([9_001, 3_000, 2_910, 40].map(secondsText), ['10', '3', '3.0', '0.1']);
      assert.deepEqual([180_000, 61_500, 5_000].map(clockText), ['3:00', '1:02', '0:05']);
      assert.deepEqual(
        [sweepOf(500, 2_000), sweepOf(0, 2_000), sweepOf(9_000, 2_000)],
        ['0.250', '0', '1.000'],
      );
    });

    it('CL34 an ability says what it costs', () => {
      const text = abilityText({
        ...{ id: 'bolt', name: 'Bolt', text: 'A spark.', color: '#ffffff', icon: 'bolt', effects: [] },
        ...{ cost: { mana: 4, stamina: 0 }, cooldownSec: 0.8, shape: { kind: 'self' } },
      });
      assert.equal(text, 'Bolt: A spark.\n4 mana, ready after 0.8 s');
    });

    it('CL43 the fallen are told whose blow it was, and nothing where nobody is in view', () => {
      assert.equal(fallText('Thorn Hound'), 'Thorn Hound was stronger.');
      assert.equal(fallText(null), null);
    });
  });
});
