import assert from 'node:assert/strict';
import type { Room } from '@colyseus/sdk';
import { openContent, withPolicy } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { ending, inputOf } from '../kit/sockets.ts';
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
});
