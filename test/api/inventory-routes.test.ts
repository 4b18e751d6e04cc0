import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../src/errors.ts';
import { HOSTILE_TEXTS } from '../kit/records.ts';
import { type Call, TestApp } from '../kit/test-app.ts';

interface Player {
  token: string;
  accountId: string;
  id: string;
}

describe('api: inventory', () => {
  let app: TestApp;
  let iria: Player;
  let other: string;

  beforeEach(async () => {
    app = await TestApp.start();
    iria = await newPlayer('iria');
    other = await newCharacter(iria.token, 'Oren');
  });
  afterEach(() => app.stop());

  async function newPlayer(name: string): Promise<Player> {
    const { accessToken: token, account } = await app.login(name);
    return { token, accountId: account.id, id: await newCharacter(token, name) };
  }

  async function newCharacter(token: string, name: string): Promise<string> {
    return (await app.call('POST', '/characters', { token, body: { name, classId: 'vanguard' } })).data.id;
  }

  function post(body: object, key: string = randomUUID(), token = iria.token): Call {
    return { token, body, headers: { 'idempotency-key': key } };
  }

  async function act(path: string, body: object, key?: string) {
    const { status, data, text } = await app.call('POST', `/inventory/${path}`, post(body, key));
    assert.equal(status, 200, text);
    return data;
  }

  async function look(id = iria.id) {
    return (await app.call('GET', `/inventory/${id}`, { token: iria.token })).data;
  }

  async function give(given: object): Promise<void> {
    await app.services.inventory.receive({
      key: randomUUID(),
      kind: 'loot',
      characterId: iria.id,
      credits: 0,
      stacks: [],
      items: [],
      ...given,
    });
  }

  async function itemId(kind: string): Promise<string> {
    const { character } = await look();
    return [...character.items, ...character.equipment].find((item) => item.kind === kind).id;
  }

  it('IV14 a new character has its kit, shown with room and stats', async () => {
    const { character, storage } = await look();
    const { items, ...rest } = character;
    const starter = [...app.services.content.hulls.values()].find((hull) => hull.starter);
    assert.deepEqual(items.map(({ kind, state }: { kind: string; state: object }) => [kind, state]).sort(), [
      ['issue-blade', {}],
      ['issue-jacket', {}],
    ]);
    assert.deepEqual(rest, {
      credits: 100,
      used: { slots: 3, weight: 5 * 250 + 1800 + 1500 },
      capacity: { slots: 30, weight: 60_000 + starter!.cargo },
      stacks: [{ kind: 'field-ration', amount: 5 }],
      equipment: [],
      stats: { attack: 0, defence: 0, health: 0, mana: 0, stamina: 0, speed: 0, slots: 0, carry: 0 },
    });
    assert.deepEqual([storage.credits, storage.stacks, storage.items], [0, [], []]);
    assert.equal((await look(other)).character.credits, 0);
  });

  it('IV3 equip and unequip', async () => {
    const blade = await itemId('issue-blade');
    const [receipt] = await act(`${iria.id}/equip`, { itemId: blade.toUpperCase() });
    assert.deepEqual(receipt, {
      owner: { kind: 'character', id: iria.id },
      credits: 0,
      stacks: [],
      items: [{ id: blade, kind: 'issue-blade', slot: 'weapon' }],
      gone: [],
    });
    const { character } = await look();
    assert.deepEqual(character.equipment, [{ slot: 'weapon', id: blade, kind: 'issue-blade' }]);
    assert.equal(character.stats.attack, 4);
    assert.equal(character.used.slots, 2);
    await act(`${iria.id}/unequip`, { itemId: blade });
    assert.deepEqual((await look()).character.equipment, []);
  });

  it('IV5 transfer to another character and to the storage, some or all; discard', async () => {
    await give({
      credits: 50,
      stacks: [{ kind: 'iron-ore', amount: 9 }],
      items: [{ kind: 'trail-boots' }],
    });
    const boots = await itemId('trail-boots');
    await act('transfer', {
      from: iria.id,
      to: 'storage',
      credits: 30,
      stacks: [{ kind: 'iron-ore', amount: 4 }],
      items: [boots],
    });
    const { storage } = await look();
    assert.deepEqual(
      [storage.credits, storage.stacks, storage.items],
      [30, [{ kind: 'iron-ore', amount: 4 }], [{ id: boots, kind: 'trail-boots', state: {} }]],
    );
    await act('transfer', { from: 'storage', to: other, stacks: [{ kind: 'iron-ore', amount: 'all' }] });
    assert.deepEqual((await look(other)).character.stacks.at(-1), { kind: 'iron-ore', amount: 4 });
    await act(`${iria.id}/discard`, { stacks: [{ kind: 'iron-ore', amount: 'all' }] });
    assert.deepEqual((await look()).character.stacks, [{ kind: 'field-ration', amount: 5 }]);
  });

  it('IV8 a batch of changes happens as a whole, or not at all', async () => {
    const [blade, jacket] = [await itemId('issue-blade'), await itemId('issue-jacket')];
    const changes = [
      { do: 'equip', itemId: blade },
      { do: 'equip', itemId: jacket, slot: 'body' },
      { do: 'transfer', from: iria.id, to: other, credits: 10 },
      { do: 'discard', stacks: [{ kind: 'field-ration', amount: 1 }] },
    ];
    const body = { characterId: iria.id, changes };
    const worse = { ...body, changes: [...changes, { do: 'unequip', itemId: randomUUID() }] };
    const before = await look();
    await app.refused('POST', '/inventory/batch', 'item_not_found', post(worse));
    assert.deepEqual(await look(), before);
    await act('batch', body);
    const { character } = await look();
    assert.equal(character.equipment.length, 2);
    assert.deepEqual([character.credits, character.stacks[0].amount], [90, 4]);
    const many = { characterId: iria.id, changes: Array(51).fill(changes[0]) };
    await app.refused('POST', '/inventory/batch', 'invalid_request', post(many));
    await app.refused('POST', '/inventory/batch', 'invalid_request', post({ ...body, changes: [] }));
  });

  it('IV11 without a key nothing happens, the same key answers the same, another body under it is refused', async () => {
    const body = { from: iria.id, to: other, credits: 10 };
    await app.refused('POST', '/inventory/transfer', 'idempotency_key_missing', { token: iria.token, body });
    const first = await act('transfer', body, 'once');
    assert.deepEqual(await act('transfer', body, 'once'), first);
    await app.refused(
      'POST',
      '/inventory/transfer',
      'idempotency_key_reused',
      post({ ...body, credits: 11 }, 'once'),
    );
    assert.equal((await look()).character.credits, 90);
  });

  it('IV7 IV6 what is not possible has its code, and nothing moves', async () => {
    await give({ items: [{ kind: 'tide-sabre' }], stacks: [{ kind: 'iron-ore', amount: 100 }] });
    const [blade, sabre] = [await itemId('issue-blade'), await itemId('tide-sabre')];
    await act(`${iria.id}/equip`, { itemId: blade });
    const before = [await look(), await look(other)];
    const no = (path: string, code: ErrorCode, body: object) =>
      app.refused('POST', `/inventory/${path}`, code, post(body));
    await no(`${iria.id}/equip`, 'item_in_use', { itemId: blade });
    await no(`${iria.id}/equip`, 'item_not_found', { itemId: randomUUID() });
    await no(`${iria.id}/equip`, 'requirements_unmet', { itemId: sabre });
    await no(`${iria.id}/equip`, 'slot_mismatch', { itemId: sabre, slot: 'feet' });
    await no(`${iria.id}/discard`, 'item_in_use', { items: [blade] });
    await no(`${iria.id}/unequip`, 'item_not_found', { itemId: sabre });
    const give1 = { from: iria.id, to: other };
    await no('transfer', 'item_bound', { ...give1, items: [await itemId('issue-jacket')] });
    await no('transfer', 'insufficient_credits', { ...give1, credits: 101 });
    await no('transfer', 'insufficient_items', { ...give1, stacks: [{ kind: 'iron-ore', amount: 101 }] });
    await no('transfer', 'insufficient_items', {
      ...give1,
      stacks: [{ kind: 'constructor', amount: 'all' }],
    });
    await no('transfer', 'character_not_found', { from: iria.id, to: randomUUID(), credits: 1 });
    await no('transfer', 'invalid_request', { from: iria.id, to: iria.id, credits: 1 });
    await no('transfer', 'invalid_request', give1);
    assert.deepEqual([await look(), await look(other)], before);
  });

  it('IV7 hostile amounts, ids and texts are refused before anything is asked', async () => {
    const before = await look();
    const no = (path: string, body: object) =>
      app.refused('POST', `/inventory/${path}`, 'invalid_request', post(body));
    const give1 = { from: iria.id, to: other };
    for (const amount of [0, -1, 0.5, 1_000_000_001, 2 ** 60, '1', null, 'ALL', [1], {}]) {
      await no('transfer', { ...give1, stacks: [{ kind: 'field-ration', amount }] });
      await no(`${iria.id}/discard`, { stacks: [{ kind: 'field-ration', amount }] });
    }
    for (const credits of [-1, 0.5, 1_000_000_001, '1', null]) await no('transfer', { ...give1, credits });
    for (const text of HOSTILE_TEXTS.filter((one) => one !== 'constructor')) {
      await no('transfer', { from: text, to: other, credits: 1 });
      await no('transfer', { ...give1, items: [text] });
      await no('transfer', { ...give1, stacks: [{ kind: text, amount: 1 }] });
      await no(`${iria.id}/equip`, { itemId: text });
      await no(`${iria.id}/equip`, { itemId: randomUUID(), slot: text });
      await no('batch', { characterId: iria.id, changes: [{ do: text }] });
    }
    await no('transfer', { ...give1, credits: 1, owner: 'system' });
    const raw = `{"from":"${iria.id}","to":"${other}","credits":1e999}`;
    const headers = { 'idempotency-key': 'huge' };
    await app.refused('POST', '/inventory/transfer', 'invalid_request', { token: iria.token, raw, headers });
    assert.deepEqual(await look(), before);
  });

  it('IV12 nobody looks into or moves what another account has', async () => {
    const thief = await newPlayer('thief');
    const before = await look();
    const blade = await itemId('issue-blade');
    const no = (path: string, code: ErrorCode, body: object) =>
      app.refused('POST', `/inventory/${path}`, code, post(body, randomUUID(), thief.token));
    await app.refused('GET', `/inventory/${iria.id}`, 'character_not_found', { token: thief.token });
    await app.refused('GET', `/inventory/${iria.id}`, 'unauthenticated');
    await no(`${iria.id}/equip`, 'character_not_found', { itemId: blade });
    await no(`${thief.id}/equip`, 'item_not_found', { itemId: blade });
    await no(`${iria.id}/discard`, 'character_not_found', { items: [blade] });
    await no('transfer', 'character_not_found', { from: iria.id, to: thief.id, credits: 1 });
    await no('transfer', 'character_not_found', { from: thief.id, to: iria.id, credits: 1 });
    await no('batch', 'character_not_found', {
      characterId: iria.id,
      changes: [{ do: 'discard', items: [blade] }],
    });
    assert.deepEqual(await look(), before);
  });
});
