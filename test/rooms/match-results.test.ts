import assert from 'node:assert/strict';
import pino from 'pino';
import { MatchResults } from '../../rooms/match-results.ts';
import type { PlayedMatch, StoredMatch } from '../../src/competition/match-store.ts';
import { GameError } from '../../src/errors.ts';

const PLAYED: PlayedMatch = {
  key: 'match:r1',
  place: 'proving-pit',
  startedAt: new Date(0),
  endedAt: new Date(1000),
  entrants: [],
};
const STORED: StoredMatch = { ...PLAYED, id: 'm1', entrants: [] };

describe('results of matches', () => {
  /** Refuses with these errors before it stores. */
  function begin(...refusals: Error[]) {
    const asked: string[] = [];
    const pauses: number[] = [];
    const results = new MatchResults({
      log: pino({ level: 'silent' }),
      matches: {
        async record({ key }) {
          asked.push(key);
          const refusal = refusals.shift();
          if (refusal) throw refusal;
          return STORED;
        },
      },
      pause: async (ms) => void pauses.push(ms),
    });
    return { asked, pauses, results };
  }

  it('AN22 while the database is away the result waits, longer each time, and is stored under the same key', async () => {
    const away = Array.from({ length: 5 }, () => new GameError('unavailable'));
    const { asked, pauses, results } = begin(...away);
    assert.equal(await results.store(PLAYED), STORED);
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 8000]);
    assert.deepEqual(new Set(asked), new Set(['match:r1']));
    assert.equal(asked.length, 6);
  });

  it('AN22 what cannot be stored is given up, and breaks nothing', async () => {
    const { asked, results } = begin(new Error('a bug'));
    assert.equal(await results.store(PLAYED), null);
    assert.equal(asked.length, 1);
  });

  it('AN22 a room that closes waits for its result', async () => {
    const { results } = begin(new GameError('unavailable'));
    let isStored = false;
    void results.store(PLAYED).then(() => {
      isStored = true;
    });
    await results.close();
    assert.equal(isStored, true);
  });
});
