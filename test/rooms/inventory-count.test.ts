import assert from 'node:assert/strict';
import { openContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';

describe('the count of an inventory', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });
  after(() => realm.stop());

  it('IV20 its owner is told how many slots are taken: at the start, after a reward and after a sale, and nobody else is', async () => {
    const [ann, bob] = [await realm.person(), await realm.person()];
    const [annRoom, bobRoom] = [await realm.join(ann), await realm.join(bob)];
    const { character } = await realm.must('GET', `/inventory/${ann.characterId}`, {
      token: ann.accessToken,
    });
    const count = () => annRoom.state.own.get(ann.characterId)?.inventoryCount;
    await until(() => count() === character.used.slots, `${character.used.slots} at the start`);
    const stacks = [{ kind: 'iron-ore', amount: 5 }];
    const gift = { characterId: ann.characterId, credits: 0, stacks, items: [] };
    await realm.services.inventory.receive({ key: 'test:gift', kind: 'test', ...gift });
    realm.services.inventoryNews.note(ann.characterId);
    await until(() => count() === character.used.slots + 1, 'one more');
    await realm.must('POST', '/trade/sell', {
      token: ann.accessToken,
      key: 'sale',
      body: { characterId: ann.characterId, kind: 'iron-ore', amount: 'all' },
    });
    await until(() => count() === character.used.slots, 'as many as at the start');
    assert.deepEqual([...annRoom.state.own.keys()], [ann.characterId]);
    assert.deepEqual([...bobRoom.state.own.keys()], [bob.characterId]);
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
  });
});
