import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import type { Database } from '../../src/db/database.ts';
import { makeUpgradeStore } from '../../src/db/upgrade-store.ts';
import { makeUpgrades, type Upgrades } from '../../src/economy/upgrades.ts';
import type { World } from '../../src/game/world.ts';
import { openContent } from '../kit/open-content.ts';
import { openTestDatabase } from '../kit/postgres.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';
import { reward } from '../kit/wealth.ts';

/** Everybody's class in the open content. */
const CLASS_SPEED = 160;

describe('effects in the world', () => {
  let realm: Realm;
  /** As another process has them: the database is all that they share with the room. */
  let elsewhere: Upgrades;
  let theirDatabase: Database;
  let ann: Person;

  before(async () => {
    realm = await Realm.start({ content: openContent() });
    theirDatabase = await openTestDatabase(realm.databaseUrl);
    const { characters, content } = realm.services;
    elsewhere = makeUpgrades({ store: makeUpgradeStore(theirDatabase), characters, content });
  });

  after(async () => {
    await realm.stop();
    await theirDatabase.close();
  });

  beforeEach(async () => {
    ann = await realm.person({ place: { place: 'haven', x: 1000, y: 1000 } });
    await reward(realm.services.ledger, ann.characterId, { credits: 100_000 });
  });

  const post = (path: string, body?: object) =>
    realm.must('POST', path, { token: ann.accessToken, key: randomUUID(), body });

  const buy = (upgrade: string) => post(`/upgrades/${ann.characterId}/${upgrade}`);

  /** From the shop where she is. @returns the new item's id */
  async function buyItem(kind: string): Promise<string> {
    const { items } = await post('/trade/buy', { characterId: ann.characterId, kind, amount: 1 });
    return items[0];
  }

  const speedIn = (room: Room, person = ann) => room.state.players.get(person.characterId)?.speed;

  it('SL12 a bought level makes its character faster at once, where it stands and for everybody who sees it', async () => {
    const bob = await realm.person({ place: { place: 'haven', x: 1050, y: 1000 } });
    const [annRoom, bobRoom] = [await realm.join(ann), await realm.join(bob)];
    assert.equal(speedIn(annRoom), CLASS_SPEED);
    await until(() => speedIn(bobRoom) === CLASS_SPEED, 'they see each other');
    await buy('speed-boost');
    await until(() => speedIn(annRoom) === 166, 'she is 4 % faster');
    await until(() => speedIn(bobRoom) === 166, 'the other one sees it');
    assert.equal(speedIn(bobRoom, bob), CLASS_SPEED);
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
  });

  it('SL12 also when it was bought through another process', async () => {
    const room = await realm.join(ann);
    await elsewhere.buy(ann.accountId, ann.characterId, 'speed-boost', randomUUID());
    await until(() => speedIn(room) === 166, 'the room has heard of it');
    await room.leave();
  });

  it('SL12 who enters has its effects from the first moment on', async () => {
    await buy('speed-boost');
    await buy('speed-boost');
    const room = await realm.join(ann);
    assert.equal(speedIn(room), 173);
    await room.leave();
  });

  it('SL12 purchases in a row end at the effect of the last', async () => {
    const room = await realm.join(ann);
    await Promise.all(Array.from({ length: 5 }, () => buy('speed-boost')));
    await until(() => speedIn(room) === 192, 'she is 20 % faster');
    await room.leave();
  });

  it('SL12 what is put on and taken off acts at once too', async () => {
    const room = await realm.join(ann);
    const itemId = await buyItem('trail-boots');
    await post(`/inventory/${ann.characterId}/equip`, { itemId });
    await until(() => speedIn(room) === 163, 'she wears boots');
    await post(`/inventory/${ann.characterId}/unequip`, { itemId });
    await until(() => speedIn(room) === CLASS_SPEED, 'she is barefoot again');
    await room.leave();
  });

  it('PG1 equipment makes its character stronger while it is worn, where it stands', async () => {
    const room = await realm.join(ann);
    const { world } = matchMaker.getLocalRoomById(room.roomId) as unknown as { world: World };
    const defence = () => world.players.get(ann.characterId)!.stats.defence;
    const before = defence();
    const itemId = await buyItem('trail-boots');
    assert.equal(defence(), before);
    await post(`/inventory/${ann.characterId}/equip`, { itemId });
    await until(() => defence() === before + 1, 'she wears boots');
    await post(`/inventory/${ann.characterId}/unequip`, { itemId });
    await until(() => defence() === before, 'she is barefoot again');
    await room.leave();
  });

  it('SL12 and so does the ship that is flown', async () => {
    await realm.moveTo(ann, { place: 'meridian', x: 500, y: 500 });
    const room = await realm.join(ann, 'meridian');
    const shipId = await buyItem('kestrel');
    assert.equal(speedIn(room), CLASS_SPEED);
    await post(`/ships/${shipId}/activate`);
    await until(() => speedIn(room) === 168, 'she flies a ship of 150 m/s');
    const sale = { characterId: ann.characterId, itemId: shipId };
    const { error } = await realm.api('POST', '/trade/sell', {
      token: ann.accessToken,
      key: randomUUID(),
      body: sale,
    });
    assert.equal(error.code, 'item_in_use');
    await room.leave();
  });

  it('SL13 the server moves a character by the speed that the state tells', async () => {
    for (let level = 1; level <= 5; level++) await buy('speed-boost');
    const room = await realm.join(ann);
    const self = room.state.own.get(ann.characterId);
    const input = room.input<{ moveX: number; moveY: number; facing: number }>({ mode: 'reliable' });
    const from = self.x;
    for (let step = 1; step <= 20; step++) {
      input.data.moveX = 127;
      input.data.moveY = 0;
      input.data.facing = 0;
      input.send();
      const atLeast = from + step * (192 / room.state.stepsPerSec) - 0.01;
      await until(() => self.x >= atLeast, `step ${step}`);
    }
    assert.ok(Math.abs(self.x - (from + 192)) < 0.01, `${self.x - from} px in a second`);
    await room.leave();
  });

  it('SL16 what was missed while the news were cut off is asked for', async () => {
    const room = await realm.join(ann);
    await realm.database.run((manager) =>
      manager.query(`INSERT INTO character_upgrades VALUES ($1, 'speed-boost', 1)`, [ann.characterId]),
    );
    await realm.database.run((manager) =>
      manager.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'omega-realm-listener'`,
      ),
    );
    await until(() => speedIn(room) === 166, 'it was asked for');
    await room.leave();
  });

  it('SL14 a place may ask for an upgrade, and lets in who has it', async () => {
    const cinder = () =>
      realm.client(ann).joinOrCreate('zone', { characterId: ann.characterId, place: 'cinder-fields' });
    await realm.database.run((manager) =>
      manager.query('UPDATE characters SET level = 5 WHERE id = $1', [ann.characterId]),
    );
    await assert.rejects(cinder(), /place_locked/);
    const { places } = await realm.must('GET', `/navigation/${ann.characterId}`, { token: ann.accessToken });
    const missing = places.find(({ id }: { id: string }) => id === 'cinder-fields').missing;
    assert.deepEqual(missing, [{ kind: 'upgrade', upgrade: 'zone-access', needed: 1, has: 0 }]);
    await buy('speed-boost');
    await buy('zone-access');
    const room = await cinder();
    room.onMessage('*', () => {});
    await until(() => room.state.place === 'cinder-fields', 'she is in');
    await room.leave();
  });

  it('SL14 and so do the ways that lead there', async () => {
    await realm.moveTo(ann, { place: 'meridian', x: 500, y: 500 });
    await realm.database.run((manager) =>
      manager.query('UPDATE characters SET level = 5 WHERE id = $1', [ann.characterId]),
    );
    const room = await realm.join(ann, 'meridian');
    const travel = () => realm.services.journeys.warp(ann.accountId, ann.characterId, 'ash-dock');
    const missing = [{ kind: 'upgrade', upgrade: 'zone-access', needed: 1, has: 0 }];
    const characters = [{ characterId: ann.characterId, name: ann.characterName, missing }];
    await assert.rejects(travel(), { code: 'place_locked', details: { missing, characters } });
    await buy('speed-boost');
    await buy('zone-access');
    assert.deepEqual(await travel(), { place: 'cinder-fields', travelling: [ann.characterId] });
    await room.leave();
  });
});
