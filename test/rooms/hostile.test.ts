import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Room } from '@colyseus/sdk';
import fc from 'fast-check';
import pino from 'pino';
import { ERRORS } from '../../src/errors.ts';
import { makeUpgradeGuard } from '../../src/upgrade-guard.ts';
import { openContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';
import { ending, inputOf } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

describe('hostile clients', () => {
  const logged: string[] = [];
  let realm: Realm;
  let witness: Room;
  before(async () => {
    const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
    realm = await Realm.start({ content: openContent(), log });
    witness = await realm.join(await realm.person());
  });
  after(async () => {
    await witness.leave();
    await realm.stop();
  });
  afterEach('the room lives on for everybody else', async () => {
    let heard = false;
    witness.ping(() => {
      heard = true;
    });
    await until(() => heard, 'the room answers');
    await until(() => realm.services.connections.size === 1, 'nobody but the witness is left');
    await until(() => witness.state.population === 1, 'and so the witness sees it');
  });

  async function intruder(): Promise<Room> {
    return realm.join(await realm.person());
  }

  function sendFrame(room: Room, ...bytes: number[]): void {
    room.connection.send(Uint8Array.from(bytes));
  }

  const refused = { code: ERRORS.frame_refused.close, reason: 'frame_refused' };

  it('HO1 the frame that made the input decoder run backwards for ever ends its sender alone', async () => {
    const room = await intruder();
    const end = ending(room);
    sendFrame(room, 0x14, 0x01, 0xff);
    assert.deepEqual(await end, refused);
  });

  it('HO1 the frame that made it allocate for fifty million inputs ends its sender alone', async () => {
    const room = await intruder();
    const end = ending(room);
    const count = [0xfc, 0x80, 0xf0, 0xfa, 0x02];
    sendFrame(room, 0x14 | 0x80, ...count, 0, 0, 0, 0, 0, 0);
    assert.deepEqual(await end, refused);
  });

  it('HO2 frames that no client has a reason to send are refused: other codes, malformed inputs and names, text', async () => {
    const strange = [
      [],
      [14],
      [15, 1],
      [31],
      [21, 1, 0xa4, 0x63, 0x68, 0x61, 0x74],
      [0x13 | 0x80],
      [0x13 | 0x80, 1, 1],
      [0x13 | 0x80, 0xcb, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
      [0x13, 128],
    ];
    strange.push([0x13, 132, 1], [0x13, 255, 1], [13], [13, 0xa4, 0x63], [13, 0xa1, 0xf9], [18, 0]);
    for (const frame of [...strange.map((bytes) => Uint8Array.from(bytes)), 'hello']) {
      const room = await intruder();
      const end = ending(room);
      (room.connection as unknown as { send(data: unknown): void }).send(frame);
      assert.deepEqual(await end, refused, JSON.stringify(frame));
    }
  });

  it('HO3 a frame above 4 KiB ends the connection, and is no page in the log', async () => {
    const room = await intruder();
    const end = ending(room);
    const before = logged.length;
    room.connection.send(new Uint8Array(4097).fill(13));
    assert.equal((await end).code, 1009);
    assert.deepEqual(logged.slice(before), []);
  });

  it('HO4 a flood of frames ends the connection', async () => {
    const room = await intruder();
    const end = ending(room);
    for (let i = 0; i < 400; i++) sendFrame(room, 18);
    assert.deepEqual(await end, { code: ERRORS.rate_limited.close, reason: 'rate_limited' });
  });

  it('HO5 random frames of every code neither stop the room nor move anybody out of the world', async () => {
    const seed = Date.now() % 1_000_000;
    const name = fc.constantFrom([0xa4, 0x63, 0x68, 0x61, 0x74], [0xa9, ...Buffer.from('__proto__')], [7]);
    const junk = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 30 });
    const inputs = fc.array(
      fc.tuple(fc.constantFrom(0, 1, 2, 3, 128, 129, 130, 131), fc.integer({ min: 0, max: 255 })),
      {
        maxLength: 4,
      },
    );
    const frame = fc.oneof(
      fc.tuple(name, junk).map(([type, body]) => [13, ...type, ...body]),
      fc.tuple(name, junk).map(([type, body]) => [17, ...type, ...body]),
      inputs.map((pairs) => [19, ...pairs.flat()]),
      inputs.map((pairs) => [19 | 0x80, 0xcd, 7, 1, ...pairs.flat()]),
      fc.constant([18]),
      { arbitrary: junk, weight: 1 },
    );
    let room = await intruder();
    for (const bytes of fc.sample(frame, { seed, numRuns: 150 })) {
      if (!room.connection.isOpen) room = await intruder();
      sendFrame(room, ...bytes);
      let answered = false;
      witness.ping(() => {
        answered = true;
      });
      await until(() => answered, `the room answers after ${bytes} (seed ${seed})`);
      for (const { x, y } of witness.state.players.values()) {
        assert.ok(x >= 10 && x <= 4086 && y >= 10 && y <= 4086, `seed ${seed}`);
      }
    }
    if (room.connection.isOpen) await room.leave();
  });

  it('HO6 a wrong message is answered with its error; the connection stays, nothing is told on', async () => {
    const room = await intruder();
    const errors: { code: string; messageType: string | null }[] = [];
    const heard: unknown[] = [];
    room.onMessage('error', (error) => errors.push(error));
    witness.onMessage('chat', (message) => heard.push(message));
    const wrong: [string | number, unknown, string][] = [
      ['chat', undefined, 'message_invalid'],
      ['chat', null, 'message_invalid'],
      ['chat', 'hello', 'message_invalid'],
      ['chat', {}, 'message_invalid'],
      ['chat', { text: '' }, 'message_invalid'],
      ['chat', { text: ' \n\u202e ' }, 'message_invalid'],
      ['chat', { text: 'x'.repeat(201) }, 'message_invalid'],
      ['chat', { text: Number.NaN }, 'message_invalid'],
      ['chat', { text: Number.POSITIVE_INFINITY }, 'message_invalid'],
      ['chat', { text: ['a'] }, 'message_invalid'],
      ['chat', { text: 'hi', as: 'the operator' }, 'message_invalid'],
      ['chat', JSON.parse('{"text":"hi","__proto__":{"admin":true}}'), 'message_invalid'],
      ['shout', { text: 'hi' }, 'message_unknown'],
      ['__proto__', { text: 'hi' }, 'message_unknown'],
      ['constructor', { text: 'hi' }, 'message_unknown'],
      ['toString', {}, 'message_unknown'],
      [7, {}, 'message_unknown'],
    ];
    for (const [name, payload, code] of wrong) {
      const before = errors.length;
      room.send(name, payload);
      await until(() => errors.length > before, `an answer to ${String(name)} ${JSON.stringify(payload)}`);
      assert.deepEqual(
        [errors.at(-1)!.code, errors.at(-1)!.messageType],
        [code, String(name)],
        `${String(name)} ${JSON.stringify(payload)}`,
      );
    }
    assert.equal(({} as { admin?: boolean }).admin, undefined);
    assert.deepEqual(heard, []);
    room.sendBytes('chat', Uint8Array.of(1, 2, 3));
    await until(() => errors.length === wrong.length + 1, 'raw bytes are refused');
    assert.equal(errors.at(-1)!.code, 'message_invalid');
    await room.leave();
  });

  it('HO8 a refused client that ignores the close is cut off soon, and out of the world', async () => {
    const person = await realm.person();
    const seat = await fetch(`${realm.url}/matchmake/joinOrCreate/hub`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ characterId: person.characterId, place: 'haven' }),
    }).then((response) => response.json() as Promise<Record<string, string>>);
    const socket = connect(realm.server.port, '127.0.0.1');
    socket.write(
      `GET /${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n` +
        'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    const closed = once(socket, 'close');
    socket.resume();
    await until(() => witness.state.population === 2, 'it is in the world');
    // A masked binary frame with the three bytes of HAZARDS 1; nothing is ever read or answered after it.
    socket.write(Uint8Array.of(0x82, 0x83, 0, 0, 0, 0, 0x14, 0x01, 0xff));
    await closed;
    await until(() => witness.state.population === 1, 'it is out of the world');
  });

  it('HO8 rooms are not looked up by names that every object has, and upgrades are limited per address', async () => {
    const guard = makeUpgradeGuard(3, 1);
    const upgrade = (url: string, forwarded = '10.0.0.1') =>
      new Promise((resolve) => {
        const req = {
          url,
          headers: { 'x-forwarded-for': forwarded },
          socket: { remoteAddress: '127.0.0.1' },
        };
        guard({ req: req as never }, (...answer) => resolve(answer));
      });
    for (const name of ['constructor', '__proto__', 'toString']) {
      assert.deepEqual(await upgrade(`/process/${name}?sessionId=a`), [false, 404]);
    }
    for (let i = 0; i < 3; i++) assert.deepEqual(await upgrade('/process/room?sessionId=a'), [true]);
    assert.deepEqual(await upgrade('/process/room?sessionId=a'), [false, 429]);
    assert.deepEqual(await upgrade('/process/room?sessionId=a', '10.0.0.1, 10.0.0.2'), [true]);
  });

  it('HO7 inputs faster than time are dropped: nobody outruns the clock', async () => {
    const room = await intruder();
    const self = await until(
      () =>
        [...room.state.players.values()].find(
          ({ characterId }) => characterId !== [...witness.state.players.keys()][0],
        ),
      'itself',
    );
    const input = inputOf(room);
    const start = self.x;
    const startedAt = performance.now();
    for (let i = 0; i < 150; i++) {
      input.data.moveX = 127;
      input.send();
    }
    await until(() => input.lastProcessed >= 150, 'all are processed or dropped');
    const seconds = (performance.now() - startedAt) / 1000;
    assert.ok(self.x - start <= 160 * (seconds + 0.5 + 0.1), `${self.x - start} px in ${seconds} s`);
    await room.leave();
  });
});
