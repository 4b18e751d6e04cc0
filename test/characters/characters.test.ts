import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Characters } from '../../src/characters/characters.ts';
import { makeCharacters } from '../../src/characters/make-characters.ts';
import type { Content, PlaceMap } from '../../src/content/types.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { shippedGoods, shippedPlacement } from '../kit/open-content.ts';
import { accountRecord, NOW, PROGRESS } from '../kit/records.ts';

const MYSTIC = {
  id: 'mystic',
  name: 'Mystic',
  text: '',
  color: '#a0f',
  speed: 170,
  health: 80,
  mana: 140,
  stamina: 90,
  attack: 10,
  defence: 2,
  growth: { health: 10, mana: 5, stamina: 5, attack: 2, defence: 1 },
  abilities: [],
};
const HAVEN: PlaceMap = {
  width: 640,
  height: 640,
  walls: [],
  spawns: [
    { name: 'plaza', x: 320, y: 300 },
    { name: 'gate', x: 10, y: 10 },
  ],
  portals: [],
  tiled: {},
};
const CONTENT: Content = {
  classes: new Map([['mystic', MYSTIC]]),
  systems: new Map(),
  places: new Map(),
  stations: new Map(),
  ...shippedGoods(),
  placement: shippedPlacement(),
  maps: new Map([['haven', HAVEN]]),
  startingPlace: 'haven',
  entry: 'anywhere',
};

describe('characters', () => {
  let store: MemoryAccountStore;
  let leases: MemoryCharacterStore;
  let characters: Characters;
  let accountId: string;

  beforeEach(async () => {
    store = new MemoryAccountStore();
    leases = new MemoryCharacterStore(store);
    characters = makeCharacters({
      store: leases,
      content: CONTENT,
      limitPerAccount: 2,
      clock: () => NOW,
    });
    accountId = await newAccountId();
  });

  async function newAccountId(): Promise<string> {
    const account = accountRecord();
    await store.createAccount(account);
    return account.id;
  }
  function create(name = 'Iris', owner = accountId) {
    return characters.create(owner, { name, classId: 'mystic' });
  }
  function rejects(work: Promise<unknown>, code: string, details: unknown = null) {
    return assert.rejects(work, { name: 'GameError', code, details });
  }

  it('CH4 begin at the first spawn of the starting place, with the values of their class', async () => {
    const character = await create('Ire\u0301ne');
    assert.deepEqual(character, {
      id: character.id,
      accountId,
      name: 'Ir\u00e9ne',
      classId: 'mystic',
      level: 1,
      experience: 0,
      health: 80,
      mana: 140,
      stamina: 90,
      place: 'haven',
      x: 320,
      y: 300,
      facing: 64,
      createdAt: NOW,
    });
    assert.deepEqual(await characters.get(accountId, character.id), character);
  });

  for (const classId of ['necromancer', '', '__proto__', 'constructor']) {
    it(`CH4 there is no class "${classId}"`, async () => {
      await rejects(characters.create(accountId, { name: 'Iris', classId }), 'class_not_found');
      assert.deepEqual(await characters.list(accountId), []);
    });
  }

  it('CH2 a name that is taken in another case is refused', async () => {
    await create();
    await rejects(create('IRIS', await newAccountId()), 'character_name_taken');
  });

  it('CH3 an account has no more characters than the limit, and deleting makes room', async () => {
    const first = await create('One');
    await create('Two');
    await rejects(create('Three'), 'character_limit_reached', { limit: 2 });
    await characters.delete(accountId, first.id);
    await create('Three');
  });

  it('CH3 an account that is gone gets no character', async () => {
    await store.deleteAccount(accountId);
    await rejects(create(), 'session_revoked');
  });

  it('CH5 only the owner sees, enters or deletes a character', async () => {
    const { id } = await create();
    const stranger = await newAccountId();
    for (const work of [
      () => characters.get(stranger, id),
      () => characters.delete(stranger, id),
      () => characters.enter(stranger, id, 'room'),
      () => characters.get(accountId, randomUUID()),
      () => characters.delete(accountId, randomUUID()),
      () => characters.enter(accountId, randomUUID(), 'room'),
    ]) {
      await rejects(work(), 'character_not_found');
    }
    assert.deepEqual(await characters.list(stranger), []);
    assert.equal((await characters.list(accountId)).length, 1);
  });

  it('CH7 a character in the world is not deleted until it has left', async () => {
    const { id } = await create();
    const { lease } = await characters.enter(accountId, id, 'room');
    await rejects(characters.delete(accountId, id), 'character_in_world');
    await characters.leave(lease);
    await characters.delete(accountId, id);
    await rejects(characters.get(accountId, id), 'character_not_found');
  });

  it('LE2 entering elsewhere takes the lease: the first instance may save no more', async () => {
    const character = await create();
    const first = await characters.enter(accountId, character.id, 'room-1');
    assert.deepEqual(first, { character, lease: { characterId: character.id, fence: 1 } });
    const saved = { ...PROGRESS, level: 2, place: 'haven', x: 5, y: 6, facing: 7 };
    assert.deepEqual(await characters.save([{ ...first.lease, ...saved }]), []);

    const second = await characters.enter(accountId, character.id, 'room-2');
    assert.deepEqual(second, {
      character: { ...character, ...saved },
      lease: { characterId: character.id, fence: 2 },
    });
    assert.deepEqual(await characters.save([{ ...first.lease, ...saved, x: 99 }]), [character.id]);
    assert.deepEqual(await characters.renewLeases([first.lease]), [character.id]);
    assert.deepEqual(await characters.renewLeases([second.lease]), []);
    assert.deepEqual(await characters.save([{ ...second.lease, ...saved, x: 8 }]), []);
    assert.equal((await characters.get(accountId, character.id)).x, 8);
  });

  it('LE3 leaving gives the lease back', async () => {
    const { id } = await create();
    const { lease } = await characters.enter(accountId, id, 'room');
    await characters.leave(lease);
    assert.deepEqual(await characters.renewLeases([lease]), [id]);
  });

  it('TR4 a traveller resumes the lease that moved ahead of it, once', async () => {
    const character = await create();
    const { lease } = await characters.enter(accountId, character.id, 'room-1');
    const moved = { ...PROGRESS, level: 2, place: 'haven', x: 5, y: 6, facing: 7 };
    await leases.moveLeases([{ ...lease, ...moved, instance: 'room-2' }], null);
    const ahead = { characterId: character.id, fence: 2 };
    await rejects(characters.resume(ahead, 'room-3'), 'character_taken_over');
    await rejects(characters.resume(lease, 'room-2'), 'character_taken_over');
    const resumed = await characters.resume(ahead, 'room-2');
    assert.deepEqual(resumed, { character: { ...character, ...moved }, lease: ahead });
    await rejects(characters.resume(ahead, 'room-2'), 'character_taken_over');
    await characters.forsake(ahead, 'room-2');
    assert.deepEqual(await characters.renewLeases([ahead]), []);
  });

  it('TR5 the lease of a traveller who never came is given back', async () => {
    const character = await create();
    const { id } = character;
    const { lease } = await characters.enter(accountId, id, 'room-1');
    await leases.moveLeases([{ ...character, ...lease, instance: 'room-2' }], null);
    const ahead = { characterId: id, fence: 2 };
    await characters.forsake(ahead, 'room-2');
    assert.deepEqual(await characters.renewLeases([ahead]), [id]);
    await rejects(characters.resume(ahead, 'room-2'), 'character_taken_over');
  });
});
