import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import pino from 'pino';
import { Chronicle, type ChronicleOptions } from '../../rooms/chronicle.ts';
import { Commits } from '../../rooms/commits.ts';
import type { Grant } from '../../rooms/grants.ts';
import type { RiftReward } from '../../src/content/loot-types.ts';
import { GameError } from '../../src/errors.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { KillCount } from '../../src/leaderboards/leaderboards.ts';
import { HandWorld } from '../kit/hand-world.ts';

const REWARD: RiftReward = {
  place: 'hollow-root',
  credits: 120,
  stacks: [{ kind: 'titanium-ore', amount: 4 }],
  items: ['trail-boots'],
};

/** A chronicle before leaderboards and logs that are there or away, and a clock that stands until it is turned. */
class Bench {
  isAway = false;
  readonly kills: (readonly KillCount[])[] = [];
  readonly times: unknown[] = [];
  readonly logged: unknown[] = [];
  readonly granted: Grant[] = [];
  readonly hand = new HandWorld();
  readonly chronicle: Chronicle;
  private due: (() => void)[] = [];

  constructor() {
    const log = pino({ level: 'silent' });
    const schedule = (run: () => void) => this.due.push(run);
    const answer = async <T>(list: T[], entry: T) => {
      list.push(entry);
      if (this.isAway) throw new GameError('unavailable');
    };
    const services = {
      log,
      content: { riftRewards: new Map([[REWARD.place, REWARD]]) },
      leaderboards: {
        recordKills: (kills: readonly KillCount[]) => answer(this.kills, kills),
        recordRiftTime: (...time: unknown[]) => answer(this.times, time),
      },
      gameEvents: { record: (events: unknown[]) => answer(this.logged, events[0]) },
    };
    const options = {
      services,
      commits: new Commits({ log, schedule }),
      grants: { give: async (grant: Grant) => void this.granted.push(grant) },
      place: REWARD.place,
      instance: 'i1',
      stepsPerSec: 30,
      world: this.hand.world,
      schedule,
    };
    this.chronicle = new Chronicle(options as unknown as ChronicleOptions);
  }

  /** A monster dies. */
  kill(...creditIds: string[]): void {
    this.hear({ type: 'died', actor: { type: 'monster', id: 'm1' }, killerId: creditIds[0], creditIds });
  }

  hear(event: object): void {
    this.chronicle.hear([event as WorldEvent]);
  }

  /** Lets run what is due, and what follows from it. */
  async wait(): Promise<void> {
    for (const run of this.due.splice(0)) run();
    await turn();
  }
}

describe('chronicle of a room', () => {
  it('LO13 the kills of a second are one report, of each who took part as many as there were', async () => {
    const bench = new Bench();
    bench.kill('ann', 'bob');
    bench.kill('ann');
    bench.kill();
    assert.deepEqual(bench.kills, []);
    await bench.wait();
    bench.kill('bob');
    await bench.wait();
    await bench.wait();
    assert.deepEqual(bench.kills, [
      [
        { key: 'kills:i1:1:ann', characterId: 'ann', count: 2 },
        { key: 'kills:i1:1:bob', characterId: 'bob', count: 1 },
      ],
      [{ key: 'kills:i1:2:bob', characterId: 'bob', count: 1 }],
    ]);
  });

  it('LO13 a report that nobody took is sent again as it was, and what came meanwhile goes with the next', async () => {
    const bench = new Bench();
    bench.isAway = true;
    bench.kill('ann');
    await bench.wait();
    bench.kill('ann');
    bench.kill('ann');
    await bench.wait();
    bench.isAway = false;
    for (let i = 0; i < 3; i++) await bench.wait();
    const [first, ...again] = bench.kills.filter(([one]) => one!.key === 'kills:i1:1:ann');
    assert.deepEqual(first, [{ key: 'kills:i1:1:ann', characterId: 'ann', count: 1 }]);
    assert.ok(again.length >= 1);
    for (const report of again) assert.deepEqual(report, first);
    const next = bench.kills.filter(([one]) => one!.key === 'kills:i1:2:ann');
    assert.deepEqual(next.at(-1), [{ key: 'kills:i1:2:ann', characterId: 'ann', count: 2 }]);
  });

  it('LO13 however long the database is away, one report waits and the next one grows', async () => {
    const bench = new Bench();
    bench.isAway = true;
    for (let i = 0; i < 20; i++) {
      bench.kill('ann');
      await bench.wait();
    }
    assert.deepEqual([...new Set(bench.kills.map(([one]) => one!.key))], ['kills:i1:1:ann']);
    bench.isAway = false;
    for (let i = 0; i < 4; i++) await bench.wait();
    assert.deepEqual(bench.kills.at(-1), [{ key: 'kills:i1:2:ann', characterId: 'ann', count: 19 }]);
    bench.kill('ann');
    bench.chronicle.close();
    assert.equal(bench.kills.at(-1)![0]!.key, 'kills:i1:3:ann', 'nothing is kept back at the end');
  });

  it('LO14 a death is in the log of whoever died, with its place and who did it', async () => {
    const bench = new Bench();
    const ann = bench.hand.enter('ann', 100, 100);
    bench.hand.enter('bob', 100, 100);
    bench.hand.tick(7);
    bench.hear({ type: 'died', actor: ann, killerId: 'bob', creditIds: ['bob'] });
    bench.hear({ type: 'died', actor: ann, killerId: 'gone', creditIds: [] });
    const death = { key: 'death:i1:7:ann', characterId: 'ann', kind: 'died' };
    assert.deepEqual(bench.logged, [
      { ...death, data: { place: 'hollow-root', killer: 'bob' } },
      { ...death, data: { place: 'hollow-root', killer: null } },
    ]);
    await bench.wait();
    assert.deepEqual(bench.kills, [], 'characters that die are no kills');
  });

  it('LO14 a cleared rift rewards everybody who was in it, and its time is on the board and in their logs', () => {
    const bench = new Bench();
    bench.hear({ type: 'rift-cleared', playerIds: ['ann', 'bob'], ticks: 1000, boss: 'warden' });
    assert.deepEqual(
      bench.granted,
      ['ann', 'bob'].map((characterId) => ({
        key: `rift:i1:${characterId}`,
        kind: 'rift',
        characterId,
        credits: 120,
        stacks: [{ kind: 'titanium-ore', amount: 4 }],
        items: [{ kind: 'trail-boots' }],
      })),
    );
    assert.deepEqual(bench.times, [
      ['rift:i1:ann', 'ann', 'hollow-root', 33_333],
      ['rift:i1:bob', 'bob', 'hollow-root', 33_333],
    ]);
    assert.deepEqual(bench.logged[0], {
      key: 'rift:i1:ann',
      characterId: 'ann',
      kind: 'rift-finished',
      data: { place: 'hollow-root', boss: 'warden', ms: 33_333 },
    });
  });
});
