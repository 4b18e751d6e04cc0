import assert from 'node:assert/strict';
import type { StatusKind } from '../../src/content/combat-types.ts';
import { harm, isInFight, takeDamage, takeHealing } from '../../src/game/combat.ts';
import { requestCollect } from '../../src/game/harvest.ts';
import { gain } from '../../src/game/statuses.ts';
import type { Player } from '../../src/game/world.ts';
import { ability, answers, DUMMY, Fight, hits } from '../kit/fight.ts';
import { PEACE } from '../kit/hand-world.ts';
import { AT_SPOT, harvestOf, SPOT, VEIN } from '../kit/harvest.ts';

const DT = 1 / 20;
const HIT = ability('hit', { kind: 'circle', range: 0, radius: 40 });
const MEND = ability('mend', { kind: 'ally', range: 100 }, [{ kind: 'heal', amount: 5, share: 1.5 }]);

function give(fight: Fight, target: Player, id: string, source = target): void {
  gain(fight.world, target, fight.world.rules.statuses.get(id) as StatusKind, source.id, DT);
}

/** Two enemies who touch. */
function duel(): { fight: Fight; ann: Player; bob: Player } {
  const fight = new Fight([HIT]);
  const ann = fight.join('ann', 100, 100);
  const bob = fight.join('bob', 120, 100);
  return { fight, ann, bob };
}

function damageOf(fight: Fight, ann: Player, bob: Player, power: { amount: number; share: number }): number {
  const before = bob.vitals.health;
  harm(fight.world, ann, bob, power, 'hit');
  return before - bob.vitals.health;
}

/** Of the seed of all fights. */
const FIRST_FIVE = [532, 514, 504, 504, 507];

describe('combat', () => {
  it('CB1 damage is (amount + share · attack) · 100 / (100 + 5 · defence), rolled from 0.9 to 1.1', () => {
    const { fight, ann, bob } = duel();
    bob.stats = { ...bob.stats, health: 100_000, defence: 20 };
    bob.vitals.health = 100_000;
    // 980 + 2 · 10, halved by 20 points of defence: 500, and what the dice make of it.
    const seen = Array.from({ length: 200 }, () => damageOf(fight, ann, bob, { amount: 980, share: 2 }));
    assert.deepEqual(seen.slice(0, 5), FIRST_FIVE);
    assert.ok(
      seen.every((damage) => damage >= 450 && damage <= 550),
      String(seen),
    );
    assert.ok(Math.min(...seen) < 460 && Math.max(...seen) > 540, 'the whole span is rolled');
  });

  it('CB1 an attack adds at least 1, whatever the defence', () => {
    const { fight, ann, bob } = duel();
    bob.stats = { ...bob.stats, defence: 60_000 };
    assert.equal(damageOf(fight, ann, bob, { amount: 1, share: 0 }), 1);
  });

  it('CB1 statuses add to attack and defence by shares, which never go below nothing', () => {
    const { fight, ann, bob } = duel();
    for (const player of [ann, bob]) player.stats = { ...player.stats, health: 1e6, attack: 1000 };
    bob.vitals.health = 1e6;
    const dice = { ...fight.world.random };
    const roll = () => Object.assign(fight.world.random, dice);
    const plain = damageOf(fight, ann, bob, { amount: 0, share: 1 });
    give(fight, ann, 'enraged');
    roll();
    const enraged = damageOf(fight, ann, bob, { amount: 0, share: 1 });
    assert.equal(Math.round((enraged / plain) * 100), 150);
    give(fight, ann, 'weakened', bob);
    roll();
    assert.equal(damageOf(fight, ann, bob, { amount: 0, share: 1 }), 1, '1 + 0.5 − 2 is below nothing');
  });

  it('CB2 only enemies are harmed and only friends are helped: characters and monsters, in an arena each of all', () => {
    const fight = Fight.withMonster([HIT, MEND]);
    const { monster } = fight;
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 120, 100);
    fight.put(monster, 100, 130);
    assert.deepEqual(
      hits(fight.use(ann, 'hit')).map((hit) => hit.split(' ')[0]),
      [monster.id],
    );
    assert.equal(bob.vitals.health, 100);

    const arena = new Fight([HIT, MEND]);
    const cid = arena.join('cid', 100, 100);
    const dan = arena.join('dan', 120, 100);
    assert.deepEqual(
      hits(arena.use(cid, 'hit')).map((hit) => hit.split(' ')[0]),
      ['dan'],
    );
    arena.tick(20);
    assert.deepEqual(answers(arena.use(cid, 'mend', { target: 'dan' })), ['target_invalid']);
    assert.ok(dan.vitals.health < 100);
  });

  it('CB3 healing is amount + share · attack, never above the most, and nothing for the dead', () => {
    const fight = new Fight([MEND], { combat: 'monsters' });
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 120, 100);
    bob.vitals.health = 50;
    const healed = fight.use(ann, 'mend', { target: 'bob' }).filter(({ type }) => type === 'healed');
    assert.deepEqual(healed, [
      { type: 'healed', sourceId: 'ann', target: bob, abilityId: 'mend', amount: 20 },
    ]);
    assert.equal(bob.vitals.health, 70);
    fight.tick(20);
    bob.vitals.health = 99.5;
    const last = fight.use(ann, 'mend', { target: 'bob' }).filter(({ type }) => type === 'healed');
    assert.deepEqual(last, [{ type: 'healed', sourceId: 'ann', target: bob, abilityId: 'mend', amount: 1 }]);
    assert.equal(bob.vitals.health, 100);
    fight.tick(20);
    takeDamage(fight.world, 'ann', bob, 500, null);
    takeHealing(fight.world, 'ann', bob, 50, null);
    assert.equal(bob.vitals.health, 0);
    fight.tick();
    assert.deepEqual(answers(fight.use(ann, 'mend', { target: 'bob' })), ['target_dead']);
    takeHealing(fight.world, 'ann', bob, 50, null);
    assert.equal(bob.vitals.health, 0);
  });

  it('CB4 health ends at 0, once: who dies is told to the death step once, however often it is hit in that tick', () => {
    const { fight, ann, bob } = duel();
    bob.vitals.health = 10.5;
    takeDamage(fight.world, 'ann', bob, 30, 'hit');
    takeDamage(fight.world, 'ann', bob, 30, 'hit');
    harm(fight.world, ann, bob, { amount: 30, share: 0 }, 'hit');
    assert.equal(bob.vitals.health, 0);
    assert.deepEqual(fight.world.dying, [bob]);
    assert.deepEqual(hits(fight.world.events), ['bob 11']);
    assert.equal(bob.wounds.get('ann')!.damage, 11, 'what was too much does not count');
    assert.deepEqual(
      fight.tick().flatMap((event) => (event.type === 'died' ? [event.actor.id] : [])),
      ['bob'],
    );
    assert.deepEqual(fight.world.dying, []);
  });

  it('CB5 who is protected, and a monster on its way home, takes nothing', () => {
    const { fight, ann, bob } = duel();
    give(fight, bob, 'protected');
    assert.deepEqual(hits(fight.use(ann, 'hit')), ['bob 0']);
    assert.equal(bob.vitals.health, 100);
    assert.equal(bob.wounds.size, 0);

    const zone = Fight.withMonster([HIT]);
    const cid = zone.join('cid', 100, 100);
    zone.put(zone.monster, 120, 100);
    zone.monster.mode = 'return';
    zone.wish(cid, 'hit');
    assert.deepEqual(hits(zone.tick()), [`${zone.monster.id} 0`]);
    assert.equal(zone.monster.vitals.health, 100);
    assert.equal(zone.monster.threat.size, 0);
  });

  it('CB16 nothing happens to a traveller, who is not hunted and has no part in kills; who stays is as before', () => {
    const fight = Fight.withMonster([HIT, MEND], {
      experience: 60,
      behaviour: { ...DUMMY.behaviour, sight: 400 },
    });
    const { monster, world } = fight;
    const ann = fight.join('ann', 100, 100);
    fight.put(monster, 130, 100);
    takeDamage(world, 'ann', monster, 10, 'hit');
    fight.tick(10);
    assert.deepEqual([monster.mode, monster.targetId], ['hunt', 'ann']);
    give(fight, ann, 'burning');
    ann.frozen = true;
    harm(world, monster, ann, { amount: 30, share: 0 }, 'hit');
    fight.tick(40);
    assert.equal(ann.vitals.health, 100);
    assert.equal(ann.wounds.size, 0);
    fight.tick(80);
    assert.notEqual(monster.mode, 'hunt', 'it gives up on her');
    ann.frozen = false;
    monster.mode = 'idle';
    harm(world, monster, ann, { amount: 30, share: 0 }, 'hit');
    assert.ok(ann.vitals.health < 100);
  });

  it('CB6 damage is credited with what shields took; the last to harm stands last; after assistSec it is forgotten', () => {
    const { fight, ann, bob } = duel();
    const cid = fight.join('cid', 100, 120);
    give(fight, bob, 'shielded');
    takeDamage(fight.world, 'ann', bob, 20, 'hit');
    takeDamage(fight.world, 'cid', bob, 25, 'hit');
    takeDamage(fight.world, 'ann', bob, 5, 'hit');
    assert.deepEqual(
      fight.world.events.flatMap((event) => (event.type === 'hit' ? [[event.amount, event.absorbed]] : [])),
      [
        [0, 20],
        [15, 10],
        [5, 0],
      ],
    );
    assert.deepEqual(
      [...bob.wounds].map(([id, { damage }]) => [id, damage]),
      [
        ['cid', 25],
        ['ann', 25],
      ],
    );
    assert.equal(bob.statuses.has('shielded'), false, 'a shield that is used up is gone');
    assert.deepEqual(
      [ann, bob, cid].map(({ foughtTick }) => foughtTick === fight.world.tick),
      [true, true, true],
    );
    fight.tick(200);
    takeDamage(fight.world, 'cid', bob, 1, 'hit');
    assert.deepEqual([...bob.wounds.keys()], ['ann', 'cid']);
    fight.tick(20);
    assert.deepEqual([...bob.wounds.keys()], ['cid']);
  });

  it('CB7 monsters mind damage in full, and half of what is healed in those who fight them', () => {
    const fight = Fight.withMonster([HIT, MEND]);
    const { monster, world } = fight;
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 100, 160);
    fight.put(monster, 140, 100);
    bob.vitals.health = 60;
    takeHealing(world, 'bob', bob, 10, null);
    assert.deepEqual([...monster.threat], [], 'nobody fights it yet');
    takeDamage(world, 'ann', monster, 40, 'hit');
    ann.vitals.health = 50;
    takeHealing(world, 'bob', ann, 30, null);
    assert.deepEqual(
      [...monster.threat],
      [
        ['ann', 40],
        ['bob', 15],
      ],
    );
  });

  it('CB8 who heals somebody that fights monsters is in the fight too, and recovers as slowly', () => {
    const fight = Fight.withMonster([HIT, MEND]);
    const { monster, world } = fight;
    const [ann, bob] = [fight.join('ann', 100, 100), fight.join('bob', 100, 160)];
    ann.vitals.health = 50;
    takeHealing(world, 'bob', ann, 10, 'mend');
    assert.equal(isInFight(world, bob, DT), false, 'nobody fights yet');
    takeDamage(world, 'ann', monster, 1, 'hit');
    takeHealing(world, 'bob', ann, 10, 'mend');
    assert.equal(isInFight(world, bob, DT), true);
    ann.vitals.health = 50;
    takeHealing(world, 'gone', ann, 10, null);
  });

  it('CB8 regeneration is a share of the most in a second, in fights less, with nothing for the dead', () => {
    const regeneration = { health: 0.02, mana: 0.04, stamina: 0.1, inFight: 0.5 };
    const fight = new Fight([HIT], { progression: { ...PEACE.progression, regeneration } });
    const ann = fight.join('ann', 100, 100);
    const bob = fight.join('bob', 120, 100);
    Object.assign(ann.vitals, { health: 50, mana: 10, stamina: 20 });
    fight.tick(20);
    const rounded = ({ vitals }: Player) =>
      Object.values(vitals).map((value) => Math.round(value * 1e6) / 1e6);
    assert.deepEqual(rounded(ann), [52, 12, 30]);
    takeDamage(fight.world, 'bob', ann, 12, 'hit');
    fight.tick(20);
    assert.deepEqual(rounded(ann), [41, 13, 35]);
    fight.tick(2000);
    assert.deepEqual(rounded(ann), [100, 50, 100]);
    bob.diedTick = fight.world.tick;
    bob.vitals.health = 0;
    fight.tick();
    assert.equal(bob.vitals.health, 0);
  });

  it('CB8 the fight is over when nobody harmed it for fightSec', () => {
    const regeneration = { health: 0, mana: 0, stamina: 0.2, inFight: 0 };
    const fight = new Fight([HIT], { progression: { ...PEACE.progression, regeneration } });
    const ann = fight.join('ann', 100, 100);
    takeDamage(fight.world, 'ann', ann, 1, null);
    ann.vitals.stamina = 0;
    fight.tick(99);
    assert.equal(ann.vitals.stamina, 0);
    fight.tick();
    assert.equal(ann.vitals.stamina, 1);
  });

  it('CB9 damage interrupts collecting, a blow that takes nothing does not', () => {
    const hand = new Fight([HIT], { harvest: harvestOf(VEIN, { count: 1, areas: [SPOT] }) });
    const ann = hand.join('ann', AT_SPOT.x, AT_SPOT.y);
    requestCollect(hand.world, ann, [...hand.world.harvest.nodes.keys()][0]!, 'c');
    hand.tick();
    give(hand, ann, 'protected');
    takeDamage(hand.world, 'bob', ann, 5, null);
    assert.equal(hand.world.harvest.collections.size, 1);
    ann.statuses.clear();
    takeDamage(hand.world, 'bob', ann, 5, null);
    assert.equal(hand.world.harvest.collections.size, 0);
    assert.deepEqual(
      hand.world.events.flatMap((event) => (event.type === 'collect-interrupted' ? [event.code] : [])),
      ['interrupted'],
    );
  });
});
