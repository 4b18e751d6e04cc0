import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PASSWORD, TestApp } from '../kit/test-app.ts';

/** Beside the ledger. */
const EXPORTED = [
  ...['sessions', 'characters', 'upgrades', 'balances', 'items', 'listings', 'bids', 'mails', 'watches'],
  ...['friends', 'friendRequests', 'blocks', 'parties', 'scores', 'matches', 'events', 'placements'],
];

describe('api: account', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  it('AD5 an account ends by its password: its tokens die at once, its name and characters are gone', async () => {
    const { accessToken, refreshToken } = await app.login('mira');
    const other = await app.login('mira', 'a phone');
    const hero = { name: 'Iria Vale', classId: 'vanguard' };
    await app.call('POST', '/characters', { token: accessToken, body: hero });
    const call = { token: accessToken, body: { password: PASSWORD } };
    const { status, data } = await app.call('DELETE', '/account', call);
    assert.deepEqual([status, data], [200, { deleted: true }]);
    await app.refused('GET', '/characters', 'session_revoked', { token: accessToken });
    await app.refused('GET', '/characters', 'session_revoked', { token: other.accessToken });
    await app.refused('POST', '/auth/refresh', 'refresh_token_invalid', { body: { refreshToken } });
    await app.refused('DELETE', '/account', 'session_revoked', call);
    const { accessToken: anew } = await app.login('mira');
    assert.deepEqual((await app.call('GET', '/characters', { token: anew })).data, []);
    assert.equal((await app.call('POST', '/characters', { token: anew, body: hero })).status, 201);
  });

  it('AD6 a wrong password ends nothing, and cannot be tried more often than at login', async () => {
    const { accessToken: token } = await app.login('mira');
    await app.refused('DELETE', '/account', 'invalid_request', { token, body: {} });
    await app.refused('DELETE', '/account', 'unauthenticated', { body: { password: PASSWORD } });
    const wrong = { token, body: { password: 'not the password' } };
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 30; n++) codes.push((await app.call('DELETE', '/account', wrong)).error?.code);
    assert.equal(codes[0], 'invalid_credentials');
    assert.equal(codes.at(-1), 'rate_limited');
    await app.refused('DELETE', '/account', 'rate_limited', { token, body: { password: PASSWORD } });
    assert.equal((await app.call('GET', '/characters', { token })).status, 200);
  });

  it('AD7 who asks for an export gets the own one', async () => {
    const { accessToken: token, account } = await app.login('mira');
    const asked: string[] = [];
    app.services.accountData.export = async (id) => {
      asked.push(id);
      return null;
    };
    await app.refused('GET', '/account/export', 'session_revoked', { token });
    await app.refused('GET', '/account/export', 'unauthenticated');
    assert.deepEqual(asked, [account.id]);
  });

  it('AD10 an export of any length is one answer, made of the parts that come', async () => {
    const { accessToken: token } = await app.login('mira');
    const rows = Array.from({ length: 200 }, (_, n) => `{"text":"${String(n).repeat(5_000)}"}`);
    const empty = EXPORTED.map((name) => `,"${name}":[]`);
    const parts = ['{"account":{"name":"mira"}', ...empty, ',"ledger":[', rows.join(), ']}'];
    app.services.accountData.export = async () => parts;
    const { status, data } = await app.call('GET', '/account/export', { token });
    assert.equal(status, 200);
    assert.deepEqual(data, JSON.parse(parts.join('')));
  });

  it('LB10 odd boards, seasons, limits and characters are refused', async () => {
    const { accessToken: token } = await app.login('mira');
    const odd = [
      '/leaderboards/__proto__',
      "/leaderboards/' OR 1=1",
      '/leaderboards/kills?season=0',
      '/leaderboards/kills?season=1.5',
      '/leaderboards/kills?limit=101',
      '/leaderboards/kills?limit=-1',
      '/leaderboards/kills?limit=NaN',
      '/leaderboards/kills?cursor=',
      '/leaderboards/kills?other=1',
      '/leaderboards/kills/around/nobody',
    ];
    for (const path of odd) await app.refused('GET', path, 'invalid_request', { token });
    await app.refused('GET', '/leaderboards/rift-times', 'place_not_found', { token });
    await app.refused('GET', '/leaderboards/rift-times?place=haven', 'place_not_found', { token });
    const strange = randomUUID();
    for (const scope of ['around', 'friends'])
      await app.refused('GET', `/leaderboards/kills/${scope}/${strange}`, 'character_not_found', { token });
    await app.refused('GET', `/events/${strange}`, 'character_not_found', { token });
  });
});
