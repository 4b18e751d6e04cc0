import assert from 'node:assert/strict';
import { Realm } from '../kit/realm.ts';

/** The same API as in this folder's other tests, here on the whole server and a real database. */
describe('the API on a real database', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ env: { LOGINS_PER_NAME: '5', CHARACTERS_PER_ACCOUNT: '2' } });
  });
  after(() => realm.stop());

  const credentials = (name: string) => ({ name, password: 'correct horse battery' });
  const login = (name: string) =>
    realm.must('POST', '/auth/login', { body: { ...credentials(name), device: 'test' } });
  const outcome = async (...call: Parameters<Realm['api']>) => {
    const { status, error, headers } = await realm.api(...call);
    return { status, code: error?.code, retryAfter: headers.get('retry-after') };
  };

  it('AP8 AC2 registering twice answers the same, and the first password stays', async () => {
    const first = await realm.api('POST', '/auth/register', { body: credentials('twice') });
    const second = await realm.api('POST', '/auth/register', {
      body: { name: 'TWICE', password: 'another password' },
    });
    assert.deepEqual([first.status, first.data], [201, { accepted: true }]);
    assert.deepEqual([second.status, second.data], [201, { accepted: true }]);
    assert.equal((await login('Twice')).account.name, 'twice');
    const stolen = await outcome('POST', '/auth/login', {
      body: { name: 'twice', password: 'another password' },
    });
    assert.deepEqual([stolen.status, stolen.code], [401, 'invalid_credentials']);
  });

  it('AP10 AC10 a refresh token serves once; used again it ends every descendant', async () => {
    await realm.must('POST', '/auth/register', { body: credentials('rotating') });
    const { refreshToken } = await login('rotating');
    const next = await realm.must('POST', '/auth/refresh', { body: { refreshToken } });
    await realm.must('GET', '/auth/sessions', { token: next.accessToken });
    const reused = await outcome('POST', '/auth/refresh', { body: { refreshToken } });
    assert.deepEqual([reused.status, reused.code], [401, 'refresh_token_reused']);
    const descendant = await outcome('POST', '/auth/refresh', { body: { refreshToken: next.refreshToken } });
    assert.deepEqual([descendant.status, descendant.code], [401, 'refresh_token_invalid']);
    const access = await outcome('GET', '/auth/sessions', { token: next.accessToken });
    assert.deepEqual([access.status, access.code], [401, 'session_revoked']);
  });

  it('AP9 AC13 sessions are listed and ended one by one, or all at once', async () => {
    await realm.must('POST', '/auth/register', { body: credentials('devices') });
    const [phone, desk, tablet] = [await login('devices'), await login('devices'), await login('devices')];
    const listed = await realm.must('GET', '/auth/sessions', { token: desk.accessToken });
    assert.deepEqual(
      listed.map((session: { id: string; current: boolean }) => [session.id, session.current]),
      [
        [tablet.session.id, false],
        [desk.session.id, true],
        [phone.session.id, false],
      ],
    );
    await realm.must('DELETE', `/auth/sessions/${phone.session.id}`, { token: desk.accessToken });
    assert.equal((await outcome('GET', '/characters', { token: phone.accessToken })).code, 'session_revoked');
    await realm.must('DELETE', '/auth/sessions', { token: desk.accessToken });
    for (const { accessToken } of [desk, tablet]) {
      assert.equal((await outcome('GET', '/characters', { token: accessToken })).code, 'session_revoked');
    }
  });

  it('AP11 CH2 CH3 CH5 characters: unique names, a limit, and the owner’s alone', async () => {
    const [ann, bob] = [await realm.person(), await realm.person()];
    const create = (token: string, name: string) =>
      outcome('POST', '/characters', { token, body: { name, classId: 'ranger' } });
    assert.equal(
      (await create(ann.accessToken, bob.characterName.toUpperCase())).code,
      'character_name_taken',
    );
    assert.equal((await create(ann.accessToken, 'Second One')).status, 201);
    assert.equal((await create(ann.accessToken, 'Third One')).code, 'character_limit_reached');
    const others = `/characters/${bob.characterId}`;
    assert.equal((await outcome('GET', others, { token: ann.accessToken })).code, 'character_not_found');
    assert.equal((await outcome('DELETE', others, { token: ann.accessToken })).code, 'character_not_found');
    const own = `/characters/${ann.characterId}`;
    const room = await realm.join(ann);
    assert.equal((await outcome('DELETE', own, { token: ann.accessToken })).code, 'character_in_world');
    await room.leave();
    assert.equal((await outcome('DELETE', others, { token: bob.accessToken })).status, 200);
  });

  it('AP5 AC15 a deleted account’s token speaks for nobody', async () => {
    const ann = await realm.person();
    await realm.stores.accounts.deleteAccount(ann.accountId);
    const { status, code } = await outcome('GET', '/characters', { token: ann.accessToken });
    assert.deepEqual([status, code], [401, 'session_revoked']);
  });

  it('AP14 AC5 the sixth guess at a name waits, says how long, and so does the right password', async () => {
    await realm.must('POST', '/auth/register', { body: credentials('guessed') });
    const guess = () =>
      outcome('POST', '/auth/login', { body: { name: 'guessed', password: 'a wrong guess' } });
    for (let i = 0; i < 5; i++) assert.equal((await guess()).code, 'invalid_credentials');
    const { status, code, retryAfter } = await guess();
    assert.deepEqual([status, code], [429, 'rate_limited']);
    assert.ok(Number(retryAfter) > 0 && Number(retryAfter) <= 900, `${retryAfter} s`);
    assert.equal((await outcome('POST', '/auth/login', { body: credentials('guessed') })).status, 429);
  });

  it('AC16 SQL in every field is text: nothing is found, nothing is lost', async () => {
    const injection = "'; DROP TABLE accounts; --";
    const ann = await realm.person();
    const calls: [Parameters<Realm['api']>, string][] = [
      [['POST', '/auth/login', { body: { name: injection, password: injection } }], 'invalid_request'],
      [['POST', '/auth/login', { body: { name: 'someone', password: injection } }], 'invalid_credentials'],
      [['POST', '/auth/refresh', { body: { refreshToken: injection } }], 'refresh_token_invalid'],
      [
        ['GET', `/characters/${encodeURIComponent(injection)}`, { token: ann.accessToken }],
        'invalid_request',
      ],
      [['GET', `/content/places/${encodeURIComponent(injection)}`], 'invalid_request'],
    ];
    for (const [call, code] of calls) assert.equal((await outcome(...call)).code, code, JSON.stringify(call));
    assert.equal((await realm.must('GET', '/characters', { token: ann.accessToken })).length, 1);
  });

  it('AP13 a fault of ours is internal, without a word of what it is, and the next request works', async () => {
    const ann = await realm.person();
    await realm.database.dataSource.query('ALTER TABLE characters RENAME TO characters_away');
    try {
      const { status, error } = await realm.api('GET', '/characters', { token: ann.accessToken });
      assert.deepEqual(
        [status, error.code, error.message],
        [500, 'internal', 'Something went wrong on our side.'],
      );
    } finally {
      await realm.database.dataSource.query('ALTER TABLE characters_away RENAME TO characters');
    }
    assert.equal((await outcome('GET', '/characters', { token: ann.accessToken })).status, 200);
  });
});
