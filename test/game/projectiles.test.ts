import assert from 'node:assert/strict';
import type { Projectile } from '../../src/game/projectile.ts';
import { MAX_PROJECTILES } from '../../src/game/projectiles.ts';
import { ability, answers, Fight, struck } from '../kit/fight.ts';

const FLIGHT = { kind: 'projectile', speed: 400, range: 300, half: 5, pierces: false, splash: 0 } as const;
const SHOT = ability('shot', FLIGHT);
const FAST = ability('fast', { ...FLIGHT, speed: 5000, range: 2000 });
const PIERCE = ability('pierce', { ...FLIGHT, pierces: true });
const SPLASH = ability('splash', { ...FLIGHT, splash: 40 });
const BIG = ability('big', { ...FLIGHT, half: 40 });
const ALL = [SHOT, FAST, PIERCE, SPLASH, BIG];

function only(fight: Fight): Projectile {
  assert.equal(fight.world.projectiles.size, 1);
  return [...fight.world.projectiles.values()][0]!;
}

function at({ x, y }: { x: number; y: number }): number[] {
  return [x, y].map((value) => Math.round(value * 1000) / 1000);
}

describe('projectiles', () => {
  it('AB14 it flies straight from who shot it, at its speed and for its range, and then is gone', () => {
    const fight = new Fight(ALL);
    const ann = fight.join('ann', 100, 100);
    const events = fight.use(ann, 'shot', { aim: Math.PI / 2 });
    const shot = only(fight);
    assert.deepEqual(
      events.map(({ type }) => type).filter((type) => type !== 'enter'),
      ['ability-used', 'appeared', 'action-done'],
    );
    assert.deepEqual(at(shot), [100, 120]);
    assert.deepEqual([shot.velocityX, shot.velocityY].map(Math.round), [0, 400]);
    fight.tick(13);
    assert.deepEqual(at(only(fight)), [100, 380]);
    const last = fight.tick().filter(({ type }) => type === 'gone');
    assert.deepEqual(last, [{ type: 'gone', entity: shot }]);
    assert.deepEqual(at(shot), [100, 400]);
    assert.equal(fight.world.projectiles.size, 0);
    assert.equal(shot.cell, -1);
  });

  it('AB15 it hits the first enemy on its way and ends there', () => {
    const fight = new Fight(ALL);
    const ann = fight.join('ann', 100, 100);
    fight.join('bob', 200, 114);
    fight.join('cid', 190, 86);
    fight.join('dan', 150, 115);
    fight.wish(ann, 'shot');
    assert.deepEqual(struck(fight.tick(20)), ['cid'], 'dan is touched, which is no hit');
    assert.equal(fight.world.projectiles.size, 0);
  });

  it('AB15 friends let it pass', () => {
    const fight = Fight.withMonster(ALL);
    const ann = fight.join('ann', 100, 100);
    fight.join('bob', 150, 100);
    fight.put(fight.monster, 200, 100);
    fight.wish(ann, 'shot');
    assert.deepEqual(struck(fight.tick(20)), [fight.monster.id]);
  });

  it('AB15 nothing is too thin and nothing too fast', () => {
    const fight = new Fight(ALL, { walls: [{ left: 600, top: 0, right: 601, bottom: 2048 }] });
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 290, 100);
    const cid = fight.join('cid', 700, 200);
    assert.deepEqual(struck(fight.use(ann, 'fast')), ['bob'], '250 px in a tick');
    fight.tick(20);
    fight.put(ann, 500, 200);
    fight.put(bob, 900, 900);
    assert.deepEqual(struck(fight.use(ann, 'fast')), []);
    assert.equal(fight.world.projectiles.size, 0, 'a wall of one pixel ends it');
    assert.equal(cid.vitals.health, 100);
  });

  it('AB16 one that pierces hits everybody on its way, each once, and ends at walls', () => {
    const fight = new Fight(ALL, { walls: [{ left: 250, top: 0, right: 260, bottom: 300 }] });
    const ann = fight.join('ann', 100, 100);
    for (const [at, id] of ['bob', 'cid', 'dan', 'eve'].entries()) fight.join(id, 140 + at * 45, 100);
    fight.wish(ann, 'pierce');
    assert.deepEqual(struck(fight.tick(20)), ['bob', 'cid', 'dan']);
    assert.equal(fight.world.projectiles.size, 0);
  });

  it('AB17 a splash also hits who is near to where it ends, by a hit, a wall or its range, but not behind walls', () => {
    const fight = new Fight(ALL, { walls: [{ left: 250, top: 0, right: 260, bottom: 300 }] });
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 180, 100);
    const cid = fight.join('cid', 180, 145);
    fight.join('dan', 280, 100);
    fight.wish(ann, 'splash');
    assert.deepEqual(struck(fight.tick(20)), ['bob', 'cid'], 'who is hit is not splashed as well');
    fight.put(bob, 600, 600);
    fight.put(cid, 225, 140);
    fight.wish(ann, 'splash');
    assert.deepEqual(struck(fight.tick(20)), ['cid'], 'at the wall');
    fight.put(ann, 100, 500);
    fight.put(cid, 430, 520);
    fight.wish(ann, 'splash');
    assert.deepEqual(struck(fight.tick(20)), ['cid'], 'at the end of its range');
  });

  it('AB18 a wide one passes walls like a body, so that who stands at one can shoot', () => {
    const fight = new Fight(ALL, { walls: [{ left: 0, top: 200, right: 2048, bottom: 220 }] });
    const ann = fight.join('ann', 100, 190);
    fight.join('bob', 300, 145);
    fight.join('cid', 200, 255);
    fight.wish(ann, 'big');
    assert.deepEqual(struck(fight.tick(20)), ['bob']);
  });

  it('AB19 with more than 500 in flight nobody shoots, and nothing is spent', () => {
    const fight = new Fight([{ ...SHOT, cooldownSec: 0.05 }]);
    const players = Array.from({ length: MAX_PROJECTILES + 1 }, (_, at) =>
      fight.enter(`p${at}`, 100, 2 * at),
    );
    for (const player of players) fight.wish(player, 'shot', { aim: Math.PI });
    const said = answers(fight.tick());
    assert.equal(said.filter((code) => code === 'done').length, MAX_PROJECTILES);
    assert.equal(said.at(-1), 'ability_not_ready');
    assert.equal(players.at(-1)!.cooldowns.size, 0);
  });

  it('AB20 nothing flies on whose owner has left the world', () => {
    const fight = new Fight(ALL);
    const ann = fight.join('ann', 100, 100);
    fight.join('bob', 300, 100);
    fight.use(ann, 'shot');
    fight.leave(ann);
    const events = fight.tick(20);
    assert.deepEqual(struck(events), []);
    assert.deepEqual(events.filter(({ type }) => type === 'gone').length, 1);
    assert.equal(fight.world.projectiles.size, 0);
  });

  it('AB21 a shot first flies through what its shooter saw: at targets where they were, as long as that is ago', () => {
    const fight = new Fight(ALL);
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 150, 100);
    // Bob crosses the line of fire, downwards: 0.1 s ago he stood in it.
    const track = (secondsAgo: number) => ({ x: 150, y: 300 - secondsAgo * 2000 });
    fight.put(bob, 150, 300);
    fight.past = {
      delayOf: () => 0.2,
      positionAt: (actor, secondsAgo) => (actor === bob ? track(secondsAgo) : actor.body),
    };
    assert.deepEqual(struck(fight.use(ann, 'shot')), ['bob']);
    assert.equal(fight.world.projectiles.size, 0, 'it never appeared');
    fight.tick(20);
    fight.past = { ...fight.past, delayOf: () => 0.05 };
    assert.deepEqual(struck(fight.use(ann, 'shot')), []);
    assert.deepEqual(at(only(fight)), [140, 100], 'as far as it flies in 0.05 s, and a tick further');
  });

  it('AB21 it is never launched from longer ago than a quarter of a second', () => {
    const fight = new Fight(ALL);
    const ann = fight.join('ann', 100, 100);
    const asked: number[] = [];
    fight.join('bob', 900, 100);
    fight.past = {
      delayOf: () => 5,
      positionAt: ({ body }, secondsAgo) => {
        asked.push(secondsAgo);
        return body;
      },
    };
    fight.use(ann, 'shot');
    assert.deepEqual(at(only(fight)), [220, 100]);
    assert.ok(
      asked.every((secondsAgo) => secondsAgo <= 0.25),
      String(asked),
    );
  });
});
