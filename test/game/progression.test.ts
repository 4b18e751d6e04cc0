import assert from 'node:assert/strict';
import { takeDamage } from '../../src/game/combat.ts';
import {
  experienceToNext,
  gainExperience,
  killExperience,
  loseExperience,
  progressOf,
} from '../../src/game/progression.ts';
import type { Player, World } from '../../src/game/world.ts';
import { DUMMY_ZONE, dummyOf, slay } from '../kit/growth.ts';
import { HandWorld, PEACE } from '../kit/hand-world.ts';
import { shippedContent } from '../kit/open-content.ts';

const { progression } = PEACE;

describe('progression', () => {
  let hand: HandWorld;
  let world: World;
  let ann: Player;
  beforeEach(() => {
    hand = new HandWorld(undefined, { rules: DUMMY_ZONE });
    ({ world } = hand);
    hand.tick();
    ann = hand.enter('ann', 900, 1000);
    world.events.length = 0;
  });

  /** What an empty list of events has become. */
  const news = () =>
    world.events.map((event) => {
      if (event.type === 'experience') return `${event.player.id} +${event.amount}`;
      return event.type === 'level-up' ? `${event.player.id} level ${event.level}` : event.type;
    });

  describe('levels', () => {
    it('PG3 a level takes base · multiplier^(level − 1), rounded; after the highest there is none', () => {
      assert.deepEqual(
        [1, 2, 3, 4, 9, 10, 11].map((level) => experienceToNext(progression, level)),
        [100, 150, 225, 338, 2563, 0, 0],
      );
    });

    it('PG4 experience adds up to the next level, and the rest is kept', () => {
      gainExperience(world, ann, 99);
      assert.deepEqual([ann.level, ann.experience], [1, 99]);
      gainExperience(world, ann, 11);
      assert.deepEqual([ann.level, ann.experience], [2, 10]);
      assert.deepEqual(news(), ['ann +99', 'ann +11', 'ann level 2']);
    });

    it('PG4 a level-up brings the values of the level, and fills health, mana and stamina', () => {
      Object.assign(ann.vitals, { health: 1, mana: 0, stamina: 3.5 });
      gainExperience(world, ann, 100);
      assert.deepEqual(ann.stats, { health: 110, mana: 55, stamina: 105, attack: 12, defence: 1 });
      assert.deepEqual(ann.vitals, { health: 110, mana: 55, stamina: 105 });
      assert.equal(ann.changed, true);
    });

    it('PG4 several levels at once are one level-up', () => {
      gainExperience(world, ann, 100 + 150 + 225 + 7);
      assert.deepEqual([ann.level, ann.experience, ann.stats.health], [4, 7, 130]);
      assert.deepEqual(news(), ['ann +482', 'ann level 4']);
    });

    it('PG4 at the highest level nothing is left over, and nothing more is gained', () => {
      gainExperience(world, ann, 1_000_000);
      assert.deepEqual([ann.level, ann.experience], [10, 0]);
      gainExperience(world, ann, 5);
      assert.deepEqual([ann.level, ann.experience], [10, 0]);
      assert.deepEqual(news(), ['ann +1000000', 'ann level 10']);
    });

    it('PG4 whoever dies with what it kills rises, and is dead', () => {
      ann.experience = 99;
      slay(world, 'ann', dummyOf(world));
      slay(world, 'm0-1', ann);
      const events = hand.tick();
      assert.equal(events.filter(({ type }) => type === 'died').length, 2);
      assert.deepEqual([ann.level, ann.vitals.health, ann.diedTick], [2, 0, world.tick]);
    });

    it('PG4 a level-up raises nobody from the dead', () => {
      slay(world, 'm0-1', ann);
      hand.tick();
      gainExperience(world, ann, 100);
      assert.deepEqual([ann.level, ann.vitals.health, ann.speed], [2, 0, 0]);
    });
  });

  describe('kills', () => {
    const kill = (level: number, sharers = 1) =>
      killExperience(progression, { level: 3, experience: 30 }, level, sharers);

    it('PG5 equal shares, rounded up', () => {
      assert.deepEqual(
        [1, 2, 3, 4, 7].map((sharers) => kill(3, sharers)),
        [30, 15, 10, 8, 5],
      );
    });

    it('PG6 more than 5 levels above what is killed each one costs a fifth, down to nothing', () => {
      assert.deepEqual(
        [1, 8, 9, 10, 11, 12, 13, 14].map((level) => kill(level)),
        [30, 30, 24, 18, 12, 6, 0, 0],
      );
    });

    it('PG5 a kill is shared by those who took part and are still there', () => {
      const [bob, eve] = [hand.enter('bob', 1100, 1000), hand.enter('eve', 1000, 900)];
      const dummy = dummyOf(world);
      for (const { id } of [ann, bob, eve]) takeDamage(world, id, dummy, 10, null);
      hand.leave(eve);
      slay(world, 'ann', dummy);
      hand.tick();
      assert.deepEqual(
        [ann, bob, eve].map(({ experience }) => experience),
        [15, 15, 0],
      );
    });

    it('PG5 who is of their party and near has a share too; who is far away, or of none, has not', () => {
      const [healer, far, stranger] = [
        hand.enter('healer', 900, 900),
        hand.enter('far', 900, 3000),
        hand.enter('stranger', 900, 900),
      ];
      for (const player of [ann, healer, far]) player.partyId = 'p';
      slay(world, 'ann', dummyOf(world));
      hand.tick();
      assert.deepEqual(
        [ann, healer, far, stranger].map(({ experience }) => experience),
        [15, 15, 0, 0],
      );
    });

    it('PG5 a kill that was nobody’s is worth nothing', () => {
      slay(world, 'gone', dummyOf(world));
      const events = hand.tick();
      assert.equal(ann.experience, 0);
      assert.deepEqual(
        events.flatMap((event) => (event.type === 'died' ? [event.killerId, event.creditIds] : [])),
        [null, []],
      );
    });
  });

  it('PG8 a death takes its share of the experience since the last level, whole, and never a level', () => {
    Object.assign(ann, { level: 3, experience: 59 });
    loseExperience(world, ann);
    assert.deepEqual([ann.level, ann.experience], [3, 54]);
    ann.experience = 9;
    loseExperience(world, ann);
    assert.deepEqual([ann.level, ann.experience], [3, 9]);
  });

  it('PG10 what is kept is whole, and who lives keeps a life', () => {
    Object.assign(ann, { level: 2, experience: 7 });
    Object.assign(ann.vitals, { health: 0.4, mana: 12.9, stamina: 0.9 });
    assert.deepEqual(progressOf(ann), { level: 2, experience: 7, health: 1, mana: 12, stamina: 0 });
    slay(world, 'm0-1', ann);
    hand.tick();
    assert.equal(progressOf(ann).health, 0);
  });

  it('PG3 of the shipped content: eight kills of its weakest monsters make level 2', () => {
    const { monsters, progression: shipped } = shippedContent();
    const first = [...monsters.values()].filter(({ level, rank }) => level === 1 && rank === 'normal');
    assert.ok(first.length > 0);
    for (const { experience, id } of first) {
      const kills = Math.ceil(experienceToNext(shipped, 1) / experience);
      assert.ok(kills >= 6 && kills <= 10, `${id}: ${kills}`);
    }
  });
});
