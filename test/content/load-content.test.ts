import assert from 'node:assert/strict';
import { ContentError } from '../../src/content/content-error.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { problemsAfter } from './broken-content.ts';
import { CONTENT_DIR } from './content-copy.ts';

describe('content files', () => {
  it('CO1 the shipped content loads: systems, places of every kind, stations, three classes, the starting place', () => {
    const content = loadContent(CONTENT_DIR);
    const places = [...content.places.values()];
    const idsOf = (kind: string) => places.filter((place) => place.kind === kind).map(({ id }) => id);
    assert.deepEqual(idsOf('hub'), ['haven', 'meridian']);
    assert.deepEqual(idsOf('zone'), ['verdant-forest', 'glass-desert', 'storm-mountains', 'cinder-fields']);
    assert.deepEqual(idsOf('arena'), ['proving-pit']);
    assert.equal(idsOf('rift').length, 8);
    assert.deepEqual([...content.maps.keys()], [...content.places.keys()]);
    assert.deepEqual([...content.classes.keys()], ['vanguard', 'ranger', 'mystic']);
    assert.deepEqual(
      [...content.systems.keys()],
      ['sol-viridis', 'ember-reach', 'lantern-deep', 'storm-crown'],
    );
    assert.equal(content.stations.size, 6);
    assert.equal(content.places.get(content.startingPlace)?.kind, 'hub');
  });

  it('CO2 a problem is named by file and field, and all of them are told at once', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('places.json', ({ places }) => {
        places[1].system = 'sool';
      });
      copy.edit('game.json', (game) => {
        game.startingPlace = 'nowhere';
      });
      copy.edit('classes.json', ({ classes }) => {
        classes[0].speed = 'fast';
      });
    });
    assert.deepEqual(problems, [
      'classes.json: classes[0].speed: Invalid input: expected number, received string',
      'places.json: places[1].system: no such system "sool"',
      'stations.json: stations[1].place: "meridian" is in "sool"',
      'game.json: startingPlace: no such place "nowhere"',
    ]);
  });

  it('CO2 the error lists every problem in its message', () => {
    const error = new ContentError(['a.json: b: is missing', 'c.json: cannot be read']);
    assert.equal(
      error.message,
      'The content has 2 problems:\n  a.json: b: is missing\n  c.json: cannot be read',
    );
    assert.equal(new ContentError(['x']).message, 'The content has 1 problem:\n  x');
  });

  it('CO3 unknown and missing fields are refused', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('systems.json', ({ systems }) => {
        systems[0].colour = 'green';
        delete systems[1].name;
      });
    });
    assert.deepEqual(problems, [
      'systems.json: systems[0].colour: unknown field',
      'systems.json: systems[1].name: is missing',
    ]);
  });

  it('CO3 ids are kebab-case, colours are hexadecimal, numbers are in range', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('classes.json', ({ classes }) => {
        classes[0].id = 'Van Guard';
        classes[1].color = 'green';
        classes[2].health = 0;
      });
    });
    assert.deepEqual(problems, [
      'classes.json: classes[0].id: must be kebab-case, such as "high-harbour"',
      'classes.json: classes[1].color: must be a colour such as "#f2a65a"',
      'classes.json: classes[2].health: Too small: expected number to be >=1',
    ]);
  });

  it('CO4 an id may stand only once', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('classes.json', ({ classes }) => {
        classes.push(classes[0]);
      });
    });
    assert.deepEqual(problems, ['classes.json: classes[3].id: "vanguard" is there twice']);
  });

  it('CO5 the starting place must be a hub', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('places.json', ({ places }) => {
        places[0].kind = 'zone';
      });
    });
    assert.deepEqual(problems, ['game.json: startingPlace: "haven" is a zone, not a hub']);
  });

  it('CO5 the starting place lets newcomers in', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('places.json', ({ places }) => {
        places[0].requires = [{ kind: 'level', level: 2 }];
      });
    });
    assert.deepEqual(problems, ['game.json: startingPlace: "haven" requires what newcomers do not have']);
  });

  it('CO6 a file that is missing or not JSON is named', () => {
    const problems = problemsAfter((copy) => {
      copy.remove('maps/meridian.tmj');
      copy.write('systems.json', '{');
    });
    assert.equal(problems.length, 2);
    assert.match(problems[0]!, /^systems\.json: is not valid JSON \(.+\)$/);
    assert.equal(problems[1], 'maps/meridian.tmj: cannot be read');
  });

  it('CO6 a map outside of the maps folder is refused', () => {
    const problems = problemsAfter((copy) => {
      copy.edit('places.json', ({ places }) => {
        places[0].map = '../../secret.tmj';
      });
    });
    assert.deepEqual(problems, ['places.json: places[0].map: must be a file name such as "haven.tmj"']);
  });

  it('CO7 what is loaded can be changed by nobody', () => {
    const content = loadContent(CONTENT_DIR);
    const haven = content.maps.get('haven')!;
    assert.throws(() => {
      (haven.spawns[0] as { x: number }).x = 0;
    }, TypeError);
    assert.throws(() => {
      (haven.tiled as { layers: unknown[] }).layers.length = 0;
    }, TypeError);
    for (const change of ['set', 'delete', 'clear'] as const) {
      assert.throws(
        () => (content.places as Map<string, unknown>)[change]('haven', {}),
        /Content cannot be changed/,
      );
    }
    assert.throws(() => {
      content.placement.kinds.hub.cap = 1;
    }, TypeError);
    assert.throws(() => {
      (content as { startingPlace: string }).startingPlace = 'meridian';
    }, TypeError);
  });
});
