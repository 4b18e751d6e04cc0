import assert from 'node:assert/strict';
import { INTEREST } from '../../src/game/interest.ts';
import { TestApp } from '../kit/test-app.ts';

describe('api: content', () => {
  let app: TestApp;

  before(async () => {
    app = await TestApp.start();
  });
  after(() => app.stop());

  it('AP12 every kind is listed and found by id, without a login', async () => {
    const { content } = app.services;
    const expected = {
      classes: [...content.classes.values()],
      items: [...content.items.values()],
      systems: [...content.systems.values()],
      places: [...content.places.values()],
      stations: [...content.stations.values()],
      abilities: [...content.abilities.values()],
      statuses: [...content.statuses.values()],
    };
    for (const [kind, items] of Object.entries(expected)) {
      assert.deepEqual((await app.call('GET', `/content/${kind}`)).data, items);
      assert.deepEqual((await app.call('GET', `/content/${kind}/${items[0]!.id}`)).data, items[0]);
    }
    const monsters = (await app.call('GET', '/content/monsters')).data;
    assert.equal(monsters.length, content.monsters.size);
    const hound = (await app.call('GET', '/content/monsters/thorn-hound')).data;
    assert.deepEqual(hound, monsters[0]);
    assert.deepEqual(hound.yields, ['scrap-metal', 'field-ration']);
    for (const secret of ['stats', 'behaviour', 'loot', 'credits', 'experience'])
      assert.ok(!(secret in hound));
    assert.deepEqual((await app.call('GET', '/content/maps')).data, [
      { id: 'haven', width: 640, height: 480 },
    ]);
    assert.deepEqual((await app.call('GET', '/content/maps/haven')).data, content.maps.get('haven')!.tiled);
  });

  it('AP12 the rules tell the numbers that clients reckon with, as the world uses them', async () => {
    const { drops, progression } = app.services.content;
    assert.deepEqual((await app.call('GET', '/content/rules')).data, {
      pickUpReach: drops.reach,
      globalCooldownSec: progression.globalCooldownSec,
      potionCooldownSec: progression.potionCooldownSec,
      viewRadius: INTEREST.enterRadius,
    });
  });

  it('AP12 what does not exist is not found, also when it is called like a property of every object', async () => {
    for (const kind of ['classes', 'items', 'systems', 'places', 'stations', 'maps']) {
      await app.refused('GET', `/content/${kind}/nowhere`, 'content_not_found');
      await app.refused('GET', `/content/${kind}/constructor`, 'content_not_found');
      await app.refused('GET', `/content/${kind}/__proto__`, 'invalid_request');
    }
    await app.refused('GET', '/content/secrets', 'not_found');
  });

  it('AP12 a strong ETag stands for the same bytes, and who has them is answered 304', async () => {
    const first = await app.call('GET', '/content/classes');
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]{43}"$/);
    assert.equal(first.headers.get('cache-control'), 'no-cache');
    const again = await app.call('GET', '/content/classes', { headers: { 'if-none-match': '"another"' } });
    assert.equal(again.status, 200);
    assert.equal(again.text, first.text);
    const known = await app.call('GET', '/content/classes', { headers: { 'if-none-match': etag } });
    assert.equal(known.status, 304);
    assert.equal(known.text, '');
    assert.equal(known.headers.get('etag'), etag);
    const viaProxy = await app.call('GET', '/content/classes', {
      headers: { 'if-none-match': `"x", W/${etag}` },
    });
    assert.equal(viaProxy.status, 304);
  });

  it('AP12 different content has different ETags; the same content has the same in another process', async () => {
    const other = await TestApp.start();
    const etagOf = async (from: TestApp, path: string) => (await from.call('GET', path)).headers.get('etag');
    const paths = ['/content/classes', '/content/places', '/content/maps/haven', '/content/rules'];
    const tags = await Promise.all(paths.map((path) => etagOf(app, path)));
    assert.equal(new Set(tags).size, paths.length);
    assert.deepEqual(await Promise.all(paths.map((path) => etagOf(other, path))), tags);
    await other.stop();
  });
});
