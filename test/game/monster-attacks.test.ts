import assert from 'node:assert/strict';
import type { Ability, StatusKind } from '../../src/content/combat-types.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { Monster } from '../../src/game/monster.ts';
import { emptyMap, type HandWorld } from '../kit/hand-world.ts';
import { BITE, monstersOf, onlyMonster, type Pack, tickUntil, wild } from '../kit/monsters.ts';

const RAGE: StatusKind = {
  ...{ id: 'rage', name: 'Rage', text: 'Red.', color: '#ffffff', harmful: false, seconds: 3 },
  ...{ speed: 0, attack: 0.5, defence: 0, absorb: 0, healthPerSec: 0 },
  ...{ rooted: false, stunned: false, hidden: false, protected: false },
};
const SHOOT: Ability = {
  ...BITE,
  id: 'shoot',
  shape: { kind: 'projectile', speed: 400, range: 400, half: 6, pierces: false, splash: 0 },
};
const CHANT: Ability = {
  ...BITE,
  id: 'chant',
  shape: { kind: 'circle', range: 0, radius: 150 },
  effects: [{ kind: 'heal', amount: 20, share: 0 }],
};
const HOWL: Ability = {
  ...BITE,
  id: 'howl',
  shape: { kind: 'circle', range: 0, radius: 150 },
  effects: [{ kind: 'status', status: 'rage' }],
};
const LEAP: Ability = { ...BITE, id: 'leap', shape: { kind: 'dash', distance: 120 }, effects: [] };

const ABILITIES = new Map([BITE, SHOOT, CHANT, HOWL, LEAP].map((ability) => [ability.id, ability]));

function gifted(packs: readonly Pack[], map = emptyMap(2048, 2048)): HandWorld {
  return wild(packs, { map, rules: { abilities: ABILITIES, statuses: new Map([[RAGE.id, RAGE]]) } });
}

function uses(events: WorldEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'ability-used' ? [`${event.actor.id} ${event.ability.id}`] : [],
  );
}

function usesUntil(hand: HandWorld, last: string): string[] {
  const all: string[] = [];
  tickUntil(hand, () => {
    all.push(...uses(hand.world.events));
    return all.includes(last);
  });
  return all;
}

describe('monster attacks', () => {
  it('MO15 it does not shoot where a wall would stop the shot, but goes to where none does', () => {
    const map = emptyMap(2048, 2048, [{ left: 1100, top: 1004, right: 1110, bottom: 1200 }]);
    const hand = gifted([{ kind: { abilities: ['shoot'] }, behaviour: { sight: 300, distance: 250 } }], map);
    const monster = onlyMonster(hand);
    monster.body.y = 1000;
    const ann = hand.enter('ann', 1200, 1000);
    tickUntil(hand, () => monster.mode === 'hunt');
    usesUntil(hand, 'm0-1 shoot');
    const { x, y } = monster.body;
    assert.equal(hand.world.map.sweep(x, y, ann.body.x - x, ann.body.y - y, 6), 1);
    const events: WorldEvent[] = [];
    tickUntil(hand, () => {
      events.push(...hand.world.events);
      return events.some((event) => event.type === 'hit' && event.target === ann);
    });
  });

  it('MO15 it heals who has less than seven tenths of its health, and nobody else', () => {
    const east = { left: 1096, top: 1000, right: 1111, bottom: 1015 };
    const hand = gifted([{ kind: { abilities: ['chant'] } }, { area: east }]);
    const [healer, friend] = monstersOf(hand) as [Monster, Monster];
    hand.enter('ann', 1050, 1100);
    tickUntil(hand, () => healer.mode === 'hunt' && friend.mode === 'hunt');
    friend.vitals.health = 70;
    assert.deepEqual(
      uses(hand.tick(40)).filter((use) => use.endsWith('chant')),
      [],
    );
    friend.vitals.health = 69;
    usesUntil(hand, 'm0-1 chant');
    assert.equal(friend.vitals.health, 89);
  });

  it('MO15 it strengthens itself before it fights, and again when that has ended', () => {
    const hand = gifted([{ kind: { abilities: ['howl', 'bite'] } }]);
    hand.enter('ann', 1150, 1008);
    const all = usesUntil(hand, 'm0-1 bite');
    assert.deepEqual(all, ['m0-1 howl', 'm0-1 bite']);
    const later = usesUntil(hand, 'm0-1 howl');
    assert.ok(later.length >= 2, 'bites in between');
  });

  it('MO15 it charges at a target that is some way off, not at one beside it', () => {
    const hand = gifted([{ kind: { abilities: ['leap', 'bite'] } }]);
    const monster = onlyMonster(hand);
    const ann = hand.enter('ann', monster.body.x + 130, monster.body.y);
    assert.deepEqual(usesUntil(hand, 'm0-1 leap'), ['m0-1 leap']);
    assert.ok(ann.body.x - monster.body.x < 20);
    ann.stats = { ...ann.stats, health: 1000 };
    ann.vitals.health = 1000;
    const beside = uses(hand.tick(200));
    assert.ok(beside.length > 3 && beside.every((use) => use === 'm0-1 bite'), `${beside}`);
  });
});
