import assert from 'node:assert/strict';
import { useAbility } from '../../src/game/abilities.ts';
import type { ActionRefusal } from '../../src/game/events.ts';
import { requestCollect } from '../../src/game/harvest.ts';
import { hasLineOfSight } from '../../src/game/line-of-sight.ts';
import { GameMap } from '../../src/game/map.ts';
import { nextBetween, seededRandom } from '../../src/game/random.ts';
import { gain } from '../../src/game/statuses.ts';
import type { Player } from '../../src/game/world.ts';
import { ability, answers, Fight, SEED, struck } from '../kit/fight.ts';
import { AT_SPOT, harvestOf, SPOT, VEIN } from '../kit/harvest.ts';

const DT = 1 / 20;
const ARC = ability('arc', { kind: 'arc', range: 40, degrees: 90 });
const CIRCLE = ability('circle', { kind: 'circle', range: 200, radius: 50 });
const AROUND = ability('around', { kind: 'circle', range: 0, radius: 50 });
const ENEMY = ability('enemy', { kind: 'enemy', range: 200 });
const ALLY = ability('ally', { kind: 'ally', range: 200 }, [{ kind: 'heal', amount: 10, share: 0 }]);
const DASH = ability('dash', { kind: 'dash', distance: 100 }, []);
const SHOT = ability('shot', {
  kind: 'projectile',
  speed: 400,
  range: 300,
  half: 5,
  pierces: false,
  splash: 0,
});
const COSTLY = ability('costly', { kind: 'self' }, [], {
  cost: { mana: 20, stamina: 30 },
  cooldownSec: 1.02,
});
const ALL = [ARC, CIRCLE, AROUND, ENEMY, ALLY, DASH, SHOT, COSTLY];

const NAN = Number.NaN;
const WALL = { left: 200, top: 0, right: 210, bottom: 200 };

/** Ann at (100, 100), looking east, and Bob, her enemy, 40 px to the east of her. */
function duel(walls: (typeof WALL)[] = []): { fight: Fight; ann: Player; bob: Player } {
  const fight = new Fight(ALL, { walls });
  const ann = fight.join('ann', 100, 100);
  const bob = fight.join('bob', 140, 100);
  return { fight, ann, bob };
}

function give(fight: Fight, target: Player, id: string): void {
  gain(fight.world, target, fight.world.rules.statuses.get(id)!, target.id, DT);
}

describe('abilities', () => {
  it('AB1 who uses an ability pays for it and waits for it, in whole ticks; those who watch are told', () => {
    const { fight, ann } = duel();
    const events = fight.use(ann, 'costly');
    assert.deepEqual(events, [
      { type: 'ability-used', actor: ann, ability: COSTLY, aim: 0, x: 100, y: 100 },
      { type: 'action-done', player: ann, actionId: 'a1' },
    ]);
    assert.deepEqual(ann.vitals, { health: 100, mana: 30, stamina: 70 });
    fight.tick(19);
    assert.deepEqual(answers(fight.use(ann, 'costly')), ['ability_not_ready'], '1.02 s are 21 ticks');
    assert.deepEqual(answers(fight.use(ann, 'costly')), ['done']);
  });

  it('AB24 going out and in again makes nothing ready before its time', () => {
    const { fight, ann, bob } = duel();
    fight.use(ann, 'costly');
    fight.leave(ann);
    fight.leave(bob);
    const { absentCooldowns } = fight.world;
    assert.deepEqual([...absentCooldowns.keys()], ['ann'], 'of whom all is ready nothing is kept');
    const back = fight.enter('ann', 100, 100);
    assert.equal(absentCooldowns.size, 0);
    fight.tick(19);
    assert.deepEqual(answers(fight.use(back, 'costly')), ['ability_not_ready']);
    assert.deepEqual(answers(fight.use(back, 'costly')), ['done']);
    fight.leave(back);
    fight.tick(21);
    const eve = fight.enter('eve', 100, 100);
    fight.leave(eve);
    assert.equal(absentCooldowns.size, 0, 'nor of whom all has become ready meanwhile');
  });

  it('AB1 after an ability none of the others is ready for a moment', () => {
    const { fight, ann } = duel();
    fight.use(ann, 'arc');
    assert.deepEqual(answers(fight.use(ann, 'around')), ['ability_not_ready']);
    fight.tick(3);
    assert.deepEqual(answers(fight.use(ann, 'around')), ['done'], 'five ticks after the first');
    assert.deepEqual(answers(fight.use(ann, 'arc')), ['ability_not_ready'], 'its own time is not shortened');
  });

  it('AB2 what is refused is refused for the first of its reasons, and costs nothing', () => {
    const { fight, ann, bob } = duel([WALL]);
    const cid = fight.join('cid', 300, 100);
    const spent = () => [ann.vitals.mana, ann.vitals.stamina, ann.cooldowns.size];
    const before = spent();
    const refuse = (code: ActionRefusal, ...[id, at]: [string, Parameters<Fight['use']>[2]?]) => {
      assert.deepEqual(answers(fight.use(ann, id, at)), [code]);
      assert.deepEqual(spent(), before);
    };
    refuse('target_invalid', 'enemy');
    refuse('target_invalid', 'enemy', { target: 'nobody' });
    refuse('target_invalid', 'enemy', { target: '__proto__' });
    refuse('target_invalid', 'enemy', { target: 'ann' });
    refuse('target_invalid', 'ally', { target: 'bob' });
    refuse('target_invalid', 'circle');
    refuse('target_invalid', 'circle', { point: { x: NAN, y: 100 } });
    refuse('target_invalid', 'circle', { point: { x: 150, y: -1 } });
    refuse('target_invalid', 'circle', { point: { x: Infinity, y: 1 } });
    refuse('target_invalid', 'shot', { aim: NAN });
    refuse('target_invalid', 'dash', { aim: Infinity });
    refuse('no_line_of_sight', 'enemy', { target: 'cid' });
    refuse('no_line_of_sight', 'circle', { point: { x: 250, y: 100 } });
    refuse('too_far', 'circle', { point: { x: 311, y: 100 } });
    fight.put(cid, 321, 100);
    refuse('too_far', 'enemy', { target: 'cid' });
    cid.vitals.health = 0;
    refuse('target_dead', 'enemy', { target: 'cid' });
    refuse('ability_unknown', 'fly');
    refuse('ability_unknown', 'constructor');
    ann.vitals.stamina = before[1] = 29;
    refuse('not_enough_stamina', 'costly');
    ann.vitals.mana = before[0] = 19;
    refuse('not_enough_mana', 'costly');
    give(fight, ann, 'stunned');
    refuse('stunned', 'fly');
    ann.vitals.health = 0;
    refuse('dead', 'fly');
    ann.frozen = true;
    refuse('travel_in_progress', 'fly');
    ann.connected = false;
    refuse('interrupted', 'fly');
    assert.equal(bob.vitals.health, 100);
  });

  it('AB2 where nobody can be harmed nothing is done, not even to oneself', () => {
    const fight = new Fight(ALL, { combat: 'none' });
    const ann = fight.join('ann', 100, 100);
    assert.deepEqual(answers(fight.use(ann, 'ally')), ['combat_forbidden']);
  });

  it('AB3 four wishes of one player are looked at in a tick; the others of it have to come again', () => {
    const { fight, ann, bob } = duel();
    for (let i = 0; i < 1000; i++) fight.wish(ann, i === 4 ? 'arc' : 'fly');
    fight.wish(bob, 'arc', { aim: Math.PI });
    const events = answers(fight.tick());
    assert.deepEqual(events.slice(0, 5), [...Array(4).fill('ability_unknown'), 'ability_not_ready']);
    assert.deepEqual(new Set(events.slice(4, 1000)), new Set(['ability_not_ready']));
    assert.equal(events[1000], 'done', 'another one is not in their way');
    assert.deepEqual(answers(fight.use(ann, 'arc')), ['done']);
  });

  it('AB3 who has left is not answered', () => {
    const { fight, ann } = duel();
    fight.wish(ann, 'arc');
    fight.leave(ann);
    assert.deepEqual(answers(fight.tick()), []);
  });

  it('AB4 ranges are from edge to edge, and exact', () => {
    const { fight, ann, bob } = duel();
    fight.put(bob, 320.5, 100);
    assert.deepEqual(answers(fight.use(ann, 'enemy', { target: 'bob' })), ['too_far']);
    fight.put(bob, 320, 100);
    assert.deepEqual(answers(fight.use(ann, 'enemy', { target: 'bob' })), ['done']);
    fight.tick(20);
    fight.put(bob, 160, 100);
    assert.deepEqual(struck(fight.use(ann, 'arc')), ['bob']);
    fight.tick(20);
    fight.put(bob, 160.5, 100);
    assert.deepEqual(struck(fight.use(ann, 'arc')), []);
  });

  it('AB5 an arc reaches enemies no further off the aim than half of its degrees and their own width', () => {
    const { fight, ann, bob } = duel();
    const at = (degrees: number, distance: number) => {
      const angle = (degrees * Math.PI) / 180;
      fight.put(bob, 100 + Math.cos(angle) * distance, 100 + Math.sin(angle) * distance);
      fight.tick(20);
      return struck(fight.use(ann, 'arc', { aim: 0 })).length;
    };
    // 10 of 40 px stand for 14.5 degrees.
    assert.deepEqual([at(0, 40), at(45, 40), at(59, 40), at(60, 40), at(180, 40)], [1, 1, 1, 0, 0]);
    assert.equal(at(-59, 40), 1);
    bob.vitals.health = 100;
    fight.put(bob, 60, 100);
    fight.tick(20);
    assert.deepEqual(struck(fight.use(ann, 'arc', { aim: Math.PI })), ['bob']);
    fight.tick(20);
    assert.deepEqual(struck(fight.use(ann, 'arc', { aim: -3 * Math.PI })), ['bob'], 'angles turn around');
    ann.body.facing = 128;
    fight.tick(20);
    assert.deepEqual(struck(fight.use(ann, 'arc')), ['bob'], 'without an aim the way that it looks');
  });

  it('AB6 a circle reaches everybody within its radius whom no wall hides from its middle', () => {
    const { fight, ann, bob } = duel([{ left: 180, top: 0, right: 185, bottom: 150 }]);
    const cid = fight.join('cid', 196, 100);
    const dan = fight.join('dan', 170, 161);
    assert.deepEqual(struck(fight.use(ann, 'circle', { point: { x: 170, y: 100 } })), ['bob']);
    fight.tick(20);
    fight.put(dan, 170, 160);
    assert.deepEqual(struck(fight.use(ann, 'circle', { point: { x: 170, y: 100 } })), ['bob', 'dan']);
    assert.equal(cid.vitals.health, 100);
    fight.tick(20);
    fight.put(bob, 100, 170);
    assert.deepEqual(struck(fight.use(ann, 'around')), ['bob'], 'around oneself it begins at the own edge');
    fight.tick(20);
    fight.put(bob, 100, 170.5);
    assert.deepEqual(struck(fight.use(ann, 'around')), []);
  });

  it('AB7 a friend is helped, oneself when none is named', () => {
    const fight = new Fight(ALL, { combat: 'monsters' });
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 140, 100);
    for (const player of [ann, bob]) player.vitals.health = 50;
    fight.use(ann, 'ally', { target: 'bob' });
    fight.tick(20);
    fight.use(ann, 'ally');
    assert.deepEqual([ann.vitals.health, bob.vitals.health], [60, 60]);
  });

  it('AB8 what one is not shown is not there, and who is hidden is no target', () => {
    const { fight, ann, bob } = duel();
    give(fight, bob, 'hidden');
    assert.deepEqual(answers(fight.use(ann, 'enemy', { target: 'bob' })), ['target_invalid']);
    assert.deepEqual(struck(fight.use(ann, 'arc')), ['bob'], 'a blow in the dark hits all the same');
    fight.tick(60);
    const cid = fight.enter('cid', 100, 140);
    assert.deepEqual(answers(fight.use(ann, 'enemy', { target: cid.id })), ['target_invalid']);
    fight.tick(4);
    assert.deepEqual(answers(fight.use(ann, 'enemy', { target: cid.id })), ['done']);
  });

  it('AB9 a dash ends at walls and bounds, slides along them, and goes through none', () => {
    const { fight, ann } = duel([WALL]);
    fight.put(ann, 150, 100);
    const [used] = fight.use(ann, 'dash');
    assert.deepEqual([ann.body.x, ann.body.y], [190, 100]);
    assert.deepEqual(used, { type: 'ability-used', actor: ann, ability: DASH, aim: 0, x: 190, y: 100 });
    assert.equal(ann.moved, true);
    fight.tick(20);
    fight.use(ann, 'dash', { aim: Math.PI / 4 });
    assert.deepEqual([ann.body.x, Math.round(ann.body.y * 100) / 100], [190, 170.71]);
    fight.tick(20);
    fight.put(ann, 30, 30);
    fight.use(ann, 'dash', { aim: (-3 * Math.PI) / 4 });
    assert.deepEqual([ann.body.x, ann.body.y], [10, 10]);
    fight.tick(20);
    give(fight, ann, 'rooted');
    assert.deepEqual(answers(fight.use(ann, 'dash')), ['stunned'], 'roots hold who would dash, too');
  });

  it('AB9 dashes from anywhere to anywhere leave nobody in a wall', () => {
    const random = seededRandom(SEED);
    const walls = Array.from({ length: 60 }, () => {
      const left = nextBetween(random, 0, 1900);
      const top = nextBetween(random, 0, 1900);
      const right = left + nextBetween(random, 1, 150);
      return { left, top, right, bottom: top + nextBetween(random, 1, 150) };
    });
    const fight = new Fight([{ ...DASH, cooldownSec: 0.05 }], { walls });
    let at = { x: 100, y: 100 };
    while (!fight.world.map.isFree(at.x, at.y, 10)) at = { x: at.x + 20, y: at.y };
    const ann = fight.join('ann', at.x, at.y);
    let moved = 0;
    for (let i = 0; i < 500; i++) {
      const { x, y } = ann.body;
      fight.use(ann, 'dash', { aim: nextBetween(random, 0, 628) / 100 });
      fight.tick(5);
      assert.ok(fight.world.map.isFree(ann.body.x, ann.body.y, 9.99), `seed ${SEED}, dash ${i}`);
      moved += Math.hypot(ann.body.x - x, ann.body.y - y);
    }
    assert.ok(moved > 20_000, `it went ${moved} px`);
  });

  it('AB10 using an ability interrupts collecting', () => {
    const fight = new Fight(ALL, { harvest: harvestOf(VEIN, { count: 1, areas: [SPOT] }) });
    const ann = fight.join('ann', AT_SPOT.x, AT_SPOT.y);
    requestCollect(fight.world, ann, [...fight.world.harvest.nodes.keys()][0]!, 'c');
    fight.tick();
    const codes = fight.use(ann, 'arc').flatMap((event) => ('code' in event ? [event.code] : []));
    assert.deepEqual(codes, ['interrupted']);
  });

  it('AB11 blows are judged by what the player saw, no further back than a quarter of a second', () => {
    const { fight, ann, bob } = duel();
    fight.put(bob, 300, 100);
    const asked: number[] = [];
    fight.past = {
      delayOf: () => 10,
      positionAt: (actor, secondsAgo) => {
        if (actor === bob) asked.push(secondsAgo);
        return actor === bob ? { x: 140, y: 100 } : actor.body;
      },
    };
    for (const [id, at] of [
      ['arc', {}],
      ['around', {}],
      ['circle', { point: { x: 140, y: 100 } }],
      ['enemy', { target: 'bob' }],
    ] as const) {
      fight.tick(20);
      assert.deepEqual(struck(fight.use(ann, id, at)), ['bob'], id);
    }
    assert.deepEqual(new Set(asked), new Set([0.25]));
    fight.past = { ...fight.past, delayOf: () => -1 };
    fight.tick(20);
    assert.deepEqual(struck(fight.use(ann, 'arc')), [], 'nobody sees what will be');
  });

  it('AB12 monsters act by the same rules, and see what is', () => {
    const fight = Fight.withMonster([ARC, ENEMY], { abilities: ['arc'] });
    const { monster, world } = fight;
    const ann = fight.join('ann', 140, 100);
    fight.put(monster, 100, 100);
    fight.past = { delayOf: () => 0.2, positionAt: () => ({ x: 900, y: 900 }) };
    const context = { dt: DT, past: fight.past };
    const at = { target: null, aim: 0, point: null };
    assert.equal(useAbility(world, monster, 'enemy', { ...at, target: 'ann' }, context), 'ability_unknown');
    assert.equal(useAbility(world, monster, 'arc', at, context), null);
    assert.ok(ann.vitals.health < 100);
    assert.equal(useAbility(world, monster, 'arc', at, context), 'ability_not_ready');
  });

  it('AB13 sight ends at walls, also where two of them touch, and passes where there is a gap', () => {
    const map = new GameMap(1000, 1000, [
      { left: 100, top: 0, right: 110, bottom: 64 },
      { left: 100, top: 64, right: 110, bottom: 300 },
      { left: 100, top: 320, right: 110, bottom: 1000 },
      { left: 300, top: 300, right: 364, bottom: 364 },
      { left: 364, top: 364, right: 428, bottom: 428 },
    ]);
    const sees = (x1: number, y1: number, x2: number, y2: number) => hasLineOfSight(map, x1, y1, x2, y2);
    assert.deepEqual([sees(50, 64, 200, 64), sees(50, 310, 200, 310)], [false, true]);
    assert.deepEqual([sees(200, 310, 50, 310), sees(50, 20, 50, 900)], [true, true]);
    assert.equal(sees(400, 328, 328, 400), false, 'not through where two corners touch');
    assert.equal(sees(500, 500, 1100, 500), false, 'not out of the map');
    assert.equal(sees(500, 500, 500, 500), true);
  });

  it('AB13 what a swept square meets is what small steps meet', () => {
    const random = seededRandom(SEED);
    const walls = Array.from({ length: 40 }, () => {
      const left = nextBetween(random, 0, 980);
      const top = nextBetween(random, 0, 980);
      const right = left + nextBetween(random, 1, 120);
      return { left, top, right, bottom: top + nextBetween(random, 1, 120) };
    });
    const map = new GameMap(1000, 1000, walls);
    let stopped = 0;
    for (let i = 0; i < 400; i++) {
      const half = nextBetween(random, 1, 12);
      const [x, y] = [nextBetween(random, 20, 980), nextBetween(random, 20, 980)];
      if (!map.isFree(x, y, half)) continue;
      const [dx, dy] = [nextBetween(random, -600, 600), nextBetween(random, -600, 600)];
      const steps = 4000;
      let free = 0;
      while (free < steps && map.isFree(x + (dx * (free + 1)) / steps, y + (dy * (free + 1)) / steps, half))
        free++;
      const share = map.sweep(x, y, dx, dy, half);
      // Both stop within one small step; what only grazes a corner for less than that may be missed by steps.
      if (share < 1) stopped++;
      const grazed = share < free / steps && map.isFree(x + dx * share, y + dy * share, half - 0.3);
      assert.ok(Math.abs(share - free / steps) <= 1.01 / steps || grazed, `seed ${SEED}, way ${i}`);
    }
    assert.ok(stopped > 100, `${stopped} were stopped`);
  });
});
