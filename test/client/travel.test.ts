import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { CHARACTER, FakeRealm, FakeRoom, SEAT } from './kit/fake-realm.ts';

const TRAVEL = { place: 'forest', reason: 'travel', holdSec: 15, seat: SEAT };
const joinOf = (place: string, kind: string) => ({
  by: 'joinOrCreate',
  what: { kind, characterId: CHARACTER, place, language: 'pt' },
});

/** A room that never opens. */
const silence = () => new Promise<FakeRoom>(() => {});

describe('entering', () => {
  it('CL18 a place is joined by its kind, with the primary form of the language', async () => {
    await using realm = new FakeRealm([new FakeRoom('r1')]);
    await realm.connection.enter('forest');
    assert.deepEqual(realm.attempts, [joinOf('forest', 'zone')]);
    assert.deepEqual(realm.states, [{ phase: 'entering', place: 'forest' }]);
    assert.equal(realm.shown[0]!.place, 'forest');
    assert.equal(realm.shown[0]!.room.reconnection.enabled, false);
  });

  it('CL18 a language that is none is not told', async () => {
    await using realm = new FakeRealm([new FakeRoom('r1')], { language: '' });
    await realm.connection.enter('haven');
    assert.deepEqual(realm.attempts[0]!.what, { kind: 'hub', characterId: CHARACTER, place: 'haven' });
  });

  it('CL18 a place that the content does not have leads back to the characters', async () => {
    await using realm = new FakeRealm([]);
    await realm.connection.enter('atlantis');
    assert.deepEqual(
      realm.over.map(({ next }) => next),
      ['characters'],
    );
  });

  it('CL16 a character that is elsewhere by now is joined there', async () => {
    await using realm = new FakeRealm(['place_unreachable: …', new FakeRoom('r1')]);
    realm.place = 'forest';
    await realm.connection.enter('haven');
    assert.deepEqual(realm.attempts, [joinOf('haven', 'hub'), joinOf('forest', 'zone')]);
  });
});

describe('travel', () => {
  it('CL15 the seat of a travel message is taken, the new room shown, and the old one left after that', async () => {
    const [old, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
    const arrival = Promise.withResolvers<FakeRoom>();
    await using realm = new FakeRealm([old, arrival.promise]);
    await realm.connection.enter('haven');
    old.tell('travel', TRAVEL);
    await pause(0);
    assert.deepEqual(realm.states.at(-1), { phase: 'entering', place: 'forest' });
    assert.equal(old.wasLeft, false);
    arrival.resolve(next);
    assert.equal(await realm.shows(2), next);
    await pause(0);
    assert.equal(old.wasLeft, true);
    assert.deepEqual(realm.attempts.slice(1), [{ by: 'consume', what: SEAT }]);
    assert.equal(realm.shown[1]!.place, 'forest');
    assert.equal(realm.askedWhere, 0);
    assert.deepEqual(
      realm.states.map(({ phase }) => phase),
      ['entering', 'entering'],
    );
  });

  it('CL15 the old room may close before the new one opens', async () => {
    const [old, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
    const arrival = Promise.withResolvers<FakeRoom>();
    await using realm = new FakeRealm([old, arrival.promise]);
    await realm.connection.enter('haven');
    old.tell('travel', TRAVEL);
    old.closedByServer(4113, 'travelled');
    arrival.resolve(next);
    assert.equal(await realm.shows(2), next);
    assert.equal(realm.attempts.length, 2);
    assert.equal(
      realm.states.some(({ phase }) => phase === 'lost'),
      false,
    );
  });

  it('CL15 a travel message of another form is not followed', async () => {
    const old = new FakeRoom('r1');
    await using realm = new FakeRealm([old]);
    await realm.connection.enter('haven');
    for (const payload of [null, {}, { ...TRAVEL, seat: { roomId: 'r2' } }, { ...TRAVEL, reason: 'whim' }])
      old.tell('travel', payload);
    await pause(0);
    assert.equal(realm.attempts.length, 1);
    assert.equal(realm.shown.length, 1);
  });

  it('CL15 a room that was left does not lead anywhere any more', async () => {
    const [old, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
    await using realm = new FakeRealm([old, next]);
    await realm.connection.enter('haven');
    old.tell('travel', TRAVEL);
    await realm.shows(2);
    old.tell('travel', { ...TRAVEL, place: 'haven' });
    await pause(0);
    assert.equal(realm.attempts.length, 2);
  });

  for (const refusal of ['seat_invalid: …', '', 'Failed to fetch']) {
    it(`CL16 a seat that cannot be taken (${refusal || 'its process is gone'}) is made up for where the character is`, async () => {
      const [old, next] = [new FakeRoom('r1'), new FakeRoom('r3')];
      await using realm = new FakeRealm([old, refusal, next]);
      await realm.connection.enter('haven');
      realm.place = 'forest';
      old.tell('travel', TRAVEL);
      assert.equal(await realm.shows(2), next);
      assert.deepEqual(realm.attempts.slice(1), [{ by: 'consume', what: SEAT }, joinOf('forest', 'zone')]);
      assert.equal(
        realm.states.some(({ phase }) => phase === 'lost'),
        false,
      );
    });
  }

  it('CL16 a seat that does not answer is waited for no longer than it is held', async () => {
    const [old, next] = [new FakeRoom('r1'), new FakeRoom('r3')];
    await using realm = new FakeRealm([old, silence(), next]);
    await realm.connection.enter('haven');
    realm.place = 'forest';
    old.tell('travel', { ...TRAVEL, holdSec: 0.02 });
    assert.equal(await realm.shows(2), next);
  });

  it('CL16 closed with 4113 and no message, the character is joined where it is', async () => {
    const [old, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
    await using realm = new FakeRealm([old, next]);
    await realm.connection.enter('haven');
    realm.place = 'forest';
    old.closedByServer(4113);
    assert.equal(await realm.shows(2), next);
    assert.deepEqual(realm.attempts[1], joinOf('forest', 'zone'));
    assert.deepEqual(realm.states.at(-1), { phase: 'entering', place: null });
  });

  it('CL15 who leaves for good on the way leaves the old room at once, and the new one as soon as it opens', async () => {
    const [old, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
    const arrival = Promise.withResolvers<FakeRoom>();
    await using realm = new FakeRealm([old, arrival.promise]);
    await realm.connection.enter('haven');
    old.tell('travel', TRAVEL);
    await pause(0);
    await realm.connection.close();
    assert.deepEqual([old.wasLeft, next.wasLeft], [true, false]);
    arrival.resolve(next);
    await pause(0);
    assert.equal(next.wasLeft, true);
    assert.equal(realm.shown.length, 1);
  });

  it('CL16 a takeover on the way ends the way', async () => {
    const old = new FakeRoom('r1');
    await using realm = new FakeRealm([old, 'character_taken_over: …']);
    await realm.connection.enter('haven');
    old.tell('travel', TRAVEL);
    await pause(0);
    assert.deepEqual(realm.states.at(-1), { phase: 'taken_over' });
    assert.equal(realm.attempts.length, 2);
  });
});

describe('coming back', () => {
  const patience = { joinMs: 1_000, heldMs: 20 };

  it('CL17 a held seat is asked for as long as nobody answers', async () => {
    const [room, again] = [new FakeRoom('r1'), new FakeRoom('r1')];
    await using realm = new FakeRealm([room, 'Failed to fetch', 'Failed to fetch', again]);
    await realm.connection.enter('haven');
    room.closedByServer(1006);
    assert.equal(await realm.shows(2), again);
    assert.deepEqual(
      realm.attempts.slice(1).map(({ by, what }) => [by, what]),
      Array(3).fill(['reconnect', 'r1:token']),
    );
    assert.equal(realm.askedWhere, 0);
  });

  for (const [why, answer] of [
    ['is refused', 'reconnection_refused: The seat is no longer held.'],
    ['is on a process that does not take the socket', ''],
    ['does not answer', null],
  ] as const) {
    it(`CL17 a held seat that ${why} is given up for a new one, where the character is`, async () => {
      const [room, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
      await using realm = new FakeRealm([room, answer ?? silence(), next], { patience });
      await realm.connection.enter('haven');
      realm.place = 'forest';
      room.closedByServer(1006);
      assert.equal(await realm.shows(2), next);
      assert.deepEqual(realm.attempts[2], joinOf('forest', 'zone'));
      assert.deepEqual(realm.states.at(-1)!.phase, 'lost');
    });
  }

  it('CL17 who is let in too late is sent away', async () => {
    const [room, late, next] = [new FakeRoom('r1'), new FakeRoom('r1'), new FakeRoom('r2')];
    const opening = Promise.withResolvers<FakeRoom>();
    await using realm = new FakeRealm([room, opening.promise, next], { patience });
    await realm.connection.enter('haven');
    room.closedByServer(1006);
    await realm.shows(2);
    opening.resolve(late);
    await pause(0);
    assert.equal(late.wasLeft, true);
    assert.equal(realm.shown.length, 2);
  });

  it('CL4 a rejoin that fails goes on', async () => {
    const [room, next] = [new FakeRoom('r1'), new FakeRoom('r2')];
    const failures = ['unavailable: …', 'Failed to fetch', 'place_full: …', ''];
    await using realm = new FakeRealm([room, ...failures, next]);
    await realm.connection.enter('haven');
    room.closedByServer(4001);
    assert.equal(await realm.shows(2), next);
    assert.equal(realm.askedWhere, 5);
  });

  it('CL3 the next attempt comes with another token when one was refused', async () => {
    await using realm = new FakeRealm(['token_expired: …', new FakeRoom('r1')]);
    await realm.connection.enter('haven');
    assert.deepEqual(realm.tokens, ['t1', 't2']);
  });

  it('CL18 a room that opens after one has left for good is left', async () => {
    const late = new FakeRoom('r1');
    const opening = Promise.withResolvers<FakeRoom>();
    await using realm = new FakeRealm([opening.promise]);
    const entering = realm.connection.enter('haven');
    await realm.connection.close();
    opening.resolve(late);
    await entering;
    assert.equal(late.wasLeft, true);
    assert.equal(realm.shown.length, 0);
  });
});
