import assert from 'node:assert/strict';
import { type LoopTimers, ProcessLoop } from '../../rooms/process-loop.ts';

const PERIOD_MS = 30;

/** Time that stands still until it is moved; what is due happens in order. */
class HandTimers implements LoopTimers {
  private time = 0;
  private readonly deferred: (() => void)[] = [];
  private readonly timers: { at: number; work: () => void }[] = [];
  /** Timers that were set and neither fired nor were cancelled. */
  get waiting(): number {
    return this.timers.length;
  }

  now(): number {
    return this.time;
  }

  schedule(work: () => void, ms: number): () => void {
    const timer = { at: this.time + Math.max(0, ms), work };
    this.timers.push(timer);
    return () => void this.timers.splice(this.timers.indexOf(timer), 1);
  }

  defer(work: () => void): void {
    this.deferred.push(work);
  }

  /** Work that takes this long. */
  spend(ms: number): void {
    this.time += ms;
  }

  runUntil(ms: number): void {
    while (this.time <= ms) {
      const work = this.deferred.shift() ?? this.nextTimer(ms);
      if (!work) break;
      work();
    }
    this.time = Math.max(this.time, ms);
  }

  private nextTimer(untilMs: number): (() => void) | undefined {
    const timer = this.timers.toSorted((a, b) => a.at - b.at)[0];
    if (!timer || timer.at > untilMs) return undefined;
    this.timers.splice(this.timers.indexOf(timer), 1);
    this.time = Math.max(this.time, timer.at);
    return timer.work;
  }
}

/** A loop with rooms whose turns take so long, and when each of them had its turns. */
function loopOf(rooms: number, workMs = 0) {
  const timers = new HandTimers();
  const loop = new ProcessLoop(timers);
  const turns = Array.from({ length: rooms }, (): number[] => []);
  const leave = turns.map((times) =>
    loop.join(PERIOD_MS, PERIOD_MS, () => {
      times.push(timers.now());
      timers.spend(workMs);
    }),
  );
  return { timers, loop, turns, leave };
}

describe('the loop of a process', () => {
  it('LP1 a room has its turn once a period, at the same moment of it, however long the process runs', () => {
    const { timers, turns } = loopOf(1, 7);
    timers.runUntil(PERIOD_MS * 10_000);
    const [first] = turns[0]!;
    assert.deepEqual(
      turns[0],
      Array.from({ length: 10_000 }, (_, at) => first! + at * PERIOD_MS),
    );
  });

  it('LP2 twenty rooms lie apart from each other, and so do those that are left when others have gone', () => {
    const { timers, turns, leave } = loopOf(20);
    timers.runUntil(1_000);
    const gaps = (those: number[][]) => {
      const phases = those.map((times) => times.at(-1)! % PERIOD_MS).sort((a, b) => a - b);
      return phases.map((phase, at) => (phases[at + 1] ?? phases[0]! + PERIOD_MS) - phase);
    };
    assert.ok(Math.min(...gaps(turns)) >= PERIOD_MS / 20 / 2, `${gaps(turns)}`);
    for (const [at, go] of leave.entries()) if (at % 2 === 1) go();
    timers.runUntil(2_000);
    const left = turns.filter((_, at) => at % 2 === 0);
    assert.ok(left.every((times) => times.at(-1)! > 1_960) && turns[1]!.at(-1)! <= 1_000);
    assert.ok(Math.max(...gaps(left)) <= (PERIOD_MS / 10) * 3, `${gaps(left)}`);
  });

  it('LP3 what a stall swallowed is left out; the turn after it comes at once, the next one at its own moment', () => {
    const { timers, turns } = loopOf(1);
    timers.runUntil(100);
    const before = turns[0]!.at(-1)!;
    timers.spend(1_000);
    timers.runUntil(1_200);
    const after = turns[0]!.filter((at) => at > before);
    assert.equal(after[0], 1_100);
    assert.ok(after[1]! - after[0]! <= PERIOD_MS && Math.abs((after[1]! - before) % PERIOD_MS) < 1e-6);
  });

  it('LP4 where there is more to do than time each room has its turn in order, and between two turns others may work', () => {
    const { timers, turns } = loopOf(4, 10);
    timers.runUntil(4_000);
    const counts = turns.map(({ length }) => length);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
    assert.ok(Math.min(...counts) >= 95, `${counts}: a turn every 40 ms`);
  });

  it('LP5 a turn that throws costs nobody else a turn', () => {
    const { timers, loop, turns } = loopOf(2);
    loop.join(PERIOD_MS, PERIOD_MS, () => {
      throw new Error('a fault');
    });
    let faults = 0;
    for (let at = 0; at < 3_000; at++) {
      try {
        timers.runUntil(at);
      } catch {
        faults += 1;
      }
    }
    assert.deepEqual(
      [faults, ...turns.map(({ length }) => length)].map((n) => n >= 98),
      [true, true, true],
    );
  });

  it('LP6 a loop whose rooms have left waits for nothing', () => {
    const { timers, turns, leave } = loopOf(3);
    timers.runUntil(1_000);
    for (const go of leave) go();
    const taken = turns.flat().length;
    timers.runUntil(2_000);
    assert.deepEqual([turns.flat().length, timers.waiting], [taken, 0]);
  });
});
