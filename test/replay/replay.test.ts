import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Dice } from '../../loadtest/economy/dice.ts';
import type { World } from '../../src/game/world.ts';
import { RECORD_FORMAT, type RecordHeader, type TickRecord } from '../../src/replay/record.ts';
import { Recording } from '../../src/replay/recording.ts';
import { replay } from '../../src/replay/replay.ts';
import { SEED } from '../kit/harvest.ts';
import { RandomCrowd } from '../kit/random-crowd.ts';
import { wilderness } from '../kit/wilderness.ts';

const HEADER: RecordHeader = {
  format: RECORD_FORMAT,
  place: 'wilderness',
  kind: 'zone',
  seed: SEED,
  stepsPerSec: 30,
  content: '',
  node: process.version,
};

describe('replay', () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

  /** A session of a crowd, and its record. */
  function session(ticks: number, digestEvery = 1): { world: World; lines: string[]; deaths: number } {
    const lines: string[] = [];
    const world = wilderness(SEED);
    const recording = new Recording(world, {
      header: HEADER,
      digestEvery,
      write: (line) => lines.push(line),
    });
    const crowd = new RandomCrowd(world, new Dice(seed));
    let deaths = 0;
    for (let i = 0; i < ticks; i++) {
      crowd.act();
      recording.tick({ dt: 1 / 30, inputs: crowd, past: crowd });
      for (const event of world.events)
        if (event.type === 'died' && event.actor.type === 'player') deaths += 1;
    }
    recording.end();
    return { world, lines, deaths };
  }

  const again = (lines: readonly string[]) => replay(lines, ({ seed }) => wilderness(seed));

  /** The record with one line changed. */
  function changed(lines: readonly string[], at: number, change: (record: TickRecord) => void): string[] {
    const record = JSON.parse(lines[at]!) as TickRecord;
    change(record);
    return lines.with(at, JSON.stringify(record));
  }

  it(`RP1 a session of 1,000 ticks comes out the same again, to the bit (SEED=${seed})`, async () => {
    const { lines, deaths } = session(1_000, 5);
    const { compared, difference, ...result } = await again(lines);
    assert.equal(difference, null);
    assert.equal(result.ticks, 1_000);
    assert.equal(result.deaths, deaths);
    assert.ok(compared > 150, `${compared} digests were compared`);
  });

  it(`RP2 one other input makes a difference in that very tick, and it is said where (SEED=${seed})`, async () => {
    const { lines } = session(400);
    const at = lines.findIndex((line, n) => n > 200 && (JSON.parse(line) as TickRecord).inputs !== undefined);
    const { tick, inputs } = JSON.parse(lines[at]!) as TickRecord;
    const [slot] = Object.keys(inputs!);
    const { difference } = await again(
      changed(lines, at, (record) => {
        // The way it looks.
        record.inputs![slot!]![3] = (record.inputs![slot!]![3]! + 1) % 256;
        record.inputs![slot!]!.fill(record.inputs![slot!]![3]!, 3, 4);
      }),
    );
    assert.equal(difference?.tick, tick);
    assert.equal(difference.parts.length, 1);
    assert.match(difference.parts[0]!, /^player [0-9a-f-]{36}$/);
  });

  it('RP2 so do another seed, a lost incident, and more asked of the past than then', async () => {
    const { lines } = session(200);
    const otherSeed = lines.with(0, JSON.stringify({ ...HEADER, seed: 'f'.repeat(32) }));
    assert.deepEqual((await again(otherSeed)).difference?.tick, 1);
    const at = lines.findIndex((line) => line.includes('"type":"enter"'));
    const lost = await again(changed(lines, at, (record) => record.incidents!.shift()));
    assert.equal(lost.difference?.tick, (JSON.parse(lines[at]!) as TickRecord).tick);
    const asked = lines.findIndex((line) => line.includes('"past":'));
    assert.ok(asked > 0, 'somebody shot');
    const unasked = await again(changed(lines, asked, (record) => record.past!.push(0)));
    assert.deepEqual(unasked.difference?.parts, ['what was asked of the past']);
  });

  it('RP3 what is no record is refused; one that was torn is good up to there', async () => {
    const { lines } = session(100);
    await assert.rejects(again([]), /the record is empty/);
    await assert.rejects(again(['{"format":0}']), /no record of format 1/);
    await assert.rejects(again(['not JSON']), /no record of format 1/);
    const torn = [...lines.slice(0, 50), lines[50]!.slice(0, -5)];
    const { difference, ticks } = await again(torn);
    assert.equal(difference, null);
    assert.equal(ticks, (JSON.parse(lines[49]!) as TickRecord).tick);
  });

  it('RP4 a tick that failed fails again, and the record goes on', async () => {
    const lines: string[] = [];
    const world = wilderness(SEED);
    const recording = new Recording(world, {
      header: HEADER,
      digestEvery: 1,
      write: (line) => lines.push(line),
    });
    const crowd = new RandomCrowd(world, new Dice(seed));
    const context = { dt: 1 / 30, inputs: crowd, past: crowd };
    const run = (count: number) => {
      for (let i = 0; i < count; i++) {
        crowd.act();
        recording.tick(context);
      }
    };
    run(50);
    const { rules } = world;
    crowd.act();
    Object.defineProperty(world, 'rules', { get: () => assert.fail('on purpose'), configurable: true });
    assert.throws(() => recording.tick(context), /on purpose/);
    Object.defineProperty(world, 'rules', { value: rules });
    run(10);
    const failed = lines.map((line) => JSON.parse(line) as TickRecord).find((record) => record.failed);
    assert.ok(failed);
    const { difference } = await again(lines);
    // Here the tick does not fail, or for want of what the failed one never asked of the past.
    assert.equal(difference?.tick, failed.tick);
    assert.match(difference.parts[0]!, /^error: (none|Error: more was asked of the past than is recorded)$/);
  });

  it('RP5 a world into which nothing comes is not written down', () => {
    const lines: string[] = [];
    const world = wilderness(SEED);
    const recording = new Recording(world, {
      header: HEADER,
      digestEvery: 30,
      write: (line) => lines.push(line),
    });
    const nobody = new RandomCrowd(world, new Dice(seed));
    for (let i = 0; i < 300; i++) recording.tick({ dt: 1 / 30, inputs: nobody, past: nobody });
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as TickRecord).tick),
      [undefined, 30],
    );
  });
});
