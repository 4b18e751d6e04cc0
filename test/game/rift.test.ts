import assert from 'node:assert/strict';
import { takeDamage, takeHealing } from '../../src/game/combat.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { Monster } from '../../src/game/monster.ts';
import { scaledStats } from '../../src/game/rift.ts';
import type { Player } from '../../src/game/world.ts';
import type { HandWorld } from '../kit/hand-world.ts';
import { monstersOf, onlyMonster, type Pack, wild } from '../kit/monsters.ts';
import { shippedContent } from '../kit/open-content.ts';

const SCALING = { health: 0.6, attack: 0.15, most: 5 };
const BOSS: Pack = {
  kind: { rank: 'boss', stats: { health: 1000, mana: 0, stamina: 0, attack: 20, defence: 3 } },
  behaviour: { sight: 0 },
};

function rift(packs: readonly Pack[] = [BOSS]): HandWorld {
  return wild(packs, { rules: { rift: SCALING } });
}

function slay(hand: HandWorld, monster = onlyMonster(hand)): WorldEvent[] {
  hand.tick(10);
  monster.vitals.health = 0;
  hand.world.dying.push(monster);
  return hand.tick(2);
}

/** They have hit it. */
function fight({ world }: HandWorld, monster: Monster, ...players: Player[]): void {
  for (const { id } of players) takeDamage(world, id, monster, 1, null);
}

function cleared(events: WorldEvent[]): WorldEvent[] {
  return events.filter(({ type }) => type === 'rift-cleared');
}

describe('rift', () => {
  it('MO17 each further character adds three fifths of the health and 15 % of the attack, up to five', () => {
    const { riftScaling } = shippedContent();
    assert.deepEqual(riftScaling, SCALING);
    const stats = { health: 1000, mana: 5, stamina: 6, attack: 20, defence: 3 };
    const grown = (size: number) => scaledStats(stats, size, riftScaling);
    assert.deepEqual(grown(1), stats);
    assert.deepEqual(grown(2), { ...stats, health: 1600, attack: 23 });
    assert.deepEqual(grown(3), { ...stats, health: 2200, attack: 26 });
    assert.deepEqual(grown(5), { ...stats, health: 3400, attack: 32 });
    assert.deepEqual(grown(9), grown(5));
    assert.equal(
      scaledStats({ ...stats, health: 60_000 }, 5, riftScaling).health,
      65_535,
      'as the wire carries it',
    );
  });

  it('MO17 monsters grow with the most who were in it at once, keep their share of health, and never shrink', () => {
    const hand = rift();
    const boss = onlyMonster(hand);
    const [ann] = [hand.enter('ann', 1300, 1008)];
    hand.tick();
    assert.equal(boss.stats.health, 1000);
    boss.vitals.health = 500;
    hand.enter('bob', 1300, 1008);
    boss.changed = false;
    hand.tick();
    assert.deepEqual(
      [boss.stats.health, boss.vitals.health, boss.stats.attack, boss.changed],
      [1600, 800, 23, true],
    );
    hand.leave(ann);
    hand.tick();
    hand.enter('cay', 1300, 1008);
    hand.tick();
    assert.equal(boss.stats.health, 1600, 'two at once, not three');
  });

  it('MO17 also in the middle of a fight: nobody begins alone and calls the others then', () => {
    const hand = rift([{ ...BOSS, behaviour: { sight: 300 } }]);
    hand.enter('ann', 1150, 1008);
    hand.tick(60);
    assert.equal(onlyMonster(hand).mode, 'hunt');
    hand.enter('bob', 1300, 1008);
    hand.tick();
    assert.equal(onlyMonster(hand).stats.health, 1600);
  });

  it('MO18 the death of its boss clears it, once, for those who fought, in the time since the first one entered', () => {
    const hand = rift();
    hand.tick(50);
    const ann = hand.enter('ann', 1300, 1008);
    hand.tick(30);
    const bob = hand.enter('bob', 1300, 1008);
    hand.tick(20);
    fight(hand, onlyMonster(hand), ann, bob);
    assert.equal(hand.world.rift!.startedTick, 52);
    const events = slay(hand);
    const playerIds = ['ann', 'bob'];
    assert.deepEqual(cleared(events), [{ type: 'rift-cleared', playerIds, ticks: 60, boss: 'wolf-0' }]);
    assert.equal(hand.world.rift!.clearedTick, 112);
    assert.deepEqual(cleared(hand.tick(200)), []);
  });

  it('MO19 who came for the reward alone has none; who healed, died, dropped out or left and came back has', () => {
    const hand = rift([{ ...BOSS, behaviour: { sight: 300 } }]);
    const { world } = hand;
    const boss = onlyMonster(hand);
    const enter = (id: string) => hand.enter(id, 1300, 1008);
    const [ann, healer, dead, dropped, back] = ['ann', 'healer', 'dead', 'dropped', 'back'].map(enter) as [
      Player,
      Player,
      Player,
      Player,
      Player,
    ];
    enter('idler');
    const gone = enter('gone');
    hand.tick();
    fight(hand, boss, ann, dead, dropped, back, gone);
    ann.vitals.health -= 20;
    takeHealing(world, healer.id, ann, 10, 'mend');
    takeDamage(world, boss.id, dead, 1000, null);
    dropped.connected = false;
    hand.tick();
    for (const player of [back, gone]) hand.leave(player);
    hand.tick();
    enter('back');
    boss.vitals.health = 0;
    world.dying.push(boss);
    hand.tick();
    enter('late');
    assert.deepEqual(
      hand.tick().flatMap((event) => (event.type === 'rift-cleared' ? event.playerIds : [])),
      ['ann', 'healer', 'dead', 'dropped', 'back'],
    );
  });

  it('MO18 other deaths do not clear it, and no death clears a zone', () => {
    const helper: Pack = {
      behaviour: { sight: 0 },
      area: { left: 1096, top: 1000, right: 1111, bottom: 1015 },
    };
    const hand = rift([BOSS, helper]);
    hand.enter('ann', 1300, 1008);
    assert.deepEqual(cleared(slay(hand, monstersOf(hand)[1]!)), []);
    assert.equal(cleared(slay(hand, monstersOf(hand)[0]!)).length, 1);
    const zone = wild([BOSS]);
    zone.enter('ann', 1300, 1008);
    assert.deepEqual(cleared(slay(zone)), []);
    assert.equal(zone.world.rift, null);
  });

  it('MO17 what appears later is as strong as the others', () => {
    const hand = rift([{ ...BOSS, kind: {}, respawnSec: 6 }]);
    hand.enter('ann', 1300, 1008);
    hand.enter('bob', 1300, 1008);
    slay(hand);
    hand.tick(150);
    assert.equal(onlyMonster(hand).id, 'm0-2');
    assert.equal(onlyMonster(hand).vitals.health, 160);
  });
});
