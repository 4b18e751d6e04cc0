import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { respawnTick } from '../../src/game/deaths.ts';
import { gainExperience } from '../../src/game/progression.ts';
import type { Player, World } from '../../src/game/world.ts';
import type { ServerMessage } from '../../src/protocol.ts';
import { slay } from '../kit/growth.ts';
import { openContent } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';

/** At the portal of open content that leads from haven to the forest. */
const AT_THE_GATE = { place: 'haven', x: 3045, y: 4045 };
const RESPAWN_SEC = 0.5;

describe('progress in rooms', () => {
  let realm: Realm;
  let ann: Person;

  before(async () => {
    const content = openContent();
    const progression = { ...content.progression, respawnSec: RESPAWN_SEC, deathLoss: 0.5 };
    realm = await Realm.start({ content: { ...content, progression } });
  });
  after(() => realm.stop());
  beforeEach(async () => {
    ann = await realm.person({ place: AT_THE_GATE });
  });

  const worldOf = ({ roomId }: Room): World =>
    (matchMaker.getLocalRoomById(roomId) as unknown as { world: World }).world;
  const playerIn = (room: Room): Player => worldOf(room).players.get(ann.characterId)!;
  const shownIn = (room: Room) => room.state.players.get(ann.characterId);
  const stored = async () => (await realm.stores.characters.find(ann.characterId))!;

  async function leave(room: Room): Promise<void> {
    await room.leave();
    const free = async () =>
      (await realm.services.characters.locate([ann.characterId]))[0]!.instance === null;
    await until(free, 'its lease is given back');
  }

  /** Level 2 and some more, with wounds. */
  function grow(room: Room): void {
    gainExperience(worldOf(room), playerIn(room), 130);
    Object.assign(playerIn(room).vitals, { health: 61.5, mana: 7, stamina: 9 });
  }

  /** Has just died in this room, of a monster that is not there any more. */
  async function dieIn(room: Room): Promise<void> {
    slay(worldOf(room), 'gone', playerIn(room));
    await until(() => shownIn(room).health === 0, 'everybody sees it');
  }

  async function travel(room: Room): Promise<Room> {
    const arrived = new Promise<Room>((resolve) => {
      room.onMessage('travel', async ({ seat }) => {
        const next = await realm.client(ann).consumeSeatReservation(seat);
        next.onMessage('*', () => {});
        await until(() => (next as Room).state?.players?.has(ann.characterId), 'it sees itself there');
        resolve(next);
      });
    });
    room.send('travel', { portal: 'verdant-forest' });
    return arrived;
  }

  it('PG10 level, experience and health survive leaving and entering again', async () => {
    const first = await realm.join(ann);
    grow(first);
    const { level, experience } = playerIn(first);
    assert.deepEqual([level, experience], [2, 30]);
    await leave(first);
    const { health } = await stored();
    assert.ok(health >= 61 && health < 80, `${health}`);
    const again = await realm.join(ann);
    assert.equal(shownIn(again).level, 2);
    const back = playerIn(again);
    assert.deepEqual([back.level, back.experience], [2, 30]);
    assert.ok(back.vitals.health >= health && back.vitals.health < health + 20, `${back.vitals.health}`);
    await leave(again);
  });

  it('PG10 a level is in the database, where locks look, within a second', async () => {
    const room = await realm.join(ann);
    gainExperience(worldOf(room), playerIn(room), 130);
    await until(async () => (await stored()).level === 2, 'it is stored', 1_500);
    const shown = await realm.must('GET', '/characters', { token: ann.accessToken });
    assert.deepEqual([shown[0].level, shown[0].experience], [2, 30]);
    await leave(room);
  });

  it('PG10 a travel takes along what the character has become', async () => {
    const city = await realm.join(ann);
    grow(city);
    const forest = await travel(city);
    const there = playerIn(forest);
    assert.deepEqual([forest.state.place, there.level, there.experience], ['verdant-forest', 2, 30]);
    assert.ok(there.vitals.health < 90, `${there.vitals.health}`);
    await leave(forest);
  });

  it('PG9 the dead do not travel', async () => {
    const room = await realm.join(ann);
    await dieIn(room);
    const refused = new Promise<ServerMessage<'error'>>((resolve) => room.onMessage('error', resolve));
    room.send('travel', { portal: 'verdant-forest' });
    assert.equal((await refused).code, 'travel_refused');
    await leave(room);
  });

  it('PG12 who leaves dead is dead when it comes back, has lost no more, and stands up on its wish', async () => {
    const first = await realm.join(ann);
    gainExperience(worldOf(first), playerIn(first), 80);
    await dieIn(first);
    assert.equal(playerIn(first).experience, 40);
    await leave(first);
    assert.deepEqual([(await stored()).health, (await stored()).experience], [0, 40]);
    const again = await realm.join(ann);
    assert.deepEqual([shownIn(again).health, shownIn(again).speed], [0, 0]);
    const confirms: ServerMessage<'confirm'>[] = [];
    again.onMessage('confirm', (confirm: ServerMessage<'confirm'>) => confirms.push(confirm));
    const due = respawnTick(worldOf(again), playerIn(again), 1 / again.state.stepsPerSec);
    await until(() => worldOf(again).tick >= due, 'it has lain there long enough');
    again.send('respawn', { actionId: 'up' });
    await until(() => confirms.length > 0, 'it is answered');
    assert.deepEqual(confirms, [{ actionId: 'up', ok: true, code: null }]);
    await until(() => shownIn(again).speed === 160, 'it can walk');
    const { experience, vitals, stats } = playerIn(again);
    assert.deepEqual([experience, vitals.health], [40, stats.health]);
    await leave(again);
  });
});
