import assert from 'node:assert/strict';
import { shippedContent } from '../kit/open-content.ts';
import { problemsAfter } from './broken-content.ts';

const ZONES = ['cinder-fields', 'glass-desert', 'storm-mountains', 'verdant-forest'];
/** What clients can draw. */
const SHAPES = [
  ...['hound', 'boar', 'wisp', 'archer', 'golem', 'scorpion', 'raider', 'serpent'],
  ...['bat', 'yeti', 'elemental', 'imp', 'drake', 'treant', 'priest', 'sentinel'],
];

function kindsIn(place: string) {
  const { monsters, spawns } = shippedContent();
  const ids = new Set(spawns.get(place)!.flatMap((area) => area.monsters.map(({ monster }) => monster)));
  return [...ids].map((id) => monsters.get(id)!);
}

function countIn(place: string): number {
  const groups = shippedContent()
    .spawns.get(place)!
    .flatMap((area) => area.monsters);
  return groups.reduce((sum, { count }) => sum + count, 0);
}

describe('monsters in content', () => {
  it('MO1 each zone has 40 to 60 of at least three kinds, near and ranged, and one elite; together at least twelve kinds', () => {
    const all = new Set(ZONES.flatMap((zone) => kindsIn(zone).map(({ id }) => id)));
    assert.ok(all.size >= 12, `${all.size} kinds`);
    for (const zone of ZONES) {
      const kinds = kindsIn(zone);
      assert.ok(kinds.length >= 3, zone);
      assert.ok(countIn(zone) >= 40 && countIn(zone) <= 60, `${zone}: ${countIn(zone)}`);
      assert.ok(
        kinds.some(({ behaviour }) => behaviour.distance === 0),
        zone,
      );
      assert.ok(
        kinds.some(({ behaviour }) => behaviour.distance > 0),
        zone,
      );
      assert.equal(kinds.filter(({ rank }) => rank === 'elite').length, 1, zone);
    }
  });

  it('MO1 each rift has one boss with helpers beside it, and 8 to 14 others', () => {
    const { places, spawns } = shippedContent();
    const rifts = [...places.values()].filter(({ kind }) => kind === 'rift');
    assert.equal(rifts.length, 8);
    for (const { id } of rifts) {
      const [boss] = kindsIn(id).filter(({ rank }) => rank === 'boss');
      const lair = spawns
        .get(id)!
        .find(({ monsters }) => monsters.some(({ monster }) => monster === boss!.id))!;
      assert.ok(lair.monsters.length > 1, `${id}: helpers`);
      assert.ok(countIn(id) - 1 >= 8 && countIn(id) - 1 <= 14, `${id}: ${countIn(id)}`);
    }
  });

  it('MO20 where one arrives in a zone no monster sees it, wherever it strolls', () => {
    const { maps, monsters, spawns } = shippedContent();
    for (const zone of ZONES) {
      const arrivals = maps.get(zone)!.spawns;
      assert.ok(arrivals.length >= 3, zone);
      for (const { id, area, monsters: groups } of spawns.get(zone)!) {
        for (const { monster } of groups) {
          const { sight, wander } = monsters.get(monster)!.behaviour;
          for (const { name, x, y } of arrivals) {
            const nearestX = Math.min(Math.max(x, area.left - wander), area.right + wander);
            const nearestY = Math.min(Math.max(y, area.top - wander), area.bottom + wander);
            assert.ok(Math.hypot(x - nearestX, y - nearestY) >= sight, `${id}: ${monster} sees ${name}`);
          }
        }
      }
    }
  });

  it('MO20 content whose monsters would see who arrives is refused', () => {
    const { x, y } = shippedContent().maps.get('verdant-forest')!.spawns[0]!;
    const [left, top] = [Math.round(x) + 299, Math.round(y)];
    const problems = problemsAfter((copy) =>
      copy.edit('spawns.json', ({ spawns }) => {
        spawns[0].area = { left, top, right: left + 192, bottom: top + 192 };
        spawns[0].monsters = [{ monster: 'thorn-hound', count: 2 }];
      }),
    );
    assert.deepEqual(problems, ['spawns.json: spawns[0].area: "thorn-hound" sees who arrives at "haven"']);
  });

  it('MO1 clients can draw each of them, and every kind lives somewhere', () => {
    const { monsters, spawns } = shippedContent();
    const living = new Set([...spawns.keys()].flatMap((place) => kindsIn(place).map(({ id }) => id)));
    for (const { id, shape } of monsters.values()) {
      assert.ok(SHAPES.includes(shape), `${id}: ${shape}`);
      assert.ok(living.has(id), id);
    }
    assert.deepEqual(new Set([...monsters.values()].map(({ shape }) => shape)), new Set(SHAPES));
  });

  it('MO1 monsters name known abilities and items, each once, and bosses do not flee', () => {
    const problems = problemsAfter((copy) =>
      copy.edit('monsters.json', ({ monsters }) => {
        monsters[0].abilities = ['bite', 'sing', 'bite'];
        monsters[1].loot[0].item = 'gold-ore';
        monsters[2].loot[1].item = monsters[2].loot[0].item;
        monsters.find(({ rank }: { rank: string }) => rank === 'boss').behaviour.fleeBelow = 0.1;
      }),
    );
    const boss = [...shippedContent().monsters.values()].findIndex(({ rank }) => rank === 'boss');
    assert.deepEqual(problems, [
      'monsters.json: monsters[0].abilities[1]: no such ability "sing"',
      'monsters.json: monsters[0].abilities[2]: "bite" is there twice',
      'monsters.json: monsters[1].loot[0].item: no such item "gold-ore"',
      'monsters.json: monsters[2].loot[1].item: "frayed-wiring" is there twice',
      `monsters.json: monsters[${boss}].behaviour.fleeBelow: must be 0: bosses do not flee`,
    ]);
  });

  it('MO1 areas name monsters and places, and lie on free ground of zones and rifts', () => {
    const shipped = [...shippedContent().spawns.values()].flat();
    const rift = shipped.findIndex(({ place }) => place === 'hollow-root');
    const problems = problemsAfter((copy) =>
      copy.edit('spawns.json', ({ spawns }) => {
        spawns[0].place = 'atlantis';
        spawns[1].place = 'haven';
        spawns[2].area = { left: 3000, top: 100, right: 4000, bottom: 200 };
        spawns[3].area = { left: 0, top: 0, right: 10, bottom: 10 };
        spawns[4].monsters = [{ monster: 'unicorn', count: 1 }];
        spawns[5].monsters.push({ ...spawns[5].monsters[0] });
        spawns[rift].respawnSec = 30;
      }),
    );
    assert.deepEqual(problems, [
      'spawns.json: spawns[0].place: no such place "atlantis"',
      'spawns.json: spawns[1].place: "haven" is neither a zone nor a rift',
      'spawns.json: spawns[1].area: lies outside of the map',
      'spawns.json: spawns[2].area: lies outside of the map',
      'spawns.json: spawns[3].area: has no free ground',
      'spawns.json: spawns[4].monsters[0].monster: no such monster "unicorn"',
      `spawns.json: spawns[5].monsters[${shipped[5]!.monsters.length}].monster: "${shipped[5]!.monsters[0]!.monster}" is there twice`,
      `spawns.json: spawns[${rift}].respawnSec: must be null: nobody in a rift comes back`,
    ]);
  });

  it('MO1 a rift has one boss, neither none nor two, and a place has at most 300 monsters', () => {
    const problems = problemsAfter((copy) =>
      copy.edit('spawns.json', ({ spawns }) => {
        const lairOf = (place: string) => spawns.find(({ id }: { id: string }) => id === `${place}-lair`);
        lairOf('hollow-root').monsters.shift();
        lairOf('molten-throne').monsters[0].count = 2;
        for (const at of [0, 1, 2, 3]) spawns[at].monsters[0].count = 100;
      }),
    );
    assert.deepEqual(problems, [
      'spawns.json: spawns[3].monsters: more than 300 monsters in "verdant-forest"',
      'spawns.json: spawns: "hollow-root" has 0 bosses, not one',
      'spawns.json: spawns: "molten-throne" has 2 bosses, not one',
    ]);
  });

  it('MO1 numbers lie in their bounds', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('monsters.json', ({ monsters }) => {
          monsters[0].stats.health = 0;
          monsters[1].speed = 0;
          monsters[2].behaviour.fleeBelow = 1.5;
          monsters[3].credits = { min: 9, max: 3 };
          monsters[4].half = 65;
        });
        copy.edit('spawns.json', ({ spawns }) => {
          spawns[0].monsters = [];
          spawns[1].respawnSec = 0;
        });
        copy.edit('rifts.json', ({ scaling }) => {
          scaling.most = 0;
        });
      }),
      [
        'monsters.json: monsters[0].stats.health: Too small: expected number to be >=1',
        'monsters.json: monsters[1].speed: Too small: expected number to be >=1',
        'monsters.json: monsters[2].behaviour.fleeBelow: Too big: expected number to be <=1',
        'monsters.json: monsters[3].credits.max: must not be below min',
        'monsters.json: monsters[4].half: Too big: expected number to be <=64',
        'spawns.json: spawns[0].monsters: at least one is needed',
        'spawns.json: spawns[1].respawnSec: Too small: expected number to be >=1',
        'rifts.json: scaling.most: Too small: expected number to be >=1',
      ],
    );
  });
});
