import assert from 'node:assert/strict';
import { Predict } from '@colyseus/sdk';
import { INTEREST } from '../../src/game/interest.ts';
import { GameMap } from '../../src/game/map.ts';
import { type Body, type MoveCommand, stepMovement } from '../../src/game/movement.ts';
import { openContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';
import { inputOf } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

describe('hub', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });
  after(() => realm.stop());

  it('RM2 two characters that are near see each other, and each other’s steps', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    const bobSeen = await until(() => annRoom.state.players.get(bob.characterId), 'Ann sees Bob');
    assert.equal(bobSeen.name, bob.characterName);
    assert.equal(annRoom.state.population, 2);
    const startX = bobSeen.x;
    const input = inputOf(bobRoom);
    input.data.moveX = 127;
    input.data.facing = 7;
    input.send();
    await until(() => bobSeen.x !== startX, 'Ann sees Bob step');
    assert.equal(bobSeen.x, startX + 8);
    assert.equal(bobSeen.facing, 7);
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
    assert.equal(realm.services.connections.size, 0);
  });

  it('RM3 nothing of those far away travels to a client, until they come near, and nothing more once they are far again', async () => {
    const near = { place: 'haven', x: 1000, y: 1000 };
    const ann = await realm.person({ place: near });
    const bob = await realm.person({ place: { ...near, x: 1000 + INTEREST.enterRadius + 20 } });
    const annRoom = await realm.join(ann);
    const bobRoom = await realm.join(bob);
    await until(() => annRoom.state.population === 2, 'both are there');
    const shown: string[] = [];
    annRoom.onStateChange(() => shown.push([...annRoom.state.players.keys()].length.toString()));
    const input = inputOf(bobRoom);
    const walk = async (moveX: number, done: () => boolean, what: string) => {
      for (let steps = 0; !done(); steps++) {
        assert.ok(steps < 400, what);
        input.data.moveX = moveX;
        const before = shown.length;
        input.send();
        await until(() => shown.length > before, 'the next patch');
      }
    };
    assert.equal(annRoom.state.players.size, 1);
    await walk(-127, () => annRoom.state.players.has(bob.characterId), 'Bob comes into view');
    assert.ok(bobRoom.state.players.get(bob.characterId).x <= 1000 + INTEREST.enterRadius);
    await walk(127, () => !annRoom.state.players.has(bob.characterId), 'Bob goes out of view');
    assert.ok(bobRoom.state.players.get(bob.characterId).x > 1000 + INTEREST.leaveRadius);
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
  });

  it('RM4 what the SDK predicts with the shared rule is what the server decides, to the bit', async () => {
    const wall = { left: 1100, top: 900, right: 1140, bottom: 1300 };
    const map = new GameMap(4096, 4096, [wall]);
    const ann = await realm.person({ place: { place: 'meridian', x: 1050, y: 1000 } });
    const room = await realm.join(ann, 'meridian');
    const self = room.state.own.get(ann.characterId);
    const input = inputOf(room);
    const predict = Predict.get(room, { mode: 'raw' });
    const me = predict.reconciler(self, {
      input,
      fields: ['x', 'y', 'facing'],
      step: (step: { dt: number }, state: object, command: unknown) =>
        stepMovement(state as Body, command as MoveCommand, map, 160, step.dt),
    } as never) as unknown as { state: Body };
    input.data.moveX = 127;
    input.send();
    predict.tick(performance.now());
    assert.equal(me.state.x, 1058, 'predicted before the server has heard of it');
    assert.equal(self.x, 1050);
    for (let i = 0; i < 60; i++) {
      input.data.moveX = i < 40 ? 127 : -90;
      input.data.moveY = i % 3 === 0 ? 40 : -13;
      input.data.facing = i;
      input.send();
      predict.tick(performance.now());
      await until(() => input.sentCount - input.lastProcessed < 4, 'the server keeps up');
    }
    await until(() => input.lastProcessed === input.sentCount, 'all inputs are processed');
    predict.tick(performance.now());
    assert.deepEqual(
      { x: me.state.x, y: me.state.y, facing: me.state.facing },
      { x: self.x, y: self.y, facing: self.facing },
    );
    assert.ok(self.x < 1090, 'the wall stopped it, and it walked back');
    await room.leave();
  });

  it('RM5 a place is an instance of its own: who is in another one is not met', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const annRoom = await realm.join(ann, 'haven');
    const bobRoom = await realm.join(bob, 'meridian');
    assert.notEqual(annRoom.roomId, bobRoom.roomId);
    assert.equal(annRoom.state.place, 'haven');
    assert.equal(bobRoom.state.place, 'meridian');
    assert.equal(bobRoom.state.population, 1);
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
  });

  it('RM5 who comes through a portal arrives where it leads, who comes from elsewhere at a spawn', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 3000, y: 3000 } });
    const room = await realm.join(ann, 'meridian');
    const { x, y } = room.state.players.get(ann.characterId);
    assert.deepEqual({ x, y }, { x: 700, y: 800 });
    await room.leave();
    const back = await realm.join(ann, 'haven');
    const home = back.state.players.get(ann.characterId);
    assert.deepEqual({ x: home.x, y: home.y }, { x: 100, y: 100 });
    await back.leave();
  });

  it('CT3 chat reaches everybody in the place, near or far, with the name the server knows', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 100, y: 100 } });
    const bob = await realm.person({ place: { place: 'haven', x: 3000, y: 3000 } });
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    const heard: unknown[] = [];
    bobRoom.onMessage('chat', (message) => heard.push(message));
    const before = Date.now();
    annRoom.send('chat', { text: '  hello <b>there</b>\n ' });
    await until(() => heard.length === 1, 'Bob hears Ann');
    const { at, ...message } = heard[0] as { at: number };
    assert.deepEqual(message, {
      characterId: ann.characterId,
      name: ann.characterName,
      text: 'hello <b>there</b>',
    });
    assert.ok(at >= before && at <= Date.now());
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
  });

  it('CT4 the sixth message of a burst is answered with chat_rate_limited, and heard by nobody', async () => {
    const ann = await realm.person();
    const room = await realm.join(ann);
    const heard: string[] = [];
    const errors: unknown[] = [];
    room.onMessage('chat', ({ text }) => heard.push(text));
    room.onMessage('error', (error) => errors.push(error));
    for (let i = 1; i <= 6; i++) room.send('chat', { text: `message ${i}` });
    await until(() => errors.length === 1, 'the refusal');
    assert.deepEqual(errors, [
      {
        code: 'chat_rate_limited',
        message: 'Too many chat messages. Wait a moment.',
        messageType: 'chat',
        retryAfterSec: 2,
        details: null,
      },
    ]);
    assert.deepEqual(heard, ['message 1', 'message 2', 'message 3', 'message 4', 'message 5']);
    await room.leave();
  });
});
