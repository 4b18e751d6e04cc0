import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import pino from 'pino';
import { Commits } from '../../rooms/commits.ts';
import { RecentActions } from '../../rooms/recent-actions.ts';
import { GameError } from '../../src/errors.ts';

/** Commits before a database that is away until it is not, and a clock that stands until it is turned. */
class Bench {
  readonly asked: string[] = [];
  readonly written = new Map<string, number>();
  readonly delays: number[] = [];
  isAway = true;
  private due: (() => void)[] = [];
  readonly commits = new Commits({
    log: pino({ level: 'silent' }),
    schedule: (run, ms) => {
      this.delays.push(ms);
      this.due.push(run);
    },
  });

  add(key: string, characterId = 'ann') {
    const write = async () => {
      this.asked.push(key);
      if (this.isAway) throw new GameError('unavailable');
      if (key === 'bad') throw new GameError('character_not_found');
      this.written.set(key, (this.written.get(key) ?? 0) + 1);
      return key;
    };
    return this.commits.add({ key, characterId, write });
  }

  /** Lets run what is due, and what follows from it. */
  async wait(): Promise<void> {
    await turn();
    for (const run of this.due.splice(0)) run();
    await turn();
  }
}

describe('commits of a room', () => {
  it('HV21 while the database is away one is tried at a time, ever less often, and all are written once when it is back', async () => {
    const bench = new Bench();
    const added = ['a', 'b', 'c'].map((key) => bench.add(key));
    await turn();
    assert.deepEqual(bench.asked, ['a', 'b', 'c']);
    for (let i = 0; i < 5; i++) await bench.wait();
    assert.equal(bench.asked.length, 8, 'one each time');
    assert.deepEqual(bench.delays, [1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    bench.isAway = false;
    await bench.wait();
    assert.deepEqual(await Promise.all(added), ['a', 'b', 'c']);
    assert.deepEqual([...bench.written].sort(), [
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    bench.isAway = true;
    void bench.add('d');
    await turn();
    assert.equal(bench.delays.at(-1), 1_000, 'as at first');
  });

  it('HV21 what is refused for good is not tried again', async () => {
    const bench = new Bench();
    bench.isAway = false;
    await assert.rejects(bench.add('bad'), { code: 'character_not_found' });
    await bench.wait();
    assert.deepEqual(bench.asked, ['bad']);
  });

  it('HV22 once the room has ended nothing is tried again', async () => {
    const bench = new Bench();
    void bench.add('a');
    await turn();
    await bench.commits.close();
    bench.isAway = false;
    await bench.wait();
    assert.deepEqual(bench.asked, ['a']);
  });

  it('HV23 eight may wait for one character, 256 for a room', async () => {
    const bench = new Bench();
    for (let i = 0; i < 8; i++) void bench.add(`a${i}`);
    assert.equal(bench.commits.hasRoomFor('ann', 0), false);
    assert.equal(bench.commits.hasRoomFor('bob', 0), true);
    assert.equal(bench.commits.hasRoomFor('bob', 247), true);
    assert.equal(bench.commits.hasRoomFor('bob', 248), false);
    await turn();
  });

  it('HV16 the answers to the last 64 actions are remembered, and everything that is under way', () => {
    const actions = new RecentActions();
    const done = { ok: true, code: null };
    assert.equal(actions.begin('long'), 'new');
    for (let i = 0; i < 65; i++) {
      assert.equal(actions.begin(`a${i}`), 'new');
      actions.finish(`a${i}`, done);
    }
    assert.equal(actions.begin('long'), 'under way');
    assert.deepEqual(actions.begin('a64'), done);
    assert.deepEqual(actions.begin('a2'), done);
    assert.equal(actions.begin('a1'), 'new');
  });
});
