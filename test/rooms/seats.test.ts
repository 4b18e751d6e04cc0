import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { Reservations } from '../../rooms/reservations.ts';
import { smallHubs } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { cut, ending, inputOf, neverReconnect, reconnectSoon } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

describe('seats', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: smallHubs(3) });
  });
  after(() => realm.stop());
  afterEach('no seat, listing or connection is left over', async () => {
    await until(() => realm.services.connections.size === 0, 'every character is out of its room');
    await until(async () => (await matchMaker.query({})).length === 0, 'every empty instance is gone');
  });

  async function refusal(join: Promise<unknown>): Promise<string> {
    return join.then(
      () => assert.fail('the join went through'),
      (error: Error) => error.message.split(':')[0]!,
    );
  }

  async function leaseOf({ characterId }: Person): Promise<string | null> {
    const [row] = await realm.database.dataSource.query(
      'SELECT lease_instance FROM characters WHERE id = $1',
      [characterId],
    );
    return row.lease_instance;
  }

  it('SE1 a dropped connection finds its seat, its character and its view again', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    const annSeen = await until(() => bobRoom.state.players.get(ann.characterId), 'Bob sees Ann');
    await until(() => annRoom.state.players.size === 2, 'Ann sees Bob');
    reconnectSoon(annRoom);
    let reconnected = false;
    annRoom.onReconnect(() => {
      reconnected = true;
    });
    const seat = annRoom.sessionId;
    cut(annRoom);
    await until(() => annSeen.connected === false, 'Bob sees that Ann is away');
    await until(() => reconnected, 'Ann is back');
    await until(() => annSeen.connected === true, 'Bob sees that Ann is back');
    assert.equal(annRoom.sessionId, seat);
    await until(() => annRoom.state.players.get(ann.characterId)?.connected === true, 'her state is current');
    assert.deepEqual([...annRoom.state.players.keys()].sort(), [ann.characterId, bob.characterId].sort());
    const input = inputOf(annRoom);
    const x = annSeen.x;
    input.data.moveX = 127;
    input.send();
    await until(() => annSeen.x === x + 8, 'she walks on');
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
  });

  it('SE2 who left while a client was away is not a ghost in its state', async () => {
    const [ann, bob, eve] = await Promise.all([realm.person(), realm.person(), realm.person()]);
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    await until(() => annRoom.state.players.size === 2, 'Ann sees Bob');
    reconnectSoon(annRoom);
    cut(annRoom);
    await until(() => bobRoom.state.players.get(ann.characterId).connected === false, 'the server knows');
    await bobRoom.leave();
    const eveRoom = await realm.join(eve);
    await until(() => eveRoom.state.players.get(ann.characterId)?.connected, 'Ann is back');
    await until(() => annRoom.state.players.has(eve.characterId), 'Ann sees Eve');
    assert.deepEqual([...annRoom.state.players.keys()].sort(), [ann.characterId, eve.characterId].sort());
    await Promise.all([annRoom.leave(), eveRoom.leave()]);
  });

  it('SE3 a seat that nobody comes back to is given up, with the character saved', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 500, y: 600 } });
    const room = await realm.join(ann);
    neverReconnect(room);
    const input = inputOf(room);
    input.data.moveX = 127;
    input.send();
    await until(() => room.state.players.get(ann.characterId).x === 508, 'a step');
    cut(room);
    await until(() => realm.services.connections.size === 0, 'the seat is given up', 3_000);
    await until(async () => (await realm.stores.characters.find(ann.characterId))!.x === 508, 'saved');
  });

  it('SE4 a second login of a character takes over at once, where it stood, and the first is told why', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 500, y: 600 } });
    const first = await realm.join(ann);
    const end = ending(first);
    const input = inputOf(first);
    input.data.moveX = 127;
    input.send();
    await until(() => first.state.players.get(ann.characterId).x === 508, 'a step that is not saved yet');
    const second = await realm.join(ann);
    assert.deepEqual(await end, { code: 4105, reason: 'character_taken_over' });
    assert.equal(second.state.players.get(ann.characterId).x, 508);
    assert.equal(second.state.population, 1);
    await second.leave();
  });

  it('SE4 who watches a takeover sees one character, which goes on walking', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const [first, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    await until(() => bobRoom.state.players.has(ann.characterId), 'Bob sees Ann');
    for (let takeover = 0; takeover < 3; takeover++) {
      const again = await realm.join(ann);
      const { x } = again.state.players.get(ann.characterId);
      const input = inputOf(again);
      input.data.moveX = 127;
      input.send();
      await until(() => bobRoom.state.players.get(ann.characterId)?.x === x + 8, 'Bob sees her walk');
      assert.deepEqual([...bobRoom.state.players.keys()].sort(), [ann.characterId, bob.characterId].sort());
      assert.equal(bobRoom.state.population, 2);
    }
    await until(() => !first.connection.isOpen, 'the first connection is closed');
    await Promise.all([
      bobRoom.leave(),
      realm.services.connections.get(ann.characterId)!.close('character_taken_over'),
    ]);
  });

  it('SE4 the takeover of a held seat, as after a page reload, leaves one character and one seat', async () => {
    const ann = await realm.person();
    const first = await realm.join(ann);
    neverReconnect(first);
    cut(first);
    const second = await realm.join(ann);
    assert.equal(second.state.population, 1);
    assert.equal(realm.services.connections.size, 1);
    await second.leave();
  });

  it('SE4 SE12 of ten joins of one character at once, one stays and the others are told', async () => {
    realm = await restarted(realm, 20);
    const ann = await realm.person();
    const refusals: string[] = [];
    const rooms: Room[] = [];
    await Promise.all(
      Array.from({ length: 10 }, () =>
        realm
          .client(ann)
          .joinOrCreate('hub', { characterId: ann.characterId, place: 'haven' })
          .then(
            (room) => rooms.push(room),
            (error) => refusals.push(error.message),
          ),
      ),
    );
    const open = () => rooms.filter((room) => room.connection.isOpen);
    await until(() => open().length === 1, 'one connection stays');
    assert.equal(realm.services.connections.size, 1);
    for (const message of refusals) assert.match(message, /^(character_taken_over|rate_limited)/);
    await open()[0]!.leave();
    realm = await restarted(realm, 3);
  });

  it('SE5 a revoked session’s connections close within a second, held seats too', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    neverReconnect(bobRoom);
    cut(bobRoom);
    const end = ending(annRoom);
    await realm.must('DELETE', `/auth/sessions/${ann.sessionId}`, { token: ann.accessToken });
    await realm.must('POST', '/auth/logout', { token: bob.accessToken });
    assert.deepEqual(await end, { code: 4102, reason: 'session_revoked' });
    await until(() => realm.services.connections.size === 0, 'both are out', 1_000);
  });

  it('SE5 a seat that was reserved before the revocation cannot be taken after it', async () => {
    const ann = await realm.person();
    const client = realm.client(ann);
    const reservation = await reserve(realm, ann);
    await realm.must('POST', '/auth/logout', { token: ann.accessToken });
    assert.equal(await refusal(client.consumeSeatReservation(reservation)), 'session_revoked');
  });

  it('SE5 a session that is revoked while its join is under way is not in the world afterwards', async () => {
    const ann = await realm.person();
    const { enter } = realm.services.characters;
    realm.services.characters.enter = async (...args) => {
      await realm.must('POST', '/auth/logout', { token: ann.accessToken });
      return enter(...args);
    };
    try {
      const reservation = await reserve(realm, ann);
      assert.equal(await refusal(realm.client(ann).consumeSeatReservation(reservation)), 'session_revoked');
    } finally {
      realm.services.characters.enter = enter;
    }
    await until(async () => (await leaseOf(ann)) === null, 'the lease is given back');
  });

  it('SE6 a reservation serves once', async () => {
    const ann = await realm.person();
    const reservation = await reserve(realm, ann);
    const room = await realm.client(ann).consumeSeatReservation(reservation);
    await assert.rejects(realm.client(ann).consumeSeatReservation(reservation), /seat_invalid/);
    await room.leave();
  });

  it('SE6 a forged seat, or one in an instance that is no more, admits nobody', async () => {
    const ann = await realm.person();
    const reservation = await reserve(realm, ann);
    const room = await realm.client(ann).consumeSeatReservation(reservation);
    for (const forged of [
      { ...reservation, sessionId: 'forged' },
      { ...reservation, roomId: 'forged' },
    ]) {
      await assert.rejects(
        realm.client(ann).consumeSeatReservation(forged),
        /seat_invalid: There is no such/,
      );
    }
    await room.leave();
  });

  it('SE7 clients choose neither instance nor room: create, join and joinById are refused', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const room = await realm.join(ann);
    const options = { characterId: bob.characterId, place: 'haven' };
    const client = realm.client(bob);
    assert.equal(await refusal(client.create('hub', options)), 'matchmaking_refused');
    assert.equal(await refusal(client.join('hub', options)), 'matchmaking_refused');
    assert.equal(await refusal(client.joinById(room.roomId, options)), 'matchmaking_refused');
    await room.leave();
  });

  it('SE8 whoever may not enter is told which way it is wrong, and nothing is left behind', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const join = (options: unknown, person: Person = ann, room = 'hub') =>
      refusal(realm.client(person).joinOrCreate(room, options as never));
    const good = { characterId: ann.characterId, place: 'haven' };
    assert.equal(await join({ ...good, characterId: bob.characterId }), 'character_not_found');
    assert.equal(await join({ ...good, characterId: crypto.randomUUID() }), 'character_not_found');
    assert.equal(await join({ ...good, characterId: "' OR 1=1 --" }), 'invalid_request');
    assert.equal(await join({ ...good, place: 'atlantis' }), 'place_not_found');
    assert.equal(await join({ ...good, place: '__proto__' }), 'place_not_found');
    assert.equal(await join({ ...good, environment: {}, services: {} }), 'invalid_request');
    assert.equal(await join({}), 'invalid_request');
    assert.equal(await join(good, ann, 'dungeon'), 'room_not_found');
    assert.equal(await join(good, ann, 'constructor'), 'room_not_found');
    assert.equal(await join(good, { ...ann, accessToken: 'forged' }), 'unauthenticated');
    const bobsToken = { ...ann, accessToken: bob.accessToken };
    assert.equal(await join(good, bobsToken), 'character_not_found');
    const reconnect = (token: string) => refusal(realm.client(ann).reconnect(token));
    assert.equal(await reconnect('nowhere:token'), 'reconnection_refused');
  });

  it('SE9 an instance holds no more than its capacity, held seats included; the next player opens another', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => realm.person()));
    const rooms = [];
    for (const person of people) rooms.push(await realm.join(person));
    const instances = rooms.map((room) => room.roomId);
    assert.equal(new Set(instances.slice(0, 3)).size, 1);
    assert.notEqual(instances[3], instances[0]);
    await Promise.all(rooms.map((room) => room.leave()));
  });

  it('SE9 a place that stays full, however often it is asked, says so', async () => {
    const ann = await realm.person();
    const { hold } = Reservations.prototype;
    Reservations.prototype.hold = async () => ({ held: false, reason: 'full', seatsTaken: 3 });
    try {
      const join = realm.client(ann).joinOrCreate('hub', { characterId: ann.characterId, place: 'haven' });
      assert.equal(await refusal(join), 'place_full');
    } finally {
      Reservations.prototype.hold = hold;
    }
  });

  it('SE14 a room that ends promises no seat', async () => {
    const room = await realm.join(await realm.person());
    const { bus } = realm.services;
    const ended = matchMaker.getLocalRoomById(room.roomId).disconnect();
    const admission = { accountId: '', loginSessionId: '', characterId: '', fence: null, language: null };
    const seats = [{ seatId: 'seat', admission }];
    const request = { instanceId: room.roomId, owner: null, limit: 3, holdSec: 1, seats };
    const answer = await bus.request(bus.processId, 'instances.hold', request);
    assert.deepEqual(answer, { held: false, reason: 'gone', seatsTaken: 0 });
    await ended;
  });

  it('SE10 a room that is closed while somebody joins leaves no ghost, and the lease is given back', async () => {
    const ann = await realm.person();
    const reservation = await reserve(realm, ann);
    const { enter } = realm.services.characters;
    realm.services.characters.enter = async (...args) => {
      void matchMaker.getLocalRoomById(reservation.roomId).disconnect();
      return enter(...args);
    };
    try {
      await assert.rejects(realm.client(ann).consumeSeatReservation(reservation));
    } finally {
      realm.services.characters.enter = enter;
    }
    await until(async () => (await leaseOf(ann)) === null, 'the lease is given back');
  });

  it('SE10 a join that fails says nothing of the inside, and gives the lease back', async () => {
    const ann = await realm.person();
    const reservation = await reserve(realm, ann);
    const { get } = realm.services.content.classes;
    Object.assign(realm.services.content.classes, { get: () => undefined });
    try {
      const join = realm.client(ann).consumeSeatReservation(reservation);
      await assert.rejects(join, { message: 'internal: Something went wrong on our side.' });
    } finally {
      Object.assign(realm.services.content.classes, { get });
    }
    await until(async () => (await leaseOf(ann)) === null, 'the lease is given back');
  });

  it('SE11 a client that does not acknowledge its join loses its seat, and nothing is kept for it', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const room = await realm.join(ann);
    const { seating } = matchMaker.getLocalRoomById(room.roomId) as unknown as { seating: object };
    Object.assign(seating, { acknowledgeWithinMs: 200 });
    const { processId, roomId, sessionId } = await reserve(realm, bob);
    const socket = new WebSocket(
      `${realm.url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`,
    );
    const closed = new Promise<number>((resolve) =>
      socket.addEventListener('close', ({ code }) => resolve(code)),
    );
    await until(() => room.state.population === 2, 'he is in the world');
    assert.equal(await closed, 4109);
    await until(() => room.state.population === 1, 'he is out of it');
    await room.leave();
  });

  it('SE12 the ninth seat that an account asks for within 15 seconds is refused', async () => {
    const ann = await realm.person();
    const seats = await Promise.all(Array.from({ length: 8 }, () => reserve(realm, ann)));
    const next = realm.client(ann).joinOrCreate('hub', { characterId: ann.characterId, place: 'haven' });
    assert.equal(await refusal(next), 'rate_limited');
    for (const seat of seats.slice(0, 3)) {
      const room = await realm.client(ann).consumeSeatReservation(seat);
      await room.leave();
    }
    realm = await restarted(realm, 3);
  });

  it('SE13 who is ended by an operator is told so, and its seat is not held', async () => {
    const ann = await realm.person();
    const room = await realm.join(ann);
    const end = ending(room);
    await matchMaker.remoteRoomCall(room.roomId, '_forceClientDisconnect' as never, [room.sessionId]);
    assert.deepEqual(await end, { code: 4112, reason: 'kicked' });
  });

  it('SE10 a client that goes during its join leaves nothing behind', async () => {
    const people = await Promise.all(Array.from({ length: 3 }, () => realm.person()));
    await Promise.all(
      people.map(async (person) => {
        const reservation = await reserve(realm, person);
        const socket = new WebSocket(
          `ws://127.0.0.1:${realm.server.port}/${reservation.processId}/${reservation.roomId}?sessionId=${reservation.sessionId}`,
        );
        await new Promise((resolve) => socket.addEventListener('open', resolve));
        socket.close();
      }),
    );
  });
});

async function restarted(realm: Realm, hubCap: number): Promise<Realm> {
  await realm.stop();
  return Realm.start({ content: smallHubs(hubCap) });
}

async function reserve(realm: Realm, { accessToken, characterId }: Person) {
  const response = await fetch(`${realm.url}/matchmake/joinOrCreate/hub`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ characterId, place: 'haven' }),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as Parameters<ReturnType<Realm['client']>['consumeSeatReservation']>[0] & {
    processId: string;
  };
}
