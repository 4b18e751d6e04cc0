import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, MatchMakeError } from '@colyseus/sdk';
import { type Caller, JOIN_ENDPOINT, type Matchmake, RECONNECT_ENDPOINT } from '../../src/api/matchmake.ts';
import { type ErrorCode, GameError } from '../../src/errors.ts';
import { TestApp } from '../kit/test-app.ts';
import { assertDeclared } from './declared.ts';

const SEAT = { name: 'hub', roomId: 'room1', sessionId: 'seat1', processId: 'process1' };
const OPTIONS = { characterId: randomUUID(), place: 'haven' };

interface Asked {
  method: string;
  room: string;
  options: unknown;
  caller: Caller;
}

describe('api: seats in rooms', () => {
  let app: TestApp;
  let asked: Asked[];
  let answer: () => Promise<typeof SEAT>;

  const matchmake: Matchmake = (method, room, options, caller) => {
    asked.push({ method, room, options, caller });
    return answer();
  };

  beforeEach(async () => {
    asked = [];
    answer = async () => SEAT;
    app = await TestApp.start({ REQUESTS_PER_MINUTE: '50' }, { matchmake });
  });
  afterEach(() => app.stop());

  async function post(path: string, body: unknown = OPTIONS) {
    const response = await app.fetch(`/matchmake/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const answered = { status: response.status, headers: response.headers, body: await response.json() };
    if (path.startsWith('joinOrCreate/')) assertDeclared(JOIN_ENDPOINT, answered);
    if (path.startsWith('reconnect/')) assertDeclared(RECONNECT_ENDPOINT, answered);
    return answered;
  }

  it('AP20 the SDK is given the seat; its token and options arrive', async () => {
    const client = new Client(app.url);
    client.auth.token = 'the-token';
    const { data } = await client.http.post('/matchmake/joinOrCreate/hub', { body: OPTIONS });
    assert.deepEqual(data, SEAT);
    const [{ method, room, options, caller }] = asked as [Asked];
    assert.deepEqual({ method, room, options }, { method: 'joinOrCreate', room: 'hub', options: OPTIONS });
    assert.equal(caller.token, 'the-token');
    assert.equal(caller.address, '127.0.0.1');
  });

  it('AP7 nothing of the seat but what is declared leaves the server', async () => {
    answer = async () => ({ ...SEAT, auth: { accountId: 'secret' } });
    assert.deepEqual((await post('joinOrCreate/hub')).body, SEAT);
  });

  it('AP20 without a token the caller is nobody', async () => {
    await post('joinOrCreate/hub');
    assert.equal(asked[0]!.caller.token, null);
  });

  it('AP20 reconnecting passes the token of the seat', async () => {
    const { status, body } = await post('reconnect/room1', { reconnectionToken: 'abc' });
    assert.equal(status, 200);
    assert.deepEqual(body, SEAT);
    assert.deepEqual([asked[0]!.room, asked[0]!.options], ['room1', { reconnectionToken: 'abc' }]);
  });

  it('AP20 a refusal reaches the user of the stock SDK as MatchMakeError with status, code and text', async () => {
    answer = async () => {
      throw new GameError('place_full');
    };
    await assert.rejects(new Client(app.url).joinOrCreate('hub', OPTIONS), (error) => {
      assert.ok(error instanceof MatchMakeError);
      assert.equal(error.code, 409);
      assert.equal(error.message, 'place_full: The place is full. Try again in a moment.');
      return true;
    });
  });

  it('AP16 every error of the matchmaker is declared where it is answered', async () => {
    const atJoin: ErrorCode[] = [
      'unauthenticated',
      'token_expired',
      'session_revoked',
      'unavailable',
      'shutting_down',
      'room_not_found',
      'place_not_found',
      'character_not_found',
      'place_full',
    ];
    const atReconnect: ErrorCode[] = ['reconnection_refused', 'shutting_down'];
    const refusals = [
      ...atJoin.map((code) => ({ code, path: 'joinOrCreate/hub', body: OPTIONS })),
      ...atReconnect.map((code) => ({ code, path: 'reconnect/room1', body: { reconnectionToken: 'abc' } })),
    ];
    for (const { code, path, body } of refusals) {
      answer = async () => {
        throw new GameError(code);
      };
      // `post` checks the answer against the endpoint.
      assert.equal((await post(path, body)).body.errorCode, code);
    }
  });

  it('AP20 the answer of a refusal carries close code, error code and when to retry', async () => {
    answer = async () => {
      throw new GameError('shutting_down', { retryAfterSec: 2 });
    };
    const { status, headers, body } = await post('joinOrCreate/hub');
    assert.equal(status, 503);
    assert.equal(headers.get('retry-after'), '2');
    assert.deepEqual(body, {
      code: 4001,
      error: 'shutting_down: The server is shutting down. Join again in a moment.',
      errorCode: 'shutting_down',
      retryAfterSec: 2,
    });
  });

  it('AP20 other methods of Colyseus are refused', async () => {
    for (const method of [
      'create',
      'join',
      'joinById',
      'JOINORCREATE',
      'constructor',
      '__proto__',
      'query',
    ]) {
      const { status, body } = await post(`${method}/hub`);
      assert.equal(status, 403, method);
      assert.equal(body.errorCode, 'matchmaking_refused', method);
    }
    const sdk = new Client(app.url);
    await assert.rejects(sdk.create('hub', OPTIONS), /matchmaking_refused/);
    await assert.rejects(sdk.joinById('room1', OPTIONS), /matchmaking_refused/);
    assert.deepEqual(asked, []);
  });

  it('AP20 unknown kinds of rooms are not found', async () => {
    for (const room of ['lobby', 'constructor', '__proto__', 'HUB', '%00']) {
      const { status, body } = await post(`joinOrCreate/${room}`);
      assert.equal(status, 404, room);
      assert.equal(body.errorCode, 'room_not_found', room);
    }
    assert.deepEqual(asked, []);
  });

  it('AP20 options are checked as every other body', async () => {
    const bad: [string, unknown, string][] = [
      ['joinOrCreate/hub', {}, 'invalid_request'],
      ['joinOrCreate/hub', { ...OPTIONS, characterId: 'mine' }, 'invalid_request'],
      ['joinOrCreate/hub', { ...OPTIONS, place: 5 }, 'invalid_request'],
      ['joinOrCreate/hub', { ...OPTIONS, admin: true }, 'invalid_request'],
      ['joinOrCreate/hub', '{"__proto__":{"polluted":1}}', 'invalid_request'],
      ['joinOrCreate/hub', '[]', 'invalid_request'],
      ['joinOrCreate/hub', '{"characterId":NaN}', 'invalid_json'],
      ['joinOrCreate/hub', JSON.stringify({ ...OPTIONS, padding: 'x'.repeat(17_000) }), 'body_too_large'],
      ['reconnect/room1', {}, 'invalid_request'],
      ['reconnect/room1', { reconnectionToken: 'x'.repeat(65) }, 'invalid_request'],
      ['reconnect/room%2F1', { reconnectionToken: 'abc' }, 'reconnection_refused'],
    ];
    for (const [path, body, code] of bad) {
      assert.equal(
        (await post(path, body)).body.errorCode,
        code,
        `${path} ${JSON.stringify(body).slice(0, 80)}`,
      );
    }
    assert.deepEqual(asked, []);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('AP20 a fault of ours tells nothing', async () => {
    answer = async () => {
      throw new Error('secret of the matchmaker');
    };
    const { status, body } = await post('joinOrCreate/hub');
    assert.equal(status, 500);
    assert.deepEqual(body, {
      code: 4111,
      error: 'internal: Something went wrong on our side.',
      errorCode: 'internal',
    });
  });

  it('AP14 seats count against the limit per address, and the SDK is told when to retry', async () => {
    for (let i = 0; i < 50; i++) await post('joinOrCreate/hub');
    const { status, headers, body } = await post('joinOrCreate/hub');
    assert.equal(status, 429);
    assert.equal(body.errorCode, 'rate_limited');
    assert.equal(String(body.retryAfterSec), headers.get('retry-after'));
    await assert.rejects(new Client(app.url).joinOrCreate('hub', OPTIONS), (error) => {
      assert.ok(error instanceof MatchMakeError);
      assert.equal(error.code, 429);
      assert.equal(error.message, 'rate_limited: Too many requests. Wait before trying again.');
      return true;
    });
  });
});
