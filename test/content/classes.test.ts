import assert from 'node:assert/strict';
import { loadContent } from '../../src/content/load-content.ts';
import { problemsAfter } from './broken-content.ts';
import { CONTENT_DIR } from './content-copy.ts';

describe('classes and progression', () => {
  const problemsIn = (file: string, breakIt: Parameters<typeof problemsAfter>[0]) =>
    problemsAfter(breakIt).filter((problem) => problem.startsWith(file));

  it('PG11 every class has four abilities of its own', () => {
    const { classes } = loadContent(CONTENT_DIR);
    const all = [...classes.values()].flatMap(({ abilities }) => abilities);
    assert.ok(classes.size >= 3);
    assert.equal(new Set(all).size, all.length);
    for (const { abilities, id } of classes.values()) assert.ok(abilities.length >= 4, id);
  });

  it('PG11 abilities of a class that are not there, or there twice, are named by field', () => {
    assert.deepEqual(
      problemsIn('classes.json', (copy) =>
        copy.edit('classes.json', ({ classes }) => {
          classes[0].abilities[1] = 'sneeze';
          classes[1].abilities[3] = classes[1].abilities[0];
        }),
      ),
      [
        'classes.json: classes[0].abilities[1]: no such ability "sneeze"',
        'classes.json: classes[1].abilities[3]: "arrow" is there twice',
      ],
    );
  });

  it('PG11 no class grows beyond what clients can be told', () => {
    assert.deepEqual(
      problemsIn('classes.json', (copy) =>
        copy.edit('classes.json', ({ classes }) => {
          classes[2].growth.mana = 5000;
          classes[2].growth.health = -1;
        }),
      ),
      ['classes.json: classes[2].growth.health: Too small: expected number to be >=0'],
    );
    assert.deepEqual(
      problemsIn('classes.json', (copy) =>
        copy.edit('classes.json', ({ classes }) => {
          classes[2].growth.mana = 5000;
        }),
      ),
      ['classes.json: classes[2].growth.mana: comes to more than 45000'],
    );
  });

  it('PG11 wrong numbers of progression are named by field', () => {
    assert.deepEqual(
      problemsIn('progression.json', (copy) =>
        copy.edit('progression.json', (progression) => {
          progression.experience.multiplier = 3;
          progression.respawnStatus = 'happy';
          progression.respawnAtMostSec = 1;
        }),
      ),
      [
        'progression.json: respawnStatus: no such status "happy"',
        'progression.json: respawnAtMostSec: must not be below respawnSec',
        'progression.json: experience: level 30 takes more than 32 bits can say',
      ],
    );
    assert.deepEqual(
      problemsIn('progression.json', (copy) =>
        copy.edit('progression.json', (progression) => {
          progression.respawnStatus = 'burning';
          progression.killExperience.lossPerLevel = 2;
        }),
      ),
      ['progression.json: killExperience.lossPerLevel: Too big: expected number to be <=1'],
    );
    assert.deepEqual(
      problemsIn('progression.json', (copy) =>
        copy.edit('progression.json', (progression) => {
          progression.respawnStatus = 'burning';
        }),
      ),
      ['progression.json: respawnStatus: "burning" is harmful'],
    );
  });
});
