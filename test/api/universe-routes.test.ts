import assert from 'node:assert/strict';
import type { Content } from '../../src/content/types.ts';
import { openContent } from '../kit/open-content.ts';
import { TestApp } from '../kit/test-app.ts';

describe('api: universe', () => {
  let app: TestApp;
  let content: Content;

  before(async () => {
    app = await TestApp.start();
    content = openContent();
    app.services.content = content;
  });
  after(() => app.stop());

  it('UN1 a system comes with its stations and places, and the list has all of them', async () => {
    const { data } = await app.call('GET', '/universe/systems/ember-reach');
    assert.deepEqual(data, {
      ...content.systems.get('ember-reach'),
      stations: ['canal-dock', 'ash-dock'].map((id) => content.stations.get(id)),
      places: ['meridian', 'cinder-fields', 'ember-forge', 'molten-throne'].map((id) =>
        content.places.get(id),
      ),
    });
    const list = await app.call('GET', '/universe/systems');
    assert.deepEqual(
      list.data.map(({ id }: { id: string }) => id),
      ['sol-viridis', 'ember-reach', 'lantern-deep', 'storm-crown'],
    );
    assert.deepEqual(list.data[1], data);
  });

  it('UN2 a station names its system, its place, and where its routes lead, with the distance', async () => {
    const { data } = await app.call('GET', '/universe/stations/ash-dock');
    const { name, text } = content.stations.get('ash-dock')!;
    const system = { id: 'ember-reach', name: 'Ember Reach' };
    assert.deepEqual(data, {
      id: 'ash-dock',
      name,
      text,
      system,
      place: { id: 'cinder-fields', name: 'Cinder Fields' },
      spawn: 'station',
      routes: [
        {
          station: { id: 'canal-dock', name: 'Canal Dock' },
          system,
          place: { id: 'meridian', name: 'Meridian' },
          distance: 0,
        },
      ],
    });
    const harbour = (await app.call('GET', '/universe/stations/high-harbour')).data;
    assert.deepEqual(
      harbour.routes.map((route: { station: { id: string }; distance: number }) => [
        route.station.id,
        route.distance,
      ]),
      [
        ['canopy-landing', 0],
        ['mirror-port', 4.18],
        ['canal-dock', 4.49],
      ],
    );
    const list = await app.call('GET', '/universe/stations');
    assert.deepEqual(
      list.data.map(({ id }: { id: string }) => id),
      [...content.stations.keys()],
    );
    assert.deepEqual(list.data[0], harbour);
  });

  it('UN3 a system or station that does not exist has its own error', async () => {
    for (const id of ['nowhere', 'constructor']) {
      await app.refused('GET', `/universe/systems/${id}`, 'system_not_found');
      await app.refused('GET', `/universe/stations/${id}`, 'station_not_found');
    }
    await app.refused('GET', '/universe/systems/__proto__', 'invalid_request');
    await app.refused('GET', '/universe/stations/No%20Where', 'invalid_request');
  });

  it('UN4 the star chart has a strong ETag, which stands for the same bytes', async () => {
    for (const path of ['/universe/systems', '/universe/stations/canal-dock']) {
      const first = await app.call('GET', path);
      assert.equal((await app.call('GET', path)).text, first.text);
      const etag = first.headers.get('etag')!;
      const known = await app.call('GET', path, { headers: { 'if-none-match': etag } });
      assert.equal(known.status, 304);
    }
  });
});
