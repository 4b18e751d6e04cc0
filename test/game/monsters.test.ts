import assert from 'node:assert/strict';
import { rulesOf } from '../../rooms/rules.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { reachableGround } from '../../src/game/free-ground.ts';
import { BODY_HALF } from '../../src/game/movement.ts';
import { CLOSE_RADIUS, WAKE_RADIUS } from '../../src/game/sleep.ts';
import { emptyMap, HandWorld } from '../kit/hand-world.ts';
import { SEED } from '../kit/harvest.ts';
import { DEN, distanceTo, monstersOf, onlyMonster, place, tickUntil, wild } from '../kit/monsters.ts';
import { shippedContent } from '../kit/open-content.ts';

/** Who appeared and who is gone. */
function comings(events: WorldEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'appeared' || event.type === 'gone' ? [`${event.type} ${event.entity.id}`] : [],
  );
}

/** Awake, its health ends as the rules of combat do it: the death step lets it die in the next tick. */
function slay(hand: HandWorld): void {
  const monster = onlyMonster(hand);
  tickUntil(hand, () => hand.world.awake.has(monster));
  monster.vitals.health = 0;
  hand.world.dying.push(monster);
}

describe('monsters', () => {
  it('MO2 all of a place appear in the first tick, asleep, on free ground of their areas, apart from each other', () => {
    const content = shippedContent();
    for (const [id, areas] of content.spawns) {
      const map = content.maps.get(id)!;
      const rules = rulesOf(content, id, content.places.get(id)!.kind);
      const hand = new HandWorld(map, { seed: SEED, rules });
      hand.tick();
      const monsters = monstersOf(hand);
      const wanted = areas.flatMap((area) => area.monsters).reduce((sum, { count }) => sum + count, 0);
      assert.equal(monsters.length, wanted, id);
      const ground = reachableGround(map, hand.world.map);
      for (const { body, mode, slot } of monsters) {
        const { x, y } = body;
        assert.equal(mode, 'sleep');
        assert.ok(hand.world.map.isFree(x, y, BODY_HALF), `${id}: ${x},${y}`);
        assert.ok(ground.some((point) => Math.abs(point.x - x) <= 8 && Math.abs(point.y - y) <= 8));
        const { left, top, right, bottom } = slot.area.area;
        assert.ok(
          x >= left - 8 && x <= right + 8 && y >= top - 8 && y <= bottom + 8,
          `${slot.area.id}: ${x},${y}`,
        );
        for (const other of monsters)
          assert.ok(other.body === body || distanceTo(other, body) >= 32, `${slot.area.id}: too near`);
      }
    }
  });

  it('MO2 whoever is there before the first tick finds them all, also where it stands', () => {
    const content = shippedContent();
    const rules = rulesOf(content, 'verdant-forest', 'zone');
    const [{ area, monsters }] = rules.spawns as [(typeof rules.spawns)[number]];
    const count = monsters.reduce((sum, one) => sum + one.count, 0);
    const map = emptyMap(3072, 2304);
    const hand = new HandWorld(map, { seed: SEED, rules: { ...rules, spawns: [rules.spawns[0]!] } });
    hand.enter('ann', (area.left + area.right) / 2, (area.top + area.bottom) / 2);
    hand.tick();
    assert.equal(hand.world.monsters.size, count);
  });

  it('MO2 each has an id of its own, and all of what its kind has', () => {
    const hand = wild([{ count: 2, area: { left: 900, top: 900, right: 1100, bottom: 1100 } }]);
    assert.deepEqual(
      monstersOf(hand).map(({ id, vitals, side }) => ({ id, side, ...vitals })),
      ['m0-1', 'm1-1'].map((id) => ({ id, side: 'monsters', health: 100, mana: 0, stamina: 0 })),
    );
  });

  it('MO3 a corpse lies there for five seconds; the next one appears after its time, with another id', () => {
    const hand = wild([{ respawnSec: 30 }]);
    hand.enter('ann', 1300, 1008);
    slay(hand);
    assert.equal(hand.tick().filter(({ type }) => type === 'died').length, 1);
    assert.equal(onlyMonster(hand).mode, 'dead');
    assert.deepEqual(comings(hand.tick(99)), []);
    assert.deepEqual(comings(hand.tick()), ['gone m0-1']);
    assert.equal(hand.world.monsters.size, 0);
    assert.deepEqual(comings(hand.tick(499)), []);
    assert.deepEqual(comings(hand.tick()), ['appeared m0-2']);
    assert.equal(onlyMonster(hand).vitals.health, 100);
  });

  it('MO3 where nobody comes back, nobody does', () => {
    const hand = wild([{ respawnSec: null }]);
    hand.enter('ann', 1300, 1008);
    slay(hand);
    hand.tick(5000);
    assert.equal(hand.world.monsters.size, 0);
    assert.deepEqual(hand.world.waitingMonsters, []);
  });

  it('MO3 nothing appears in sight of a player within 200 px; behind a wall it does', () => {
    const appearsBeside = (walls: { left: number; top: number; right: number; bottom: number }[]) => {
      const hand = wild([{ respawnSec: 6, behaviour: { sight: 0 } }], { map: emptyMap(2048, 2048, walls) });
      hand.enter('ann', 1150, 1008);
      slay(hand);
      hand.tick(300);
      return hand.world.monsters.size === 1;
    };
    assert.equal(appearsBeside([]), false);
    assert.equal(appearsBeside([{ left: 1060, top: 600, right: 1080, bottom: 1400 }]), true);
  });

  it('MO3 who waits for a place to be free is there a second after it is', () => {
    const hand = wild([{ respawnSec: 6, behaviour: { sight: 0 } }]);
    const ann = hand.enter('ann', 1150, 1008);
    slay(hand);
    hand.tick(400);
    assert.equal(hand.world.monsters.size, 0);
    place(hand, ann, 1400, 1008);
    assert.ok(tickUntil(hand, () => hand.world.monsters.size === 1) <= 20);
  });

  it('MO4 a monster sleeps while nobody is near, wakes within half a second, and sleeps again', () => {
    const hand = wild([{ behaviour: { sight: 0 } }]);
    const monster = onlyMonster(hand);
    const ann = hand.enter('ann', monster.body.x + WAKE_RADIUS + 1, monster.body.y);
    hand.tick(50);
    assert.equal(monster.mode, 'sleep');
    place(hand, ann, monster.body.x + WAKE_RADIUS, monster.body.y);
    assert.ok(tickUntil(hand, () => monster.mode === 'idle') <= 10);
    assert.deepEqual([...hand.world.awake], [monster]);
    place(hand, ann, 100, 100);
    assert.ok(tickUntil(hand, () => hand.world.awake.size === 0) <= 60);
    assert.equal(monster.mode, 'sleep');
  });

  it('MO4 a world without players does nothing: its dice stand still', () => {
    const content = shippedContent();
    const rules = rulesOf(content, 'verdant-forest', 'zone');
    const hand = new HandWorld(content.maps.get('verdant-forest')!, { seed: SEED, rules });
    hand.tick();
    const before = { ...hand.world.random };
    assert.deepEqual(hand.tick(1000), []);
    assert.equal(hand.world.awake.size, 0);
    assert.deepEqual(hand.world.random, before);
  });

  it('MO5 those near a player think every 5 ticks, further ones every 20, not all in the same tick', () => {
    const area = { left: 900, top: 900, right: 1100, bottom: 1100 };
    const hand = wild([{ count: 5, area, behaviour: { sight: 0 } }]);
    const ann = hand.enter('ann', 1000, 1000);
    const thoughtsIn = (ticks: number) => {
      const thoughts = new Map(monstersOf(hand).map(({ id }) => [id, [] as number[]]));
      for (let i = 0; i < ticks; i++) {
        hand.tick();
        for (const { id, thinkTick } of hand.world.monsters.values())
          if (thoughts.get(id)!.at(-1) !== thinkTick) thoughts.get(id)!.push(thinkTick);
      }
      return [...thoughts.values()];
    };
    hand.tick(40);
    const near = thoughtsIn(100);
    for (const thoughts of near)
      assert.ok(thoughts.length >= 20 && thoughts.length <= 21, `${thoughts.length}`);
    assert.equal(new Set(near.map(([first]) => first! % 5)).size, 5, 'each at its own ticks');
    place(hand, ann, 1000 + CLOSE_RADIUS + 150, 1000);
    hand.tick(60);
    for (const thoughts of thoughtsIn(100))
      assert.ok(thoughts.length >= 5 && thoughts.length <= 6, `${thoughts.length}`);
  });

  it('MO5 who has nothing to do strolls around where it belongs, at half its speed', () => {
    const hand = wild([{ behaviour: { sight: 0, wander: 60 } }]);
    const monster = onlyMonster(hand);
    hand.enter('ann', 1300, 1008);
    let walked = 0;
    for (let i = 0; i < 2000; i++) {
      const before = { ...monster.body };
      hand.tick();
      const step = distanceTo(monster, before);
      assert.ok(step <= 3 + 1e-9, `${step} px in a tick`);
      assert.equal(monster.moved, step > 0 || monster.body.facing !== before.facing);
      walked += step;
      assert.ok(Math.abs(monster.body.x - monster.home.x) <= 60, 'x');
      assert.ok(Math.abs(monster.body.y - monster.home.y) <= 60, 'y');
    }
    assert.ok(walked > 100, `${walked} px`);
  });

  it('MO2 where there is no room it waits for some', () => {
    const hand = wild([{ count: 3, area: DEN }]);
    assert.equal(hand.world.monsters.size, 1);
    assert.equal(hand.world.waitingMonsters.length, 2);
  });
});
