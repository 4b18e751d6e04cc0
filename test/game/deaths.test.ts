import assert from 'node:assert/strict';
import type { PlaceMap } from '../../src/content/types.ts';
import { takeDamage } from '../../src/game/combat.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { request } from '../../src/game/requests.ts';
import { gain } from '../../src/game/statuses.ts';
import { addPlayer, type Player, type World, type WorldRules } from '../../src/game/world.ts';
import { DUMMY_ZONE, dummyOf, PROTECTED, slay } from '../kit/growth.ts';
import { EAST, emptyMap, HandWorld } from '../kit/hand-world.ts';

/** 20 ticks a second: dead for 2 s at least, for 10 s at most, taking part for 10 s. */
const RESPAWN_TICKS = 40;
const RESPAWN_AT_MOST_TICKS = 200;
const ASSIST_TICKS = 200;

const FIELD: PlaceMap = {
  ...emptyMap(4096, 4096),
  spawns: [
    { name: 'west', x: 100, y: 100 },
    { name: 'east', x: 3000, y: 2000 },
  ],
};

describe('deaths', () => {
  let hand: HandWorld;
  let world: World;
  let ann: Player;
  let bob: Player;

  function begin(rules: Partial<WorldRules> = {}): void {
    hand = new HandWorld(FIELD, { rules: { ...DUMMY_ZONE, ...rules } });
    ({ world } = hand);
    hand.tick();
    ann = hand.enter('ann', 1700, 1000);
    bob = hand.enter('bob', 1000, 900);
  }
  beforeEach(() => begin());

  const ofType = <T extends WorldEvent['type']>(events: WorldEvent[], type: T) =>
    events.filter((event): event is Extract<WorldEvent, { type: T }> => event.type === type);

  function dieNow(player = ann): WorldEvent[] {
    slay(world, 'm0-1', player);
    return hand.tick();
  }

  function askToStandUp(actionId = 'a1', player = ann): WorldEvent[] {
    request(world, { type: 'respawn', player, actionId });
    return hand.tick();
  }

  describe('credit', () => {
    it('PG7 the killer did the last harm; who took part stands in the order of damage', () => {
      const dummy = dummyOf(world);
      takeDamage(world, 'ann', dummy, 20, null);
      takeDamage(world, 'bob', dummy, 39, null);
      takeDamage(world, 'ann', dummy, 1, null);
      const [died, ...more] = ofType(hand.tick(), 'died');
      assert.deepEqual([died!.actor, died!.killerId, died!.creditIds], [dummy, 'ann', ['bob', 'ann']]);
      assert.deepEqual(more, []);
    });

    it('PG7 in the same tick too', () => {
      const dummy = dummyOf(world);
      takeDamage(world, 'ann', dummy, 1, null);
      takeDamage(world, 'bob', dummy, 40, null);
      takeDamage(world, 'ann', dummy, 19, null);
      assert.equal(ofType(hand.tick(), 'died')[0]!.killerId, 'ann');
    });

    it('PG7 harm of more than ten seconds ago does not count', () => {
      const dummy = dummyOf(world);
      takeDamage(world, 'bob', dummy, 30, null);
      hand.tick(ASSIST_TICKS + 1);
      slay(world, 'ann', dummy);
      assert.deepEqual(ofType(hand.tick(), 'died')[0]!.creditIds, ['ann']);
    });

    it('PG7 a monster that kills is the killer, and takes no part', () => {
      takeDamage(world, 'bob', ann, 10, null);
      const [died] = ofType(dieNow(), 'died');
      assert.deepEqual([died!.killerId, died!.creditIds], ['m0-1', ['bob']]);
    });

    it('PG7 who has left the world has neither', () => {
      const dummy = dummyOf(world);
      takeDamage(world, 'ann', dummy, 10, null);
      takeDamage(world, 'bob', dummy, 50, null);
      hand.leave(bob);
      const [died] = ofType(hand.tick(), 'died');
      assert.deepEqual([died!.killerId, died!.creditIds], [null, ['ann']]);
    });

    it('PG13 nor has who is about to travel: it would not have it where it arrives', () => {
      const dummy = dummyOf(world);
      for (const player of [ann, bob]) player.partyId = 'p';
      takeDamage(world, 'ann', dummy, 10, null);
      takeDamage(world, 'bob', dummy, 50, null);
      bob.frozen = true;
      const [died] = ofType(hand.tick(), 'died');
      assert.deepEqual(died!.creditIds, ['ann']);
      assert.deepEqual([ann.experience, bob.experience], [30, 0], 'nor as one of her party');
    });
  });

  describe('in a match', () => {
    it('PG14 who asks does not stand up before the time of the match', () => {
      const match = {
        minPlayers: 9,
        countdownSec: 5,
        matchSec: 50,
        killLimit: 3,
        respawnSec: 3,
        resultSec: 15,
      };
      begin({ match });
      dieNow();
      hand.tick(58);
      const codes = askToStandUp().flatMap((event) => (event.type === 'action-refused' ? [event.code] : []));
      assert.deepEqual(codes, ['not_dead']);
      assert.equal(ofType(hand.tick(), 'respawned').length, 1);
    });
  });

  describe('the dead', () => {
    it('PG7 one dies once, and everything that lasted on it is over', () => {
      gain(world, ann, { ...PROTECTED, protected: false, speed: 0.5 }, 'bob', 1 / 20);
      assert.equal(ann.speed, 240);
      slay(world, 'm0-1', ann);
      takeDamage(world, 'm0-1', ann, 50, null);
      assert.equal(ofType(hand.tick(), 'died').length, 1);
      assert.deepEqual([ann.vitals.health, ann.speed, ann.diedTick], [0, 0, world.tick]);
      assert.deepEqual([ann.statuses.size, ann.wounds.size, world.dying.length], [0, 0, 0]);
      assert.equal(ofType(hand.tick(), 'died').length, 0);
    });

    it('PG7 a dead monster is after nobody any more', () => {
      const dummy = dummyOf(world);
      slay(world, 'ann', dummy);
      hand.tick();
      assert.deepEqual([dummy.mode, dummy.targetId, dummy.threat.size], ['dead', null, 0]);
    });

    it('PG9 the dead look around and do not move; what they send is used up', () => {
      dieNow();
      hand.send(ann, { ...EAST, facing: 77 }, 3);
      hand.tick(3);
      assert.deepEqual(ann.body, { x: 1700, y: 1000, facing: 77 });
      assert.equal(hand.waiting(ann), 0);
    });

    it('PG8 a death costs a tenth of the experience since the last level, here; among characters nothing', () => {
      ann.experience = 50;
      dieNow();
      assert.equal(ann.experience, 45);
      begin({ combat: 'everyone' });
      ann.experience = 50;
      dieNow();
      assert.equal(ann.experience, 50);
    });
  });

  describe('standing up', () => {
    it('PG9 nobody stands up that lives, or has died less than two seconds ago', () => {
      const refused = { type: 'action-refused', player: ann, actionId: 'a1', code: 'not_dead' };
      assert.deepEqual(ofType(askToStandUp(), 'action-refused'), [refused]);
      dieNow();
      hand.tick(RESPAWN_TICKS - 2);
      assert.deepEqual(ofType(askToStandUp(), 'action-refused'), [refused]);
      assert.ok(ann.diedTick >= 0);
      assert.deepEqual(ofType(askToStandUp('a2'), 'action-done'), [
        { type: 'action-done', player: ann, actionId: 'a2' },
      ]);
    });

    it('PG9 it lives again at the nearest spawn, fresh, fast and protected', () => {
      Object.assign(ann.vitals, { mana: 0, stamina: 1 });
      dieNow();
      hand.tick(RESPAWN_TICKS - 1);
      const [up] = ofType(askToStandUp(), 'respawned');
      assert.equal(up!.player, ann);
      assert.deepEqual([ann.body.x, ann.body.y, ann.moved], [3000, 2000, true]);
      assert.deepEqual(ann.vitals, { health: 100, mana: 50, stamina: 100 });
      assert.deepEqual([ann.speed, ann.diedTick, [...ann.statuses.keys()]], [160, -1, ['protected']]);
      const found: string[] = [];
      world.grid.forEachNear(3000, 2000, 10, ({ id }) => found.push(id));
      assert.deepEqual(found, ['ann']);
    });

    it('PG9 of the other spawn, when that one is nearer', () => {
      dieNow(bob);
      hand.tick(RESPAWN_TICKS - 1);
      askToStandUp('a1', bob);
      assert.deepEqual([bob.body.x, bob.body.y], [100, 100]);
    });

    it('PG9 after ten seconds one stands up by oneself, connected or not', () => {
      dieNow();
      ann.connected = false;
      const before = hand.tick(RESPAWN_AT_MOST_TICKS - 1);
      assert.deepEqual(ofType(before, 'respawned'), []);
      assert.equal(ofType(hand.tick(), 'respawned').length, 1);
    });

    it('PG9 a wish is granted once, and none of who has left', () => {
      dieNow();
      hand.tick(RESPAWN_TICKS);
      for (const actionId of ['a1', 'a2']) request(world, { type: 'respawn', player: ann, actionId });
      const events = hand.tick();
      assert.equal(ofType(events, 'respawned').length, 1);
      assert.deepEqual(
        events.flatMap((event) => ('actionId' in event ? [`${event.type} ${event.actionId}`] : [])),
        ['action-done a1', 'action-refused a2'],
      );
      request(world, { type: 'respawn', player: ann, actionId: 'a3' });
      hand.leave(ann);
      assert.deepEqual(ofType(hand.tick(), 'action-refused'), []);
    });

    it('PG12 who enters without health lies there as if it had just died', () => {
      const { chat } = ann;
      const entering = { id: 'eve', name: 'eve', classId: 'ranger', level: 2, experience: 9, partyId: null };
      const at = { x: 120, y: 100, facing: 0 };
      const eve = addPlayer(world, { ...entering, ...at, chat, health: 0, mana: 5, stamina: 5 });
      assert.deepEqual([eve.diedTick, eve.speed], [world.tick, 0]);
    });
  });
});
