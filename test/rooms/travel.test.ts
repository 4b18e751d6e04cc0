import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import type { WorldRoom } from '../../rooms/world-room.ts';
import { GameError } from '../../src/errors.ts';
import { openContent, withPolicy } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { cut, ending, inputOf, neverReconnect } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

/** At the portal of open content that leads from haven to the forest. */
const AT_THE_GATE = { place: 'haven', x: 3045, y: 4045 };

describe('travel between rooms', () => {
  let realm: Realm;
  before(async () => {
    const content = openContent();
    realm = await Realm.start({
      content: withPolicy({ ...content, placement: { ...content.placement, offerSec: 1 } }, 'zone', {
        seatHoldSec: 2,
      }),
    });
  });
  after(() => realm.stop());

  /** What the client of a stock SDK does with the `travel` message. */
  function onTravel(room: Room, person: Person): Promise<Room> {
    return new Promise((resolve) => {
      room.onMessage('travel', async ({ seat }) => {
        const next = await realm.client(person).consumeSeatReservation(seat);
        next.onMessage('*', () => {});
        await until(() => (next as Room).state?.players?.has(person.characterId), 'it sees itself there');
        resolve(next);
      });
    });
  }

  function insideOf({ roomId }: Room): WorldRoom {
    return matchMaker.getLocalRoomById(roomId) as unknown as WorldRoom;
  }

  function nextError(room: Room): Promise<{ code: string; details: unknown }> {
    return new Promise((resolve) => room.onMessage('error', resolve));
  }

  async function makeParty(leader: Person, ...others: Person[]): Promise<void> {
    for (const other of others) {
      await realm.services.social.invite(leader.characterId, other.characterName);
      const [invite] = await realm.services.social.invitesFor(other.characterId);
      await realm.services.social.accept(other.characterId, invite!.partyId);
    }
  }

  async function reserve({ accessToken, characterId }: Person, kind: string, place: string) {
    const response = await fetch(`${realm.url}/matchmake/joinOrCreate/${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ characterId, place }),
    });
    assert.equal(response.status, 200);
    return (await response.json()) as Parameters<ReturnType<Realm['client']>['consumeSeatReservation']>[0];
  }

  it('TR20 a portal leads to the other place, at its spawn, and the old connection ends with 4113', async () => {
    const ann = await realm.person({ place: AT_THE_GATE });
    const city = await realm.join(ann);
    const end = ending(city);
    const arrived = onTravel(city, ann);
    city.send('travel', { portal: 'verdant-forest' });
    const forest = await arrived;
    assert.equal(forest.name, 'zone');
    assert.equal(forest.state.place, 'verdant-forest');
    assert.equal(forest.state.stepsPerSec, 30);
    const [spawn] = realm.services.content.maps.get('verdant-forest')!.spawns;
    const me = forest.state.players.get(ann.characterId);
    const byName = realm.services.content.maps
      .get('verdant-forest')!
      .spawns.find(({ name }) => name === 'haven');
    assert.deepEqual({ x: me.x, y: me.y }, { x: (byName ?? spawn)!.x, y: (byName ?? spawn)!.y });
    assert.deepEqual(await end, { code: 4113, reason: 'travelled' });
    assert.equal(realm.services.connections.size, 1);
    const input = inputOf(forest);
    input.data.moveX = 127;
    input.send();
    await until(() => forest.state.players.get(ann.characterId).x > me.x - 1, 'it walks on there');
    await forest.leave();
  });

  it('TR21 who stands elsewhere, or names no portal, stays', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 500, y: 500 } });
    const city = await realm.join(ann);
    for (const portal of ['verdant-forest', 'constructor', 'gate']) {
      const error = nextError(city);
      city.send('travel', { portal });
      assert.equal((await error).code, 'place_unreachable');
    }
    assert.equal(city.state.population, 1);
    await city.leave();
  });

  it('TR22 a party goes through a portal with its leader, and arrives in one instance', async () => {
    const people = await Promise.all([
      realm.person({ place: AT_THE_GATE }),
      realm.person({ place: { place: 'haven', x: 900, y: 900 } }),
      realm.person({ place: { place: 'meridian', x: 900, y: 900 } }),
    ]);
    const [ann, bob, cat] = people as [Person, Person, Person];
    await makeParty(ann, bob, cat);
    const [annCity, bobCity, catCity] = await Promise.all([
      realm.join(ann),
      realm.join(bob),
      realm.join(cat, 'meridian'),
    ]);
    const refused = nextError(bobCity);
    bobCity.send('travel', { portal: 'verdant-forest' });
    assert.equal((await refused).code, 'place_unreachable');
    const arrivals = [onTravel(annCity, ann), onTravel(bobCity, bob), onTravel(catCity, cat)];
    annCity.send('travel', { portal: 'verdant-forest' });
    const rooms = await Promise.all(arrivals);
    assert.equal(new Set(rooms.map(({ roomId }) => roomId)).size, 1);
    await until(() => rooms[0]!.state.population === 3, 'all are there');
    await Promise.all(rooms.map((room) => room.leave()));
  });

  it('TR23 one who never comes leaves its seat and its lease behind for nobody', async () => {
    const ann = await realm.person({ place: AT_THE_GATE });
    const city = await realm.join(ann);
    const end = ending(city);
    const told = new Promise<{ seat: { roomId: string } }>((resolve) => city.onMessage('travel', resolve));
    city.send('travel', { portal: 'verdant-forest' });
    const { seat } = await told;
    const where = async () => (await realm.services.characters.locate([ann.characterId]))[0]!;
    assert.deepEqual((await where()).instance, seat.roomId);
    await until(async () => (await where()).instance === null, 'the lease is given back');
    assert.deepEqual(await end, { code: 4113, reason: 'travelled' });
    assert.equal((await where()).place, 'verdant-forest');
    const back = await realm.join(ann, 'verdant-forest', undefined, 'zone');
    await back.leave();
  });

  it('TR33 a traveller who is not let in leaves no lease behind', async () => {
    const ann = await realm.person({ place: AT_THE_GATE });
    const city = await realm.join(ann);
    const told = new Promise<{ seat: { roomId: string } }>((resolve) => city.onMessage('travel', resolve));
    city.send('travel', { portal: 'verdant-forest' });
    const { seat } = await told;
    await realm.must('POST', '/auth/logout', { token: ann.accessToken });
    const refused = realm.client(ann).consumeSeatReservation(seat as never);
    await assert.rejects(refused, /^ServerError: session_revoked/);
    const where = async () => (await realm.services.characters.locate([ann.characterId]))[0]!;
    await until(async () => (await where()).instance === null, 'the lease is given back');
    assert.equal((await where()).place, 'verdant-forest');
    await city.leave();
  });

  it('TR24 a traveller’s seat admits nobody once its lease has moved on', async () => {
    const ann = await realm.person({ place: AT_THE_GATE });
    const city = await realm.join(ann);
    const told = new Promise<{ seat: never }>((resolve) => city.onMessage('travel', resolve));
    city.send('travel', { portal: 'verdant-forest' });
    const { seat } = await told;
    const elsewhere = await realm.join(ann);
    await assert.rejects(realm.client(ann).consumeSeatReservation(seat), /character_taken_over/);
    assert.equal(elsewhere.connection.isOpen, true);
    await elsewhere.leave();
  });

  it('TR25 a locked place says what is missing, to joins and travellers alike', async () => {
    const ann = await realm.person();
    const locked = [...realm.services.content.places.values()].find(
      ({ kind, requires }) => kind === 'zone' && requires.length > 0,
    )!;
    const join = realm.client(ann).joinOrCreate('zone', { characterId: ann.characterId, place: locked.id });
    await assert.rejects(join, /^.*place_locked/);
  });

  it('TR26 a rift belongs to its party: others get one of their own', async () => {
    const people = await Promise.all([realm.person(), realm.person(), realm.person()]);
    const [ann, bob, eve] = people as [Person, Person, Person];
    await makeParty(ann, bob);
    const rift = [...realm.services.content.places.values()].find(
      ({ kind, requires }) => kind === 'rift' && requires.length === 0,
    )!;
    const [annRoom, bobRoom, eveRoom] = await Promise.all(
      [ann, bob, eve].map((person) => realm.join(person, rift.id, undefined, 'rift')),
    );
    assert.equal(annRoom!.roomId, bobRoom!.roomId);
    assert.notEqual(eveRoom!.roomId, annRoom!.roomId);
    await Promise.all([annRoom, bobRoom, eveRoom].map((room) => room!.leave()));
  });

  it('TR28 who leaves the party after it got a seat in its rift is not let in', async () => {
    const people = await Promise.all([realm.person(), realm.person(), realm.person()]);
    const [ann, bob, cat] = people as [Person, Person, Person];
    await makeParty(ann, bob, cat);
    const rift = [...realm.services.content.places.values()].find(
      ({ kind, requires }) => kind === 'rift' && requires.length === 0,
    )!;
    const annRoom = await realm.join(ann, rift.id, undefined, 'rift');
    const seat = await reserve(bob, 'rift', rift.id);
    assert.equal(seat.roomId, annRoom.roomId);
    await realm.services.social.leave(bob.characterId);
    await assert.rejects(realm.client(bob).consumeSeatReservation(seat), /^ServerError: rift_private/);
    const where = async () => (await realm.services.characters.locate([bob.characterId]))[0]!;
    await until(async () => (await where()).instance === null, 'the lease is given back');
    assert.deepEqual(
      [...realm.services.connections.all()].map(({ characterId }) => characterId),
      [ann.characterId],
    );
    await annRoom.leave();
  });

  it('TR29 a flood of journeys costs its sender an error, and nobody else a query', async () => {
    const ann = await realm.person({ place: AT_THE_GATE });
    const city = await realm.join(ann);
    const { portal } = realm.services.journeys;
    let journeys = 0;
    realm.services.journeys.portal = async () => {
      journeys += 1;
      throw new GameError('place_full');
    };
    const errors: { code: string; retryAfterSec: number }[] = [];
    city.onMessage('error', (error) => errors.push(error));
    try {
      for (let i = 0; i < 20; i++) city.send('travel', { portal: 'verdant-forest' });
      await until(() => errors.length === 20, 'each is answered');
    } finally {
      realm.services.journeys.portal = portal;
    }
    assert.equal(journeys, 3);
    const refused = errors.filter(({ code }) => code === 'rate_limited');
    assert.equal(refused.length, 17);
    assert.deepEqual([...new Set(refused.map(({ retryAfterSec }) => retryAfterSec))], [2]);
    await city.leave();
  });

  it('TR30 a member whose connection is dropped goes along: its seat waits there, and then is nobody’s', async () => {
    const [ann, bob] = await Promise.all([realm.person({ place: AT_THE_GATE }), realm.person()]);
    await makeParty(ann, bob);
    const [annCity, bobCity] = await Promise.all([realm.join(ann), realm.join(bob)]);
    neverReconnect(bobCity);
    cut(bobCity);
    const { players } = insideOf(annCity).state;
    await until(() => players.get(bob.characterId)?.connected === false, 'he is away');
    const arrived = onTravel(annCity, ann);
    annCity.send('travel', { portal: 'verdant-forest' });
    const forest = await arrived;
    const bobsWhereabouts = async () => (await realm.services.characters.locate([bob.characterId]))[0]!;
    const { instance, place } = await bobsWhereabouts();
    assert.deepEqual({ instance, place }, { instance: forest.roomId, place: 'verdant-forest' });
    const { reservations } = insideOf(forest);
    assert.equal(reservations.taken, 2);
    await until(async () => (await bobsWhereabouts()).instance === null, 'the lease is given back');
    assert.equal(reservations.taken, 1);
    assert.equal(realm.services.connections.get(bob.characterId), undefined);
    const back = await realm.join(bob, 'verdant-forest', undefined, 'zone');
    assert.equal(back.roomId, forest.roomId);
    await Promise.all([forest.leave(), back.leave()]);
  });

  it('TR31 who is still being admitted does not travel, and is not thrown out for it', async () => {
    const [ann, bob] = await Promise.all([realm.person({ place: AT_THE_GATE }), realm.person()]);
    await makeParty(ann, bob);
    const city = await realm.join(ann);
    const { characters } = realm.services;
    const { renewLeases } = characters;
    const confirming = Promise.withResolvers<void>();
    characters.renewLeases = async (leases) => {
      await confirming.promise;
      return renewLeases(leases);
    };
    const joining = realm.join(bob);
    try {
      await until(() => city.state.population === 2, 'he is in the world');
      const error = nextError(city);
      city.send('travel', { portal: 'verdant-forest' });
      assert.equal((await error).code, 'travel_in_progress');
    } finally {
      characters.renewLeases = renewLeases;
      confirming.resolve();
    }
    const bobCity = await joining;
    const arrivals = [onTravel(city, ann), onTravel(bobCity, bob)];
    city.send('travel', { portal: 'verdant-forest' });
    const rooms = await Promise.all(arrivals);
    assert.equal(rooms[0]!.roomId, rooms[1]!.roomId);
    await Promise.all(rooms.map((room) => room.leave()));
  });

  it('PL34 an instance that has emptied is still there for who comes back soon', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const forest = await realm.join(ann, 'verdant-forest', undefined, 'zone');
    await forest.leave();
    await until(() => realm.services.connections.size === 0, 'she has left');
    const again = await realm.join(bob, 'verdant-forest', undefined, 'zone');
    assert.equal(again.roomId, forest.roomId);
    await again.leave();
  });

  it('TR35 where the content says so, the world is entered where the character was left alone', async () => {
    const { content } = realm.services;
    const ann = await realm.person();
    realm.services.content = { ...content, entry: 'where-left' };
    const join = (kind: string, place: string) =>
      realm.client(ann).joinOrCreate(kind, { characterId: ann.characterId, place });
    try {
      await assert.rejects(join('zone', 'verdant-forest'), /^.*place_unreachable/);
      await (await join('hub', 'haven')).leave();
    } finally {
      realm.services.content = content;
    }
    await (await join('zone', 'verdant-forest')).leave();
  });
});
