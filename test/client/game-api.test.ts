import assert from 'node:assert/strict';
import { ApiError, explain, refusalText } from '../../client/src/api/api-error.ts';
import { GameApi } from '../../client/src/api/game-api.ts';
import { FakeServer, fakeSession } from './kit/fake-server.ts';

describe('calls of the API', () => {
  it('CL12 the envelope is opened, and the token sent where it is needed', async () => {
    using server = new FakeServer({ data: [{ id: 'a' }] }, { data: [{ id: 'vanguard' }] });
    const api = new GameApi(fakeSession().session);
    assert.deepEqual(await api.characters(), [{ id: 'a' }]);
    assert.deepEqual(await api.classes(), [{ id: 'vanguard' }]);
    assert.deepEqual(server.asked, [
      { method: 'GET', path: '/api/v1/characters', token: 'Bearer t1' },
      { method: 'GET', path: '/api/v1/content/classes', token: null },
    ]);
  });

  it('CL12 an access token that is refused is replaced once', async () => {
    using server = new FakeServer({ status: 401, code: 'token_expired' }, { data: [] });
    assert.deepEqual(await new GameApi(fakeSession().session).characters(), []);
    assert.deepEqual(
      server.asked.map(({ token }) => token),
      ['Bearer t1', 'Bearer t2'],
    );
  });

  it('CL12 a second refusal is told, not answered by a third try', async () => {
    const refusal = { status: 401, code: 'unauthenticated' };
    using server = new FakeServer(refusal, refusal);
    await assert.rejects(new GameApi(fakeSession().session).characters(), { code: 'unauthenticated' });
    assert.equal(server.asked.length, 2);
  });

  it('CL12 a revoked session ends here too', async () => {
    using _server = new FakeServer({ status: 401, code: 'session_revoked' });
    const { session, ended } = fakeSession();
    await assert.rejects(new GameApi(session).deleteCharacter('a/b'), { code: 'session_revoked' });
    assert.deepEqual(ended, ['revoked']);
  });

  it('CL13 content is fetched once; a fetch that failed is not remembered', async () => {
    using server = new FakeServer('nothing', { data: [{ id: 'haven' }] });
    const api = new GameApi(fakeSession().session);
    await assert.rejects(api.places(), { code: 'network' });
    const [first, second] = await Promise.all([api.places(), api.places()]);
    assert.equal(first, second);
    assert.equal(server.asked.length, 2);
  });

  it('CL14 what a person is told: the server’s words, how long to wait, or that nobody answers', async () => {
    using _server = new FakeServer(
      { status: 429, code: 'rate_limited', retryAfter: '30' },
      { status: 429, code: 'rate_limited', retryAfter: '600' },
      'not json',
    );
    const api = new GameApi(fakeSession().session);
    const told = async () => api.characters().then(() => 'nothing', explain);
    assert.equal(await told(), 'text of rate_limited (wait 30 s)');
    assert.equal(await told(), 'text of rate_limited (wait 10 min)');
    assert.equal(await told(), 'The realm does not answer. Check your connection and try again.');
    assert.equal(explain(new TypeError('x is undefined')), 'Something went wrong in the client. Try again.');
    assert.equal(explain(new ApiError('some_code', 'Some text.')), 'Some text.');
  });

  it('CL14 of an invalid request a person is told what each field should have been', () => {
    const told = (details: unknown) => explain(new ApiError('invalid_request', 'Invalid.', { details }));
    const name = { path: 'body.name', message: '2 to 20 letters.' };
    const password = { path: 'body.password', message: '8 characters or more.' };
    assert.equal(told([name]), '2 to 20 letters.');
    assert.equal(told([name, password, name]), '2 to 20 letters. 8 characters or more.');
    for (const details of [null, [], {}, 'text', [null], [{ message: 7 }]])
      assert.equal(told(details), 'Invalid.', JSON.stringify(details));
    const other = new ApiError('character_limit_reached', 'Enough.', { details: [name] });
    assert.equal(explain(other), 'Enough.');
  });

  it('CL21 of a locked place a person is told who needs what', () => {
    const level = { kind: 'level', needed: 5, has: 1 };
    const told = (details: unknown) => refusalText({ code: 'place_locked', message: 'Locked.', details });
    assert.equal(told({ missing: [level] }), 'Locked: needs level 5 (now 1).');
    const characters = [
      { name: 'Ann', missing: [level, { kind: 'renown', needed: 10, has: 2 }] },
      { name: 'Bob', missing: [{ ...level, has: 4 }] },
    ];
    assert.equal(
      told({ missing: [level], characters }),
      'Locked: Ann needs level 5 (now 1), renown 10 (now 2); Bob needs level 5 (now 4).',
    );
    for (const details of [
      null,
      'text',
      [],
      { missing: [] },
      { missing: [null, { kind: 1 }] },
      { characters: [null] },
    ])
      assert.equal(told(details), 'Locked.', JSON.stringify(details));
    assert.equal(
      explain(new ApiError('place_locked', 'Locked.', { details: { missing: [level] } })),
      told({ missing: [level] }),
    );
  });
});
