import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import type { WorldRoom } from '../../rooms/world-room.ts';
import { GameError } from '../../src/errors.ts';
import { openContent, withPolicy } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { ending, inputOf } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

describe('consolidation of instances', () => {
  let realm: Realm;
  beforeEach(async () => {
    const content = openContent();
    const brisk = { ...content, placement: { ...content.placement, offerSec: 1, closeEmptyAfterSec: 0 } };
    realm = await Realm.start({
      content: withPolicy(brisk, 'zone', { cap: 10, consolidateBelow: 0.25, consolidateAfterSec: 1 }),
    });
  });
  afterEach(() => realm.stop());

  const enter = (person: Person) => realm.join(person, 'verdant-forest', undefined, 'zone');

  function roomOf({ roomId }: Room): WorldRoom {
    return matchMaker.getLocalRoomById(roomId) as unknown as WorldRoom;
  }

  /** Three in one instance, and the given ones in another. */
  async function sparse(...people: Person[]): Promise<{ lively: Room[]; lonely: Room[] }> {
    const lively = [];
    for (let i = 0; i < 3; i++) lively.push(await enter(await realm.person()));
    const crowded = roomOf(lively[0]!);
    crowded.isClosing = true;
    const lonely = [];
    for (const person of people) lonely.push(await enter(person));
    crowded.isClosing = false;
    assert.notEqual(lonely[0]!.roomId, lively[0]!.roomId);
    return { lively, lonely };
  }

  function answerOffer(room: Room, accept: boolean): Promise<number> {
    return new Promise((resolve) => {
      room.onMessage('offer', ({ offerId, population }) => {
        room.send('offer-answer', { offerId, accept });
        resolve(population);
      });
    });
  }

  function follow(room: Room, person: Person): Promise<Room> {
    return new Promise((resolve) => {
      room.onMessage('travel', async ({ seat, reason }) => {
        assert.equal(reason, 'consolidation');
        resolve((await realm.client(person).consumeSeatReservation(seat)) as Room);
      });
    });
  }

  /** A seat in this very instance, as placement gives it. */
  async function reserve(room: WorldRoom, { accountId, sessionId: loginSessionId, characterId }: Person) {
    const admission = { accountId, loginSessionId, characterId, fence: null, language: null };
    const answer = await room.reservations.hold({
      limit: 10,
      holdSec: 10,
      seats: [{ seatId: 'held', admission }],
    });
    assert.equal(answer.held, true);
    return answer.held ? answer.reservations[0]! : assert.fail();
  }

  it('PL60 who accepts the offer is moved where it stands, and the instance closes', async () => {
    const ann = await realm.person();
    const { lively, lonely } = await sparse(ann);
    const [room] = lonely as [Room];
    const { x, y } = room.state.players.get(ann.characterId);
    const moved = follow(room, ann);
    assert.equal(await answerOffer(room, true), 3);
    const next = await moved;
    next.onMessage('*', () => {});
    assert.equal(next.roomId, lively[0]!.roomId);
    await until(() => next.state?.players?.size === 4, 'she is among the others');
    const me = next.state.players.get(ann.characterId);
    assert.deepEqual({ x: me.x, y: me.y }, { x, y });
    await until(() => matchMaker.getLocalRoomById(room.roomId) === undefined, 'it has closed');
    await Promise.all([next, ...lively].map((one) => one.leave()));
  });

  it('PL61 who neither answers nor stirs is moved at the deadline', async () => {
    const ann = await realm.person();
    const { lively, lonely } = await sparse(ann);
    const next = await follow(lonely[0]!, ann);
    assert.equal(next.roomId, lively[0]!.roomId);
    await Promise.all([next, ...lively].map((one) => one.leave()));
  });

  it('PL62 who declines stays, and the instance goes on as before', async () => {
    const ann = await realm.person();
    const { lively, lonely } = await sparse(ann);
    const [room] = lonely as [Room];
    await answerOffer(room, false);
    await until(() => roomOf(room).isClosing === false, 'the offer is over');
    const { x } = room.state.players.get(ann.characterId);
    const input = inputOf(room);
    input.data.moveX = 127;
    input.send();
    await until(() => room.state.players.get(ann.characterId).x > x, 'she walks on');
    await Promise.all([room, ...lively].map((one) => one.leave()));
  });

  it('PL63 who walks on without an answer stays, and nobody is taken in meanwhile', async () => {
    const ann = await realm.person();
    const { lively, lonely } = await sparse(ann);
    const [room] = lonely as [Room];
    await until(() => roomOf(room).isClosing, 'the offer is made');
    const bob = await enter(await realm.person());
    assert.equal(bob.roomId, lively[0]!.roomId);
    const input = inputOf(room);
    input.data.moveX = 127;
    input.send();
    await until(() => roomOf(room).isClosing === false, 'the offer is over');
    assert.equal(room.connection.isOpen, true);
    await Promise.all([room, bob, ...lively].map((one) => one.leave()));
  });

  it('PL64 a party of which one declines stays whole', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    await realm.services.social.invite(ann.characterId, bob.characterName);
    const [invite] = await realm.services.social.invitesFor(bob.characterId);
    await realm.services.social.accept(bob.characterId, invite!.partyId);
    const { lively, lonely } = await sparse(ann, bob);
    const [annRoom, bobRoom] = lonely as [Room, Room];
    assert.equal(annRoom.roomId, bobRoom.roomId);
    await Promise.all([answerOffer(annRoom, true), answerOffer(bobRoom, false)]);
    await until(() => roomOf(annRoom).isClosing === false, 'the offer is over');
    assert.equal(annRoom.state.population, 2);
    await Promise.all([annRoom, bobRoom, ...lively].map((one) => one.leave()));
  });

  it('PL65 an instance that everybody has left stays open for somebody whose seat is held', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const { lonely } = await sparse(ann);
    const [room] = lonely as [Room];
    const seat = await reserve(roomOf(room), bob);
    const moved = follow(room, ann);
    await answerOffer(room, true);
    const next = await moved;
    await until(() => roomOf(room)?.isClosing === false, 'the offer is over');
    const bobRoom = await realm.client(bob).consumeSeatReservation(seat);
    assert.equal(bobRoom.roomId, room.roomId);
    await Promise.all([next, bobRoom].map((one) => one.leave()));
  });

  it('TR27 who could not be sent out at once is sent out later', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const { social, content, journeys } = realm.services;
    await social.invite(ann.characterId, bob.characterName);
    const [invite] = await social.invitesFor(bob.characterId);
    await social.accept(bob.characterId, invite!.partyId);
    const rift = [...content.places.values()].find(
      ({ kind, requires }) => kind === 'rift' && requires.length === 0,
    )!;
    const room = await realm.join(bob, rift.id, undefined, 'rift');
    const out = new Promise<string>((resolve) => room.onMessage('travel', ({ place }) => resolve(place)));
    const { expel } = journeys;
    let refused = false;
    journeys.expel = async () => {
      refused = true;
      journeys.expel = expel;
      throw new GameError('travel_in_progress');
    };
    await social.disband(ann.characterId);
    assert.equal(await out, content.maps.get(rift.id)!.portals[0]!.place);
    assert.equal(refused, true);
    await room.leave();
  });

  it('TR27 who is kicked from the party leaves its rift alone', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const { social, content } = realm.services;
    await social.invite(ann.characterId, bob.characterName);
    const [invite] = await social.invitesFor(bob.characterId);
    await social.accept(bob.characterId, invite!.partyId);
    const rift = [...content.places.values()].find(
      ({ kind, requires }) => kind === 'rift' && requires.length === 0,
    )!;
    const third = await realm.person();
    await social.invite(ann.characterId, third.characterName);
    const [second] = await social.invitesFor(third.characterId);
    await social.accept(third.characterId, second!.partyId);
    const [annRoom, bobRoom] = await Promise.all(
      [ann, bob].map((person) => realm.join(person, rift.id, undefined, 'rift')),
    );
    const out = new Promise<string>((resolve) => bobRoom!.onMessage('travel', ({ place }) => resolve(place)));
    const end = ending(bobRoom!);
    await social.kick(ann.characterId, bob.characterId);
    assert.equal(await out, content.maps.get(rift.id)!.portals[0]!.place);
    await bobRoom!.leave();
    await end;
    await until(() => annRoom!.state.population === 1, 'Ann is alone in it');
    await annRoom!.leave();
  });
});
