import assert from 'node:assert/strict';
import { loadContent } from '../../src/content/load-content.ts';
import type { Content } from '../../src/content/types.ts';
import { problemsAfter } from './broken-content.ts';
import { CONTENT_DIR } from './content-copy.ts';

/** Everything that is reached over the arrows, from where one begins. */
function reachable(from: string, arrows: (id: string) => readonly string[]): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const next of arrows(id)) reached.add(next);
  return reached;
}

describe('the universe', () => {
  let content: Content;
  const portalsOf = (id: string) => content.maps.get(id)!.portals.map(({ place }) => place);

  before(() => {
    content = loadContent(CONTENT_DIR);
  });

  it('CO17 a station stands in a place of its own system, at a spawn', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('stations.json', ({ stations }) => {
          stations[0].system = 'sool';
          stations[1].place = 'atlantis';
          stations[2].spawn = 'attic';
          stations[3].system = 'sol-viridis';
        }),
      ),
      [
        'stations.json: stations[0].system: no such system "sool"',
        'stations.json: stations[0].place: "haven" is in "sol-viridis"',
        'stations.json: stations[1].place: no such place "atlantis"',
        'stations.json: stations[2].spawn: "verdant-forest" has no spawn "attic"',
        'stations.json: stations[3].place: "glass-desert" is in "lantern-deep"',
      ],
    );
  });

  it('CO18 every route leads to another station, once, and back', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('stations.json', ({ stations }) => {
          stations[0].routes.push('nowhere', 'high-harbour', 'canal-dock', 'ash-dock');
        }),
      ),
      [
        'stations.json: stations[0].routes[3]: no such station "nowhere"',
        'stations.json: stations[0].routes[4]: leads to itself',
        'stations.json: stations[0].routes[5]: "canal-dock" is there twice',
        'stations.json: stations[0].routes[6]: no route leads back from "ash-dock"',
      ],
    );
  });

  it('CO19 a place requires nothing unless the file says so', () => {
    const { places } = content;
    assert.deepEqual(places.get('verdant-forest')!.requires, []);
    assert.deepEqual(places.get('cinder-fields')!.requires, [
      { kind: 'level', level: 5 },
      { kind: 'upgrade', upgrade: 'zone-access', level: 1 },
    ]);
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('places.json', ({ places }) => {
          places[2].requires = [{ kind: 'level', level: 1 }, { kind: 'luck' }];
        }),
      ),
      [
        'places.json: places[2].requires[0].level: Too small: expected number to be >=2',
        "places.json: places[2].requires[1].kind: Invalid discriminator value. Expected 'level' | 'upgrade'",
      ],
    );
  });

  it('CO20 from the starting place every place is reached through portals, and every portal has one back', () => {
    assert.equal(reachable(content.startingPlace, portalsOf).size, content.places.size);
    for (const id of content.places.keys()) {
      for (const target of portalsOf(id)) {
        assert.ok(portalsOf(target).includes(id), `${target} has no portal back to ${id}`);
      }
    }
  });

  it('CO21 who comes through a portal arrives beside the one that leads back', () => {
    for (const [id, map] of content.maps) {
      for (const portal of map.portals) {
        const { spawns, portals } = content.maps.get(portal.place)!;
        const spawn = spawns.find(({ name }) => name === portal.spawn)!;
        const back = portals.find(({ place }) => place === id)!;
        const distance = Math.hypot(
          spawn.x - (back.left + back.right) / 2,
          spawn.y - (back.top + back.bottom) / 2,
        );
        assert.ok(distance < 200, `${id} to ${portal.place}: ${distance} px from the way back`);
      }
    }
  });

  it('CO22 every zone has two rifts of its own system, one for everybody who gets there and one from level 5', () => {
    const { places } = content;
    for (const zone of [...places.values()].filter(({ kind }) => kind === 'zone')) {
      const rifts = portalsOf(zone.id)
        .map((id) => places.get(id)!)
        .filter(({ kind }) => kind === 'rift');
      assert.deepEqual(
        rifts.map(({ requires }) => requires),
        [[], [{ kind: 'level', level: 5 }]],
      );
      for (const rift of rifts) assert.equal(rift.system, zone.system);
    }
  });

  it('CO23 every hub and zone has one station, and every station is reached from every other', () => {
    const { stations, places } = content;
    assert.deepEqual(
      [...stations.values()].map(({ place }) => place).sort(),
      [...places.values()]
        .filter(({ kind }) => kind === 'hub' || kind === 'zone')
        .map(({ id }) => id)
        .sort(),
    );
    const [first] = stations.keys();
    assert.equal(reachable(first!, (id) => stations.get(id)!.routes).size, stations.size);
  });
});
