import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Room } from '@colyseus/sdk';
import { openContent } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';

/** Everybody's class in the open content. */
const CLASS_SPEED = 160;

describe('ships in the world', () => {
  let realm: Realm;
  let ann: Person;
  let room: Room;

  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });
  after(() => realm.stop());

  beforeEach(async () => {
    ann = await realm.newPerson('ranger');
    room = await realm.join(ann);
  });
  afterEach(() => room.leave());

  const token = () => ({ token: ann.accessToken });
  const speed = () => room.state.players.get(ann.characterId)?.speed;
  const ships = () => realm.must('GET', `/inventory/ships?characterId=${ann.characterId}`, token());
  const carries = () => realm.must('GET', `/inventory/${ann.characterId}`, token());
  const change = (method: string, path: string, body?: unknown) =>
    realm.must(method, path, { ...token(), key: randomUUID(), body });

  async function give(kind: string): Promise<void> {
    await realm.services.inventory.receive({
      key: `loot:${randomUUID()}`,
      kind: 'loot',
      characterId: ann.characterId,
      credits: 0,
      stacks: [],
      items: [{ kind }],
    });
  }

  it('SH7 an engine that is fitted makes its character faster at once, and slower when it is taken out', async () => {
    assert.equal(speed(), CLASS_SPEED);
    const [wren] = await ships();
    await give('ion-drive');
    const drive = (await carries()).character.items.find(
      ({ kind }: { kind: string }) => kind === 'ion-drive',
    );
    const fitted = await change('POST', `/ships/${wren.id}/modules`, { moduleId: drive.id });
    assert.equal(fitted.stats.speed, 145.455);
    await until(() => speed() === 167, 'she is 4.5455 % faster');
    await change('DELETE', `/ships/${wren.id}/modules/${drive.id}`);
    await until(() => speed() === CLASS_SPEED, 'she is as fast as before');
  });

  it('SH7 another ship that is flown makes its character faster, and lets it carry what its hold takes', async () => {
    const before = (await carries()).character.capacity.weight;
    await give('kestrel');
    await give('mule');
    const [wren, kestrel, mule] = await ships();
    assert.deepEqual([wren.hull, kestrel.hull, mule.hull], ['wren', 'kestrel', 'mule']);
    await change('POST', `/ships/${kestrel.id}/activate`);
    await until(() => speed() === 168, 'she is 5 % faster');
    await change('POST', `/ships/${mule.id}/activate`);
    await until(() => speed() === CLASS_SPEED, 'a slow ship does not make her slower');
    // 150 kg in place of the 20 of the starter.
    assert.equal((await carries()).character.capacity.weight, before + 130_000);
  });

  it('SH7 who enters has the effects of the ship from the first moment on', async () => {
    await give('kestrel');
    const kestrel = (await ships())[1];
    await room.leave();
    await change('POST', `/ships/${kestrel.id}/activate`);
    room = await realm.join(ann);
    assert.equal(speed(), 168);
  });
});
