import assert from 'node:assert/strict';
import type { StatusKind } from '../../src/content/combat-types.ts';
import { takeDamage } from '../../src/game/combat.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { canBeHarmed, type Monster } from '../../src/game/monster.ts';
import { addThreat } from '../../src/game/threat.ts';
import type { Player } from '../../src/game/world.ts';
import { emptyMap, type HandWorld } from '../kit/hand-world.ts';
import { distanceTo, monstersOf, onlyMonster, place, tickUntil, wild } from '../kit/monsters.ts';

/** So far from the only monster, to the east. */
function enterAt(hand: HandWorld, distance: number, id = 'ann'): Player {
  const { body } = onlyMonster(hand);
  return hand.enter(id, body.x + distance, body.y);
}

function untilHunting(hand: HandWorld, monster = onlyMonster(hand)): number {
  return tickUntil(hand, () => monster.mode === 'hunt');
}

function wound(hand: HandWorld, monster: Monster, by: Player, damage: number): void {
  takeDamage(hand.world, by.id, monster, damage, null);
}

function lasting(hand: HandWorld, player: Player, change: Partial<StatusKind>): void {
  const kind: StatusKind = {
    ...{ id: 'veil', name: 'Veil', text: '.', color: '#ffffff', harmful: false, seconds: 100 },
    ...{ speed: 0, attack: 0, defence: 0, absorb: 0, healthPerSec: 0 },
    ...{ rooted: false, stunned: false, hidden: false, protected: false },
    ...change,
  };
  const { tick } = hand.world;
  player.statuses.set(kind.id, { kind, sourceId: player.id, endTick: tick + 2000, absorb: 0, nextTick: 1e9 });
}

/** Nothing gets at her health. */
function makeTough(hand: HandWorld, player: Player): void {
  lasting(hand, player, { absorb: 1 });
  player.statuses.get('veil')!.absorb = 1e9;
}

/** Who used what. */
function uses(events: WorldEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'ability-used' ? [`${event.actor.id} ${event.ability.id}`] : [],
  );
}

describe('monster AI', () => {
  it('MO6 it goes after the nearest enemy within its sight', () => {
    const hand = wild([{}]);
    const monster = onlyMonster(hand);
    const ann = enterAt(hand, 200);
    hand.tick(40);
    assert.equal(monster.mode, 'idle');
    place(hand, ann, ann.body.x - 1, ann.body.y);
    const bob = enterAt(hand, -150, 'bob');
    untilHunting(hand);
    assert.equal(monster.targetId, bob.id);
    assert.equal(monster.changed, true);
  });

  it('MO6 not what a wall hides, the dead, the hidden and the protected', () => {
    const map = emptyMap(2048, 2048, [{ left: 1050, top: 900, right: 1060, bottom: 1100 }]);
    const behind = wild([{}], { map });
    behind.enter('ann', 1150, 1008);
    behind.tick(100);
    assert.equal(onlyMonster(behind).mode, 'idle');

    for (const change of [{ hidden: true }, { protected: true }]) {
      const hand = wild([{}]);
      lasting(hand, enterAt(hand, 100), change);
      hand.tick(100);
      assert.equal(onlyMonster(hand).mode, 'idle', JSON.stringify(change));
    }
    const hand = wild([{}]);
    const ann = enterAt(hand, 100);
    ann.vitals.health = 0;
    hand.world.dying.push(ann);
    hand.tick(30);
    assert.equal(onlyMonster(hand).mode, 'idle');
  });

  it('MO7 it walks up to its target at its speed, and bites when it reaches it', () => {
    const hand = wild([{}]);
    const monster = onlyMonster(hand);
    const ann = enterAt(hand, 180);
    untilHunting(hand);
    const { x } = monster.body;
    hand.tick(15);
    const walked = monster.body.x - x;
    assert.ok(walked >= 14 * 6 - 1e-9 && walked <= 15 * 6 + 1e-9, `${walked} px in 15 ticks of 6 px`);
    assert.equal(monster.body.facing, 0);
    const events = hand.tick(100);
    const gap = ann.body.x - monster.body.x - ann.half - monster.half;
    assert.ok(gap >= 0 && gap <= 20, `${gap} px between their edges`);
    const bites = uses(events).length;
    assert.ok(bites >= 3 && bites <= 5, `${bites} bites in 5 s`);
    assert.ok(events.some((event) => event.type === 'hit' && event.target === ann));
  });

  it('MO7 it goes around walls', () => {
    const map = emptyMap(2048, 2048, [{ left: 1056, top: 800, right: 1088, bottom: 1088 }]);
    const hand = wild([{ behaviour: { sight: 0 } }], { map });
    const monster = onlyMonster(hand);
    const ann = hand.enter('ann', 1150, 1008);
    wound(hand, monster, ann, 1);
    untilHunting(hand);
    let lowest = 0;
    tickUntil(hand, () => {
      lowest = Math.max(lowest, monster.body.y);
      assert.ok(hand.world.map.isFree(monster.body.x, monster.body.y, 10 - 1e-6), 'never in the wall');
      return uses(hand.world.events).length > 0;
    });
    assert.ok(lowest >= 1098, `around the end of the wall, ${lowest}`);
  });

  it('MO8 being hurt wakes it from any distance, and its group within reach of help, but no others', () => {
    const row = (left: number) => ({ left, top: 1000, right: left + 15, bottom: 1015 });
    const helps = { sight: 0, help: 150 };
    const camp = { left: 1000, top: 1000, right: 1111, bottom: 1015 };
    const hand = wild([
      { count: 2, area: camp, behaviour: helps },
      { area: row(940), behaviour: helps },
    ]);
    const [one, two, other] = monstersOf(hand) as [Monster, Monster, Monster];
    const ann = hand.enter('ann', 100, 100);
    assert.equal(one.mode, 'sleep');
    wound(hand, one, ann, 1);
    hand.tick(2);
    assert.deepEqual([one.mode, two.mode, other.mode], ['hunt', 'hunt', 'sleep']);
    assert.deepEqual([one.targetId, two.targetId], ['ann', 'ann']);
  });

  it('MO8 who is further away than that does not come', () => {
    const area = { left: 1000, top: 1000, right: 1111, bottom: 1015 };
    const hand = wild([{ count: 2, area, behaviour: { sight: 0, help: 20 } }]);
    const [one, two] = monstersOf(hand) as [Monster, Monster];
    wound(hand, one, hand.enter('ann', 100, 100), 1);
    hand.tick(2);
    assert.deepEqual([one.mode, two.mode], ['hunt', 'sleep']);
  });

  it('MO9 the most hated is its target; another one only when it is hated a tenth more', () => {
    const hand = wild([{}]);
    const monster = onlyMonster(hand);
    const ann = enterAt(hand, 60);
    const bob = enterAt(hand, -60, 'bob');
    wound(hand, monster, ann, 20);
    hand.tick(10);
    assert.equal(monster.targetId, ann.id);
    addThreat(hand.world, monster, bob.id, 22);
    hand.tick(10);
    assert.equal(monster.targetId, ann.id, 'a tenth more is not more than that');
    addThreat(hand.world, monster, bob.id, 0.5);
    hand.tick(10);
    assert.equal(monster.targetId, bob.id);
  });

  it('MO9 who dies, leaves or hides is let go; the next most hated is its target', () => {
    const hand = wild([{}]);
    const monster = onlyMonster(hand);
    const [ann, bob, cay] = [enterAt(hand, 60), enterAt(hand, -60, 'bob'), enterAt(hand, 70, 'cay')];
    wound(hand, monster, ann, 20);
    wound(hand, monster, bob, 10);
    wound(hand, monster, cay, 5);
    hand.tick(10);
    lasting(hand, ann, { hidden: true });
    hand.tick(10);
    assert.equal(monster.targetId, bob.id);
    hand.leave(bob);
    hand.tick(10);
    assert.equal(monster.targetId, cay.id);
    ann.statuses.clear();
    hand.tick(10);
    assert.equal(monster.targetId, ann.id, 'it has not forgotten');
    assert.deepEqual([...monster.threat.keys()].sort(), ['ann', 'cay']);
  });

  it('MO10 beyond its leash it walks home at half as much speed again, whole, and cannot be harmed or drawn', () => {
    const hand = wild([{ kind: { speed: 100 } }]);
    const monster = onlyMonster(hand);
    const { x } = monster.home;
    const ann = enterAt(hand, 100);
    untilHunting(hand);
    wound(hand, monster, ann, 30);
    tickUntil(hand, () => {
      if (monster.mode === 'hunt') place(hand, ann, monster.body.x + 150, monster.body.y);
      return monster.mode === 'return';
    });
    const away = monster.body.x - x;
    assert.ok(away > 400 && away <= 400 + 5 * 5, `${away} px from home`);
    assert.equal(canBeHarmed(monster), false);
    assert.equal(monster.vitals.health, 100);
    assert.deepEqual([monster.threat.size, monster.wounds.size, monster.targetId], [0, 0, null]);
    wound(hand, monster, ann, 30);
    assert.equal(monster.vitals.health, 100);
    const before = monster.body.x;
    hand.tick(10);
    assert.ok(Math.abs(before - monster.body.x - 10 * 7.5) < 1e-6, '7.5 px in a tick');
    place(hand, ann, monster.body.x, monster.body.y);
    hand.tick(5);
    assert.equal(monster.mode, 'return');
    tickUntil(hand, () => monster.mode === 'idle');
    assert.deepEqual({ x: monster.body.x, y: monster.body.y }, monster.home);
    assert.equal(canBeHarmed(monster), true);
  });

  it('MO10 who is not home after 20 s, or is there with nobody near, is put there', () => {
    const hand = wild([{ kind: { speed: 1 } }]);
    const monster = onlyMonster(hand);
    const ann = enterAt(hand, 100);
    untilHunting(hand);
    const flung = () => {
      hand.world.monsterGrid.place(monster, 300, 300);
      Object.assign(monster.body, { x: 300, y: 300 });
    };
    flung();
    place(hand, ann, 350, 300);
    tickUntil(hand, () => monster.mode === 'return');
    const ticks = tickUntil(hand, () => monster.mode === 'idle');
    assert.ok(ticks >= 400 && ticks < 410, `${ticks} ticks`);
    assert.deepEqual({ x: monster.body.x, y: monster.body.y }, monster.home);
    place(hand, ann, monster.body.x + 50, monster.body.y);
    untilHunting(hand);
    flung();
    hand.leave(ann);
    assert.ok(tickUntil(hand, () => monster.mode === 'sleep') <= 60);
    assert.deepEqual({ x: monster.body.x, y: monster.body.y }, monster.home);
  });

  it('MO11 it gives up on a target that it cannot get at for 5 s', () => {
    // A room without a door, in which ann stands; the monster sees nobody in there, but minds being hurt.
    const walls = [
      { left: 1100, top: 900, right: 1120, bottom: 1120 },
      { left: 1100, top: 900, right: 1320, bottom: 920 },
      { left: 1300, top: 900, right: 1320, bottom: 1120 },
      { left: 1100, top: 1100, right: 1320, bottom: 1120 },
    ];
    const hand = wild([{ behaviour: { sight: 0 } }], { map: emptyMap(2048, 2048, walls) });
    const monster = onlyMonster(hand);
    const ann = hand.enter('ann', 1210, 1008);
    hand.tick(20);
    wound(hand, monster, ann, 10);
    untilHunting(hand);
    const ticks = tickUntil(hand, () => monster.mode === 'return');
    assert.ok(ticks >= 100 && ticks <= 120, `${ticks} ticks`);
    assert.equal(monster.vitals.health, 100);
  });

  it('MO11 while all whom it hates are hidden it waits as long, wounded as it is, and goes on with them then', () => {
    for (const fleeBelow of [0, 0.5]) {
      const hand = wild([{ behaviour: { fleeBelow } }]);
      const monster = onlyMonster(hand);
      const ann = enterAt(hand, 100);
      makeTough(hand, ann);
      untilHunting(hand);
      wound(hand, monster, ann, 70);
      hand.tick(5);
      const veil = ann.statuses.get('veil')!;
      lasting(hand, ann, { hidden: true });
      hand.tick(60);
      assert.deepEqual([monster.mode, monster.vitals.health], ['hunt', 30]);
      ann.statuses.set('veil', veil);
      hand.tick(10);
      assert.deepEqual([monster.targetId, monster.vitals.health], ['ann', 30]);
      lasting(hand, ann, { hidden: true });
      const ticks = tickUntil(hand, () => monster.mode !== 'hunt' && monster.mode !== 'flee');
      assert.ok(ticks >= 100 && ticks <= 110, `${ticks} ticks`);
      assert.equal(monster.vitals.health, 100);
    }
  });

  it('MO11 who reaches its target from afar does not give up', () => {
    const hand = wild([{ kind: { speed: 1, abilities: ['zap'] }, behaviour: { distance: 250 } }]);
    const monster = onlyMonster(hand);
    enterAt(hand, 150);
    untilHunting(hand);
    const zaps = uses(hand.tick(200)).length;
    assert.ok(zaps >= 4 && zaps <= 5, `${zaps} zaps in 10 s`);
    assert.equal(monster.mode, 'hunt');
  });

  it('MO12 who keeps its distance stops there, and steps back from who comes nearer', () => {
    const hand = wild([{ kind: { abilities: ['zap'] }, behaviour: { sight: 300, distance: 160 } }]);
    const monster = onlyMonster(hand);
    const ann = enterAt(hand, 290);
    untilHunting(hand);
    hand.tick(60);
    const gap = distanceTo(monster, ann.body) - 20;
    assert.ok(gap <= 160 && gap >= 160 - 30, `${gap} px`);
    place(hand, ann, monster.body.x + 60, monster.body.y);
    const { x } = monster.body;
    hand.tick(20);
    assert.ok(monster.body.x <= x - 56, 'until she is no longer too near');
    assert.equal(monster.mode, 'hunt');
  });

  it('MO12 it does not step back out of its leash', () => {
    const hand = wild([{ kind: { abilities: ['zap'] }, behaviour: { leash: 200, distance: 160 } }]);
    const monster = onlyMonster(hand);
    const ann = enterAt(hand, 60);
    untilHunting(hand);
    for (let i = 0; i < 400; i++) {
      place(hand, ann, monster.body.x + 50, monster.body.y);
      hand.tick();
      assert.equal(monster.mode, 'hunt');
      assert.ok(distanceTo(monster, monster.home) <= 160 + 1e-6);
      ann.vitals.health = 100;
    }
  });

  it('MO13 it flees for 3 s below its share of health, once, and comes back with help', () => {
    const area = { left: 1000, top: 1000, right: 1300, bottom: 1015 };
    const hand = wild([{ count: 2, area, behaviour: { sight: 150, help: 300, fleeBelow: 0.3 } }]);
    const [monster, friend] = monstersOf(hand) as [Monster, Monster];
    const ann = hand.enter('ann', monster.body.x - 40, monster.body.y);
    makeTough(hand, ann);
    untilHunting(hand, monster);
    Object.assign(friend, { mode: 'idle', targetId: null });
    friend.threat.clear();
    wound(hand, monster, ann, 71);
    const before = distanceTo(monster, ann.body);
    tickUntil(hand, () => monster.mode === 'flee', 10);
    hand.tick(30);
    assert.ok(distanceTo(monster, ann.body) > before + 100, 'away from her');
    const left = tickUntil(hand, () => monster.mode === 'hunt');
    assert.ok(left >= 29 && left <= 36, `${left} ticks`);
    assert.equal(friend.mode, 'hunt');
    hand.tick(100);
    assert.equal(monster.mode, 'hunt', 'not a second time');
  });

  it('MO13 bosses do not flee, nor does who is cornered', () => {
    const boss = wild([{ kind: { rank: 'boss' }, behaviour: { fleeBelow: 0.5 } }]);
    const ann = enterAt(boss, 50);
    untilHunting(boss);
    wound(boss, onlyMonster(boss), ann, 80);
    boss.tick(20);
    assert.equal(onlyMonster(boss).mode, 'hunt');

    const nook = [
      { left: 960, top: 960, right: 980, bottom: 1060 },
      { left: 960, top: 960, right: 1400, bottom: 980 },
      { left: 960, top: 1040, right: 1400, bottom: 1060 },
    ];
    const hand = wild([{ behaviour: { fleeBelow: 0.5 } }], { map: emptyMap(2048, 2048, nook) });
    const bob = hand.enter('bob', 1060, 1010);
    untilHunting(hand);
    wound(hand, onlyMonster(hand), bob, 80);
    hand.tick(20);
    assert.equal(onlyMonster(hand).mode, 'hunt');
  });

  it('MO14 those who fight side by side stand apart', () => {
    const area = { left: 900, top: 900, right: 1100, bottom: 1100 };
    const hand = wild([{ count: 4, area, behaviour: { sight: 400, leash: 1000 } }]);
    const ann = hand.enter('ann', 1000, 1150);
    makeTough(hand, ann);
    hand.tick(300);
    const monsters = monstersOf(hand);
    for (const [at, one] of monsters.entries()) {
      assert.equal(one.mode, 'hunt');
      const gap = Math.max(0, Math.abs(one.body.x - ann.body.x) - 20, Math.abs(one.body.y - ann.body.y) - 20);
      assert.ok(gap <= 20, `${gap} px from her`);
      for (const two of monsters.slice(at + 1))
        assert.ok(distanceTo(one, two.body) >= 12, `${distanceTo(one, two.body)} px apart`);
    }
  });

  it('MO15 the first ability that is ready and reaches is used', () => {
    const hand = wild([{ kind: { abilities: ['bite', 'zap'] } }]);
    const monster = onlyMonster(hand);
    enterAt(hand, 150);
    untilHunting(hand);
    assert.deepEqual(uses(hand.tick(2)), ['m0-1 zap'], 'from afar');
    tickUntil(hand, () => uses(hand.world.events).includes('m0-1 bite'));
    assert.equal(monster.mode, 'hunt');
  });

  it('MO16 the same seed and deeds give the same monsters, to the bit', () => {
    const run = () => {
      const area = { left: 800, top: 800, right: 1200, bottom: 1200 };
      const hand = wild([{ count: 12, area, behaviour: { wander: 80, help: 200, fleeBelow: 0.2 } }]);
      const ann = hand.enter('ann', 1000, 1000);
      const story: string[] = [];
      for (let i = 0; i < 600; i++) {
        place(hand, ann, 1000 + 300 * Math.sin(i / 50), 1000 + 300 * Math.cos(i / 70));
        ann.vitals.health = 100;
        hand.tick();
        story.push(
          monstersOf(hand)
            .map(({ body, mode }) => `${body.x} ${body.y} ${body.facing} ${mode}`)
            .join(),
        );
      }
      return { story, random: hand.world.random };
    };
    assert.deepEqual(run(), run());
  });
});
