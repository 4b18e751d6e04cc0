import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { Gathering, type GatheringOptions } from '../../src/db/ledger/gathering.ts';
import { GameError } from '../../src/errors.ts';

describe('gathering', () => {
  let batches: string[][];

  beforeEach(() => {
    batches = [];
  });

  const gathering = (more: Partial<GatheringOptions<string, string>> = {}) =>
    new Gathering<string, string>({
      async run(batch) {
        batches.push(batch);
        return batch.map((entry) => `${entry} done`);
      },
      keyOf: (entry) => entry,
      waitMs: 2,
      most: 3,
      lanes: 1,
      room: 100,
      ...more,
    });

  it('WL7 who comes at once shares batches of a greatest size, in the order of arrival', async () => {
    const shared = gathering();
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((entry) => shared.add(entry)));
    assert.deepEqual(outcomes, ['a done', 'b done', 'c done', 'd done']);
    assert.deepEqual(batches, [['a', 'b', 'c'], ['d']]);
  });

  it('WL7 the same key twice goes with different batches', async () => {
    const shared = gathering();
    await Promise.all(['a', 'a', 'b'].map((entry) => shared.add(entry)));
    assert.deepEqual(batches, [['a', 'b'], ['a']]);
  });

  it('WL7 a batch that cannot be done is done in parts, without the one at fault', async () => {
    const shared = gathering({
      most: 8,
      async run(batch) {
        if (batch.includes('bad')) throw new Error('a mistake of ours');
        batches.push(batch);
        return batch.map((entry) => (entry === 'poor' ? new GameError('insufficient_credits') : entry));
      },
    });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'bad', 'poor', 'e'].map((entry) => shared.add(entry)),
    );
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.message : outcome.value)),
      ['a', 'b', 'a mistake of ours', 'There are not enough credits.', 'e'],
    );
    assert.deepEqual(batches.flat().sort(), ['a', 'b', 'e', 'poor']);
  });

  it('WL7 when the database is away nobody is tried again, and the next come through', async () => {
    let away = true;
    const shared = gathering({
      async run(batch) {
        batches.push(batch);
        if (away) throw new GameError('unavailable');
        return batch;
      },
    });
    const outcomes = await Promise.allSettled(['a', 'b'].map((entry) => shared.add(entry)));
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code),
      ['unavailable', 'unavailable'],
    );
    assert.deepEqual(batches, [['a', 'b']]);
    away = false;
    assert.equal(await shared.add('c'), 'c');
  });

  it('WL7 there is room for so many; the others are told to come again', async () => {
    let finish = () => {};
    const blocked = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const shared = gathering({
      most: 1,
      room: 2,
      async run(batch) {
        await blocked;
        return batch;
      },
    });
    const running = shared.add('running');
    await turn();
    const waiting = ['a', 'b'].map((entry) => shared.add(entry));
    await assert.rejects(shared.add('c'), { code: 'unavailable', retryAfterSec: 1 });
    finish();
    assert.deepEqual(await Promise.all([running, ...waiting]), ['running', 'a', 'b']);
  });
});
