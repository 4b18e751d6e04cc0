import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../kit/test-app.ts';

describe('api: characters', () => {
  let app: TestApp;
  let token: string;

  before(async () => {
    app = await TestApp.start({ CHARACTERS_PER_ACCOUNT: '2' });
    token = (await app.login('mira')).accessToken;
  });
  after(() => app.stop());

  async function newPlayer(name: string): Promise<string> {
    return (await app.login(name)).accessToken;
  }

  it('AP11 a created character is answered as it stands, without the account', async () => {
    const answer = await app.call('POST', '/characters', {
      token,
      body: { name: 'Iria Vale', classId: 'ranger' },
    });
    assert.equal(answer.status, 201);
    const { id, createdAt, ...rest } = answer.data;
    assert.deepEqual(rest, {
      name: 'Iria Vale',
      classId: 'ranger',
      level: 1,
      experience: 0,
      health: 100,
      mana: 50,
      stamina: 80,
      place: 'haven',
      x: 100,
      y: 120,
      facing: 64,
    });
    assert.deepEqual((await app.call('GET', '/characters', { token })).data, [answer.data]);
    assert.deepEqual((await app.call('GET', `/characters/${id}`, { token })).data, answer.data);
  });

  it('AP11 a name is taken whatever its case and whoever has it', async () => {
    const other = await newPlayer('nadia');
    await app.refused('POST', '/characters', 'character_name_taken', {
      token: other,
      body: { name: 'IRIA vale', classId: 'ranger' },
    });
  });

  it('AP11 no more characters than the limit', async () => {
    const other = await newPlayer('oren');
    for (const name of ['Oren One', 'Oren Two']) {
      assert.equal(
        (await app.call('POST', '/characters', { token: other, body: { name, classId: 'ranger' } })).status,
        201,
      );
    }
    await app.refused('POST', '/characters', 'character_limit_reached', {
      token: other,
      body: { name: 'Oren Three', classId: 'ranger' },
    });
    assert.equal((await app.call('GET', '/characters', { token: other })).data.length, 2);
  });

  it('AP11 a class must exist, also when it is called like a property of every object', async () => {
    for (const classId of ['knight', 'constructor']) {
      await app.refused('POST', '/characters', 'class_not_found', {
        token,
        body: { name: 'Nobody', classId },
      });
    }
  });

  it("AP11 somebody else's character does not exist for others", async () => {
    const [mine] = (await app.call('GET', '/characters', { token })).data;
    const other = await newPlayer('pavel');
    await app.refused('GET', `/characters/${mine.id}`, 'character_not_found', { token: other });
    await app.refused('DELETE', `/characters/${mine.id}`, 'character_not_found', { token: other });
    assert.equal((await app.call('GET', `/characters/${mine.id}`, { token })).status, 200);
  });

  it('AP11 a character is deleted for good, but not while it is in the world', async () => {
    const login = await app.login('quinn');
    const body = { name: 'Quinn One', classId: 'vanguard' };
    const { data } = await app.call('POST', '/characters', { token: login.accessToken, body });
    const path = `/characters/${data.id}`;
    const { lease } = await app.services.characters.enter(login.account.id, data.id, 'a-room');
    await app.refused('DELETE', path, 'character_in_world', { token: login.accessToken });
    await app.services.characters.leave(lease);
    assert.deepEqual((await app.call('DELETE', path, { token: login.accessToken })).data, { deleted: true });
    await app.refused('GET', path, 'character_not_found', { token: login.accessToken });
    await app.refused('DELETE', path, 'character_not_found', { token: login.accessToken });
  });

  it('AP11 a character that never was is not found', async () => {
    await app.refused('GET', `/characters/${randomUUID()}`, 'character_not_found', { token });
  });
});
