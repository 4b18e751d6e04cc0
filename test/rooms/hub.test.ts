import assert from 'node:assert/strict';
import { Realm, until } from '../kit/realm.ts';

describe('hub', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start();
  });
  after(() => realm.stop());

  it('RM2 two characters that are near see each other, and each other’s steps', async () => {
    const [ann, bob] = await Promise.all([realm.person(), realm.person()]);
    const [annRoom, bobRoom] = await Promise.all([realm.join(ann), realm.join(bob)]);
    const bobSeen = await until(() => annRoom.state.players.get(bob.characterId), 'Ann sees Bob');
    assert.equal(bobSeen.name, bob.characterName);
    const startX = bobSeen.x;
    const input = bobRoom.input({ mode: 'reliable' });
    const sentAt = performance.now();
    input.data.moveX = 127;
    input.send();
    await until(() => bobSeen.x !== startX, 'Ann sees Bob step');
    console.log(`      a step reaches the other screen in ${(performance.now() - sentAt).toFixed(0)} ms`);
    assert.equal(bobSeen.x, Math.fround(startX + realm.services.content.classes.get(bobSeen.classId)!.speed / 20));
    await Promise.all([annRoom.leave(), bobRoom.leave()]);
    assert.equal(realm.services.connections.size, 0);
  });
});
