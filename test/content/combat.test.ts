import assert from 'node:assert/strict';
import { shippedContent } from '../kit/open-content.ts';
import { problemsAfter } from './broken-content.ts';

describe('abilities and statuses', () => {
  it('AB22 between them the classes have melee, projectiles, areas, a heal, a shield and dashes, four abilities each', () => {
    const { abilities, classes, statuses } = shippedContent();
    const shapes = new Map<string, Set<string>>();
    const effects = new Set<string>();
    for (const { id, abilities: own } of classes.values()) {
      assert.ok(own.length >= 4, id);
      shapes.set(id, new Set(own.map((name) => abilities.get(name)!.shape.kind)));
      for (const effect of own.flatMap((name) => abilities.get(name)!.effects)) {
        effects.add(effect.kind);
        if (effect.kind === 'status' && statuses.get(effect.status)!.absorb > 0) effects.add('shield');
      }
      assert.ok(shapes.get(id)!.has('dash') && shapes.get(id)!.has('circle'), id);
    }
    assert.ok(shapes.size >= 3);
    const all = new Set([...shapes.values()].flatMap((kinds) => [...kinds]));
    assert.deepEqual([...all].sort(), ['ally', 'arc', 'circle', 'dash', 'projectile', 'self']);
    assert.deepEqual([...effects].sort(), ['damage', 'heal', 'shield', 'status']);
  });

  it('AB22 effects name statuses that exist, and are for somebody whom the shape reaches', () => {
    const damage = { kind: 'damage', amount: 1, share: 0 };
    const heal = { kind: 'heal', amount: 1, share: 0 };
    const lasting = (status: string) => ({ kind: 'status', status });
    const range = 10;
    const sets = [
      { shape: { kind: 'self' }, effects: [heal, damage, lasting('burning')] },
      { shape: { kind: 'ally', range }, effects: [lasting('shielded'), damage] },
      { shape: { kind: 'dash', distance: 9 }, effects: [lasting('stunned')] },
      { shape: { kind: 'enemy', range }, effects: [damage, heal] },
      { shape: { kind: 'arc', range, degrees: 9 }, effects: [lasting('shielded')] },
      { shape: { kind: 'projectile', range, speed: 99, half: 2 }, effects: [lasting('tickled'), heal] },
      { shape: { kind: 'circle', range, radius: 9 }, effects: [damage, heal, lasting('constructor')] },
    ];
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('abilities.json', ({ abilities }) => {
          for (const [at, set] of sets.entries()) Object.assign(abilities[at], set);
        }),
      ),
      [
        'abilities.json: abilities[0].effects[1]: harms, but "self" reaches no enemies',
        'abilities.json: abilities[0].effects[2]: harms, but "self" reaches no enemies',
        'abilities.json: abilities[1].effects[1]: harms, but "ally" reaches no enemies',
        'abilities.json: abilities[2].effects[0]: harms, but "dash" reaches no enemies',
        'abilities.json: abilities[3].effects[1]: helps, but "enemy" reaches no friends',
        'abilities.json: abilities[4].effects[0]: helps, but "arc" reaches no friends',
        'abilities.json: abilities[5].effects[0].status: no such status "tickled"',
        'abilities.json: abilities[5].effects[1]: helps, but "projectile" reaches no friends',
        'abilities.json: abilities[6].effects[2].status: no such status "constructor"',
      ],
    );
  });

  it('AB22 numbers lie in their bounds', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('abilities.json', ({ abilities }) => {
          abilities[0].cooldownSec = 0;
          abilities[0].shape.degrees = 361;
          abilities[1].cost.stamina = -1;
          abilities[4].shape.speed = 5;
          abilities[5].effects[0].share = -1;
        });
        copy.edit('statuses.json', ({ statuses }) => {
          statuses[0].seconds = 0;
          statuses[1].defence = -2;
          statuses[2].colour = 'red';
        });
      }).map((problem) => problem.replace(/^(\S+ \S+):.*/, '$1')),
      [
        'abilities.json: abilities[0].cooldownSec',
        'abilities.json: abilities[0].shape.degrees',
        'abilities.json: abilities[1].cost.stamina',
        'abilities.json: abilities[4].shape.speed',
        'abilities.json: abilities[5].effects[0].share',
        'statuses.json: statuses[0].seconds',
        'statuses.json: statuses[1].defence',
        'statuses.json: statuses[2].colour',
      ],
    );
  });
});
