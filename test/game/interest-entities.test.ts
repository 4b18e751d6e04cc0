import assert from 'node:assert/strict';
import type { Drop } from '../../src/game/drop.ts';
import { NO_EFFECTS } from '../../src/game/effects.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { GROUND_INTEREST, INTEREST } from '../../src/game/interest.ts';
import { NearestSelection } from '../../src/game/nearest.ts';
import { nextFloat, seededRandom } from '../../src/game/random.ts';
import { gain, lose } from '../../src/game/statuses.ts';
import { isShown, unseen } from '../../src/game/views.ts';
import { affect, type Player } from '../../src/game/world.ts';
import { ability, Fight, STATUSES } from '../kit/fight.ts';

const ROUND = INTEREST.everyTicks;
const DT = 1 / 20;
const OPPONENT_TICKS = INTEREST.opponentSec * 20;
const STRIKE = ability('strike', { kind: 'enemy', range: 2000 });
const BOLT = ability('bolt', {
  kind: 'projectile',
  speed: 200,
  range: 1000,
  half: 4,
  pierces: false,
  splash: 0,
});
const HIDDEN = STATUSES.find(({ hidden }) => hidden)!;

function told(events: WorldEvent[], viewer: Player): string[] {
  return events.flatMap((event) =>
    (event.type === 'enter' || event.type === 'leave') && event.viewer === viewer
      ? [`${event.type} ${event.subject.id}`]
      : [],
  );
}

function drop(fight: Fight, id: string, x: number, y: number): Drop {
  const content = { credits: 5, stacks: [], items: [], kind: '', ownerId: null, partyId: null };
  const drop: Drop = {
    type: 'drop',
    id,
    x,
    y,
    ...content,
    freeTick: 0,
    goneTick: 100_000,
    ...unseen(),
  };
  fight.world.drops.set(id, drop);
  fight.world.dropGrid.place(drop, x, y);
  return drop;
}

describe('interest in everything', () => {
  it('IN7 monsters come into view and go out of it as characters do, the nearest 64 of them besides', () => {
    const fight = Fight.withMonster([STRIKE]);
    const { monster } = fight;
    const ann = fight.join('ann', 100, 100);
    const sees = (distance: number) => {
      fight.put(monster, 100 + distance, 100);
      fight.tick(ROUND);
      return isShown(ann, monster);
    };
    assert.equal(sees(INTEREST.enterRadius + 1), false);
    assert.equal(sees(INTEREST.enterRadius), true);
    assert.equal(sees(INTEREST.leaveRadius), true);
    assert.equal(sees(INTEREST.leaveRadius + 1), false);
    for (let i = 0; i < 70; i++) fight.enter(`p${i}`, 110, 100);
    assert.equal(sees(500), true, 'a crowd of characters takes no place of a monster');
    assert.equal(ann.views.player.size, 65);
  });

  it('IN7 drops are shown as nodes are, further with a scanner', () => {
    const fight = new Fight([]);
    const ann = fight.enter('ann', 100, 100);
    const [near, far] = [
      drop(fight, 'd1', 100 + GROUND_INTEREST.enterRadius, 100),
      drop(fight, 'd2', 900, 100),
    ];
    assert.deepEqual(told(fight.tick(), ann), ['enter ann', 'enter d1']);
    affect(fight.world, ann, { ...NO_EFFECTS, scannerRange: 420 });
    assert.deepEqual(told(fight.tick(ROUND), ann), ['enter d2']);
    affect(fight.world, ann, NO_EFFECTS);
    assert.deepEqual(told(fight.tick(ROUND), ann), ['leave d2']);
    assert.deepEqual([isShown(ann, near), isShown(ann, far)], [true, false]);
  });

  it('IN8 the own party is shown wherever it is, and takes no place of the 64', () => {
    const fight = new Fight([]);
    const [ann, bob] = [fight.enter('ann', 100, 100), fight.enter('bob', 2000, 2000)];
    for (let i = 0; i < 70; i++) fight.enter(`p${i}`, 100, 100 + i);
    ann.partyId = 'party';
    bob.partyId = 'party';
    fight.tick(ROUND);
    assert.deepEqual([isShown(ann, bob), isShown(bob, ann)], [true, true]);
    assert.equal(ann.views.player.size, 66, 'itself, its companion and 64');
    bob.partyId = 'another';
    assert.ok(told(fight.tick(ROUND), ann).includes('leave bob'));
  });

  it('IN9 whoever harms somebody is shown to it at once, and it to them, and for five seconds', () => {
    const fight = new Fight([STRIKE]);
    const [ann, bob] = [fight.join('ann', 100, 100), fight.join('bob', 200, 100)];
    fight.put(bob, 100 + INTEREST.enterRadius + 200, 100);
    fight.wish(bob, 'strike', { target: 'ann' });
    const events = fight.tick();
    assert.ok(events.some(({ type }) => type === 'hit'));
    fight.tick(ROUND);
    assert.deepEqual([isShown(ann, bob), isShown(bob, ann)], [true, true]);
    fight.tick(OPPONENT_TICKS - ROUND);
    assert.equal(isShown(ann, bob), true);
    fight.tick(ROUND + 1);
    assert.deepEqual([isShown(ann, bob), isShown(bob, ann)], [false, false]);
    assert.equal(ann.opponents.size, 0);
  });

  it('IN9 a newly come opponent is shown in the same tick, and a monster as long as it is after one', () => {
    const fight = Fight.withMonster([STRIKE]);
    const ann = fight.join('ann', 100, 100);
    const { monster } = fight;
    for (let i = 0; i < ROUND; i++) {
      monster.targetId = null;
      ann.opponents.clear();
      fight.tick(ROUND);
      assert.equal(isShown(ann, monster), false);
      fight.tick(i);
      monster.targetId = 'ann';
      monster.thinkTick = Number.POSITIVE_INFINITY;
      monster.mode = 'sleep';
      assert.deepEqual(told(fight.tick(), ann), [`enter ${monster.id}`], `${i} ticks into a round`);
    }
  });

  it('IN10 who is hidden leaves every view but those of its party in the same tick, and comes back with it', () => {
    const fight = new Fight([STRIKE]);
    const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((id, i) => fight.enter(id, 100 + i, 100)) as Player[];
    ann!.partyId = 'party';
    bob!.partyId = 'party';
    fight.tick(ROUND);
    for (let i = 0; i < ROUND; i++) {
      fight.tick(i);
      gain(fight.world, bob!, HIDDEN, 'bob', DT);
      const events = fight.tick();
      assert.deepEqual(told(events, eve!), ['leave bob'], `${i} ticks into a round`);
      assert.deepEqual(told(events, ann!), []);
      assert.deepEqual([isShown(ann!, bob!), isShown(bob!, bob!), isShown(bob!, eve!)], [true, true, true]);
      eve!.opponents.set('bob', fight.world.tick);
      assert.deepEqual(told(fight.tick(ROUND), eve!), [], 'not to an opponent either');
      lose(fight.world, bob!, { kind: HIDDEN });
      assert.deepEqual(told(fight.tick(ROUND), eve!), ['enter bob']);
    }
  });

  it('IN11 the dead are shown', () => {
    const fight = new Fight([STRIKE]);
    const [ann, bob] = [fight.join('ann', 100, 100), fight.join('bob', 200, 100)];
    bob.vitals.health = 1;
    fight.use(ann, 'strike', { target: 'bob' });
    assert.ok(bob.diedTick >= 0);
    fight.tick(ROUND);
    assert.equal(isShown(ann, bob), true);
  });

  it('IN12 a projectile is shown in its first tick to those that are near, to others when they come near, until it is gone', () => {
    const fight = new Fight([BOLT]);
    const [ann, bob] = [fight.join('ann', 1000, 1000), fight.join('bob', 100, 100)];
    fight.use(ann, 'bolt', { aim: 0 });
    const [bolt] = fight.world.projectiles.values();
    assert.deepEqual([isShown(ann, bolt!), isShown(bob, bolt!)], [true, false]);
    fight.put(bob, 1000, 1100);
    fight.tick(ROUND);
    assert.equal(isShown(bob, bolt!), true);
    fight.put(bob, 100, 100);
    const later = fight.tick(100);
    assert.deepEqual([isShown(ann, bolt!), isShown(bob, bolt!)], [false, false]);
    assert.deepEqual(
      told(later, ann).filter((line) => line.includes(bolt!.id)),
      [],
      'its end is told once, to the world',
    );
    assert.equal(later.filter(({ type }) => type === 'gone').length, 1);
  });

  it('IN13 what has gone from the world is in no view, and takes no leave', () => {
    const fight = Fight.withMonster([STRIKE]);
    const ann = fight.join('ann', 1500, 1500);
    const { monster } = fight;
    assert.equal(isShown(ann, monster), true);
    monster.vitals.health = 1;
    fight.wish(ann, 'strike', { target: monster.id });
    const events: WorldEvent[] = [];
    while (fight.world.monsters.size > 0) events.push(...fight.tick());
    assert.equal(isShown(ann, monster), false);
    assert.deepEqual(
      told(events, ann).filter((line) => line.includes(monster.id)),
      [],
    );
  });

  it('IN14 the nearest of a selection are those that sorting finds, however they stand', () => {
    const seed = Date.now().toString(16).padStart(32, '0');
    const random = seededRandom(seed);
    const selection = new NearestSelection<number>();
    for (let round = 0; round < 300; round++) {
      const distances = Array.from({ length: Math.floor(nextFloat(random) * 700) }, () =>
        Math.floor(nextFloat(random) * (round % 3 === 0 ? 3 : 10_000)),
      );
      const limit = Math.floor(nextFloat(random) * 80);
      selection.clear();
      distances.forEach((distance, item) => {
        selection.add(item, distance);
      });
      selection.keepNearest(limit);
      const kept = selection.items.slice(0, selection.size);
      assert.equal(new Set(kept).size, kept.length);
      assert.deepEqual(
        kept.map((item) => distances[item]!).sort((a, b) => a - b),
        distances.sort((a, b) => a - b).slice(0, limit),
        `seed ${seed}, round ${round}`,
      );
    }
  });
});
