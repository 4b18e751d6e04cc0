import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../kit/test-app.ts';

interface Player {
  token: string;
  accountId: string;
  id: string;
  name: string;
}

describe('api: parties and friends', () => {
  let app: TestApp;
  let iria: Player;
  let oren: Player;
  let nadia: Player;

  beforeEach(async () => {
    app = await TestApp.start();
    [iria, oren, nadia] = [await newPlayer('Iria Vale'), await newPlayer('Oren'), await newPlayer('Nadia')];
  });
  afterEach(() => app.stop());

  async function newPlayer(name: string): Promise<Player> {
    const { accessToken: token, account } = await app.login(name.replace(' ', '.'));
    const { data } = await app.call('POST', '/characters', { token, body: { name, classId: 'ranger' } });
    return { token, accountId: account.id, id: data.id, name };
  }

  async function act({ token, id }: Player, path: string, body: object = {}) {
    const [group, action] = path.split('/');
    const { status, data, text } = await app.call('POST', `/${group}/${id}/${action}`, { token, body });
    assert.equal(status, 200, text);
    return data;
  }

  async function look({ token, id }: Player, group: 'parties' | 'friends') {
    return (await app.call('GET', `/${group}/${id}`, { token })).data;
  }

  async function join(leader: Player, guest: Player): Promise<void> {
    await act(leader, 'parties/invites', { name: guest.name });
    const { invites } = await look(guest, 'parties');
    await act(guest, 'parties/accept', { partyId: invites[0].partyId });
  }

  it('PA10 an invitation by name is shown to the invited, and joining answers the party', async () => {
    assert.deepEqual(await look(iria, 'parties'), { party: null, invites: [] });
    assert.deepEqual(await act(iria, 'parties/invites', { name: 'OREN' }), { party: null, invites: [] });
    const { party, invites } = await look(oren, 'parties');
    assert.equal(party, null);
    const [{ partyId, expiresAt, ...invite }] = invites;
    assert.deepEqual(invite, { fromId: iria.id, from: 'Iria Vale' });
    const waitMs = Date.parse(expiresAt) - Date.now();
    assert.ok(waitMs > 50_000 && waitMs <= 60_000, `${waitMs} ms`);
    await app.services.characters.enter(iria.accountId, iria.id, 'room-1');
    const joined = await act(oren, 'parties/accept', { partyId: partyId.toUpperCase() });
    const member = { level: 1, classId: 'ranger' };
    assert.deepEqual(joined, {
      party: {
        id: partyId,
        leaderId: iria.id,
        members: [
          { ...member, characterId: iria.id, name: 'Iria Vale', place: 'haven', instance: 'room-1' },
          { ...member, characterId: oren.id, name: 'Oren', place: null, instance: null },
        ],
      },
      invites: [],
    });
    assert.deepEqual(await look(iria, 'parties'), joined);
  });

  it('PA10 a leader appoints, the new one kicks, a member leaves, a leader disbands', async () => {
    await join(iria, oren);
    await join(iria, nadia);
    const appointed = await act(iria, 'parties/leader', { member: oren.id.toUpperCase() });
    assert.equal(appointed.party.leaderId, oren.id);
    assert.equal((await act(oren, 'parties/kick', { member: nadia.id })).party.members.length, 2);
    assert.equal((await look(nadia, 'parties')).party, null);
    await join(oren, nadia);
    assert.deepEqual(await act(iria, 'parties/leave'), { party: null, invites: [] });
    assert.deepEqual(await act(oren, 'parties/disband'), { party: null, invites: [] });
    assert.equal((await look(nadia, 'parties')).party, null);
  });

  it('PA10 an invitation can be declined', async () => {
    await act(iria, 'parties/invites', { name: oren.name });
    const { invites } = await look(oren, 'parties');
    const { partyId } = invites[0];
    assert.deepEqual(await act(oren, 'parties/decline', { partyId }), { party: null, invites: [] });
    const { token } = oren;
    await app.refused('POST', `/parties/${oren.id}/accept`, 'invite_not_found', { token, body: { partyId } });
  });

  it('PA10 what is not possible has its code', async () => {
    const { token } = iria;
    const post = (action: string, code: Parameters<TestApp['refused']>[2], body: object = {}) =>
      app.refused('POST', `/parties/${iria.id}/${action}`, code, { token, body });
    await post('invites', 'character_not_found', { name: 'Nobody' });
    await post('invites', 'not_yourself', { name: 'iria vale' });
    await post('leave', 'party_not_found');
    await post('disband', 'party_not_found');
    await post('kick', 'party_not_found', { member: oren.id });
    await post('accept', 'invite_not_found', { partyId: randomUUID() });
    await join(oren, iria);
    await post('invites', 'party_not_leader', { name: nadia.name });
    await post('leader', 'party_not_leader', { member: iria.id });
    await post('disband', 'party_not_leader');
    await app.refused('POST', `/parties/${nadia.id}/invites`, 'already_in_party', {
      token: nadia.token,
      body: { name: iria.name },
    });
    await act(nadia, 'friends/block', { name: oren.name });
    await app.refused('POST', `/parties/${oren.id}/invites`, 'blocked', {
      token: oren.token,
      body: { name: nadia.name },
    });
    assert.equal((await look(iria, 'parties')).party.leaderId, oren.id);
  });

  it('PA10 FR9 nobody acts for somebody else’s character, or without a token', async () => {
    await join(iria, oren);
    await act(nadia, 'friends/requests', { name: iria.name });
    const partyId = randomUUID();
    const calls: [string, object][] = [
      ['parties/invites', { name: nadia.name }],
      ['parties/accept', { partyId }],
      ['parties/decline', { partyId }],
      ['parties/leave', {}],
      ['parties/kick', { member: oren.id }],
      ['parties/leader', { member: oren.id }],
      ['parties/disband', {}],
      ['friends/requests', { name: oren.name }],
      ['friends/accept', { from: nadia.id }],
      ['friends/remove', { friend: nadia.id }],
      ['friends/block', { name: nadia.name }],
      ['friends/unblock', { blocked: nadia.id }],
    ];
    const before = [await look(iria, 'parties'), await look(iria, 'friends')];
    for (const [path, body] of calls) {
      const address = `/${path.replace('/', `/${iria.id}/`)}`;
      await app.refused('POST', address, 'character_not_found', { token: nadia.token, body });
      await app.refused('POST', address, 'unauthenticated', { body });
    }
    for (const group of ['parties', 'friends']) {
      await app.refused('GET', `/${group}/${iria.id}`, 'character_not_found', { token: nadia.token });
      await app.refused('GET', `/${group}/${randomUUID()}`, 'character_not_found', { token: nadia.token });
    }
    assert.deepEqual([await look(iria, 'parties'), await look(iria, 'friends')], before);
  });

  it('FR9 a request is shown to both, and its acceptance makes friends who see where the other is', async () => {
    const asked = await act(iria, 'friends/requests', { name: 'oren' });
    const [{ at, ...outgoing }] = asked.outgoing;
    assert.deepEqual(outgoing, { characterId: oren.id, name: 'Oren' });
    const lists = await look(oren, 'friends');
    assert.deepEqual(lists.incoming, [{ characterId: iria.id, name: 'Iria Vale', at }]);
    await app.services.characters.enter(iria.accountId, iria.id, 'room-1');
    const accepted = await act(oren, 'friends/accept', { from: iria.id });
    const [{ since, ...friend }] = accepted.friends;
    assert.ok(Date.parse(since) >= Date.parse(at));
    assert.deepEqual(friend, {
      characterId: iria.id,
      name: 'Iria Vale',
      level: 1,
      classId: 'ranger',
      place: 'haven',
    });
    assert.equal((await look(iria, 'friends')).friends[0].place, null);
    const nothing = { friends: [], incoming: [], outgoing: [], blocked: [] };
    assert.deepEqual(await act(iria, 'friends/remove', { friend: oren.id }), nothing);
    assert.deepEqual(await look(oren, 'friends'), nothing);
  });

  it('FR9 who is blocked cannot ask, and is not shown by whom; the block can be lifted', async () => {
    const { blocked } = await act(iria, 'friends/block', { name: oren.name });
    assert.deepEqual(blocked, [{ characterId: oren.id, name: 'Oren' }]);
    const request = { token: oren.token, body: { name: iria.name } };
    await app.refused('POST', `/friends/${oren.id}/requests`, 'blocked', request);
    assert.deepEqual((await look(oren, 'friends')).blocked, []);
    assert.deepEqual((await act(iria, 'friends/unblock', { blocked: oren.id })).blocked, []);
    assert.equal((await act(oren, 'friends/requests', { name: iria.name })).outgoing.length, 1);
  });

  it('FR9 what is not possible has its code', async () => {
    const { token } = iria;
    const post = (action: string, code: Parameters<TestApp['refused']>[2], body: object) =>
      app.refused('POST', `/friends/${iria.id}/${action}`, code, { token, body });
    await post('requests', 'character_not_found', { name: 'Nobody' });
    await post('requests', 'not_yourself', { name: iria.name });
    await post('accept', 'friend_not_found', { from: oren.id });
    await post('remove', 'friend_not_found', { friend: randomUUID() });
    await post('block', 'character_not_found', { name: 'Nobody' });
    await post('block', 'not_yourself', { name: iria.name });
    await post('unblock', 'friend_not_found', { blocked: oren.id });
    await post('requests', 'invalid_request', { name: 'x' });
    await post('accept', 'invalid_request', { from: "' OR 1=1" });
    await post('accept', 'invalid_request', { from: oren.id, extra: true });
  });
});
