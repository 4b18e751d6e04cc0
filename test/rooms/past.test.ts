import assert from 'node:assert/strict';
import { Delays } from '../../rooms/past/delays.ts';
import { RoomPast } from '../../rooms/past.ts';
import { standUp } from '../../src/game/deaths.ts';
import { STATUSES } from '../kit/fight.ts';
import { EAST, HandWorld, PEACE } from '../kit/hand-world.ts';

/** 20 ticks a second, 160 px/s: 8 px in a tick of 50 ms. */
const STEPS_PER_SEC = 20;
const WAR = {
  ...PEACE,
  combat: 'everyone',
  statuses: new Map(STATUSES.map((kind) => [kind.id, kind])),
} as const;

describe('the past', () => {
  describe('where somebody was', () => {
    /** She has walked 20 ticks to the east, from x = 500 to 660. */
    function walked(rules = WAR) {
      const hand = new HandWorld(undefined, { rules });
      const past = new RoomPast(STEPS_PER_SEC, { now: () => 0, renderTimeOf: () => 0 });
      const ann = hand.enter('ann', 500, 1000);
      for (let i = 0; i < 20; i++) {
        hand.send(ann, EAST);
        hand.tick();
        past.record(hand.world);
      }
      return { hand, past, ann };
    }

    it('AN23 it is known to the millisecond, between ticks in proportion, and for 250 ms at most', () => {
      const { hand, past, ann } = walked();
      hand.send(ann, EAST);
      hand.tick();
      assert.equal(ann.body.x, 668);
      const xAgo = (ms: number) => past.positionAt(ann, ms / 1000).x;
      const expected = [
        [0, 668],
        [25, 664],
        [50, 660],
        [75, 656],
        [125, 648],
        [250, 628],
      ] as const;
      for (const [ms, x] of expected) assert.ok(Math.abs(xAgo(ms) - x) < 0.01, `${ms} ms: ${xAgo(ms)}`);
      assert.ok(668 - xAgo(400) <= 8 * 6 + 0.01, 'nothing is known of what was longer ago');
    });

    it('AN23 who has just come was always where it is', () => {
      const { hand, past } = walked();
      const bob = hand.enter('bob', 900, 900);
      assert.deepEqual(past.positionAt(bob, 0.2), bob.body);
      hand.tick();
      past.record(hand.world);
      const { x, y } = past.positionAt(bob, 0.2);
      assert.deepEqual([x, y], [900, 900]);
    });

    it('AN33 who stands up elsewhere was always there: nobody is hit where it died, or half way between', () => {
      const { hand, past, ann } = walked();
      standUp(hand.world, ann, 1 / STEPS_PER_SEC);
      past.record(hand.world);
      for (let ms = 10; ms <= 250; ms += 10) {
        const { x, y } = past.positionAt(ann, ms / 1000);
        assert.deepEqual([x, y], [100, 100], `${ms} ms ago`);
      }
      hand.send(ann, EAST);
      hand.tick();
      past.record(hand.world);
      assert.deepEqual({ ...past.positionAt(ann, 0.25) }, { x: 100, y: 100 });
    });

    it('AN23 the same ticks leave the same tracks, to the bit', () => {
      const [one, other] = [walked(), walked()];
      for (let ms = 0; ms <= 250; ms++) {
        const { x, y } = one.past.positionAt(one.ann, ms / 1000);
        const again = other.past.positionAt(other.ann, ms / 1000);
        assert.deepEqual([x, y], [again.x, again.y]);
      }
    });

    it('AN24 nothing is recorded where nobody fights', () => {
      const { past, ann } = walked({ ...WAR, combat: 'none' } as never);
      assert.equal(past.positionAt(ann, 0.25), ann.body);
    });
  });

  describe('how far behind somebody sees', () => {
    const stamps = new Map<string, number>();
    let now = 0;
    let delays: Delays;

    /** Twenty patches, one every 50 ms; the simulation is 10 s behind the clock. The last is of 1,000 ms. */
    beforeEach(() => {
      stamps.clear();
      delays = new Delays({ now: () => now, renderTimeOf: (id) => stamps.get(id) ?? 0 }, 250);
      for (let simulatedMs = 50; simulatedMs <= 1000; simulatedMs += 50) {
        now = 10_000 + simulatedMs;
        delays.notePatch(simulatedMs);
      }
    });

    function delayAfter(stamp: number, simulatedMs = 1000): number {
      stamps.set('ann', stamp);
      return delays.of('ann', simulatedMs);
    }

    it('AN25 it is the age of what was on its screen, in whole milliseconds of simulated time', () => {
      assert.equal(delayAfter(10_880), 120);
      assert.equal(delayAfter(10_880.4, 1050), 170);
      assert.equal(delayAfter(10_999.6), 0);
      assert.equal(delayAfter(11_020, 1050), 30);
    });

    it('AN25 the clock of the patches counts as it ran: what came late was shown late', () => {
      now = 11_100;
      delays.notePatch(1050);
      // Half way between a patch of 1,000 ms at 11,000 and one of 1,050 ms at 11,100.
      assert.equal(delayAfter(11_050, 1100), 75);
    });

    it('AN25 who stands still and sends nothing does not see older things for that', () => {
      assert.equal(delayAfter(10_880), 120);
      assert.equal(delayAfter(10_880, 6000), 120);
    });

    it('AN26 whatever a client claims, it is never more than 250 ms and never in the future', () => {
      assert.equal(delayAfter(10_600), 250);
      for (const wild of [1, 0.001, Number.MIN_VALUE]) assert.equal(delayAfter(wild), 250);
      for (const wild of [11_001, 2 ** 32, Number.MAX_VALUE]) assert.equal(delayAfter(wild), 0);
      for (const none of [0, -1, -(2 ** 32), Number.NaN]) assert.equal(delayAfter(none), 0);
    });

    it('AN34 a screen never goes back: who claims older things than before sees what it saw', () => {
      assert.equal(delayAfter(10_980), 20);
      assert.equal(delayAfter(10_760), 20, 'not 240');
      assert.equal(delayAfter(10_990, 1050), 60);
      assert.equal(delayAfter(10_800, 1050), 60, 'not 250');
    });

    it('AN34 a clock that was ahead for a moment is made up for as soon as time has passed', () => {
      assert.equal(delayAfter(2 ** 32), 0);
      assert.equal(delayAfter(10_950, 1050), 50);
      assert.equal(delayAfter(11_010, 1150), 140);
    });

    it('AN26 who has left is forgotten', () => {
      delayAfter(10_880);
      delays.keepOnly(new Map());
      assert.equal(delayAfter(10_880, 1050), 170);
    });
  });
});
