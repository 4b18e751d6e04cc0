import assert from 'node:assert/strict';
import type { Profiler } from 'node:inspector';
import { makeCity } from '../../loadtest/bench/city.ts';
import { parseBenchOptions } from '../../loadtest/bench/options.ts';
import { FramePlan } from '../../loadtest/bench/servers/frame-plan.ts';
import { partsOf } from '../../loadtest/bench/servers/profile-parts.ts';
import { counted, goalsOf, holds, ratiosOf } from '../../loadtest/bench/summary.ts';
import { framesOf, type Turn } from '../../loadtest/bench/turn.ts';
import { UsageError } from '../../loadtest/run/options.ts';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { GameMap } from '../../src/game/map.ts';
import { BODY_HALF } from '../../src/game/movement.ts';
import { seatLimit } from '../../src/placement/policy.ts';

const SEED = 20;

describe('arguments of the benchmark', () => {
  it('LT20 has a default for everything, and takes what is given', () => {
    const { seed, ...defaults } = parseBenchOptions([]);
    assert.deepEqual(defaults, { clients: 500, seconds: 15, rounds: 3, json: null });
    assert.ok(Number.isInteger(seed));
    assert.deepEqual(parseBenchOptions('--clients 12 --seconds 2 --rounds 1 --seed 7 --json f'.split(' ')), {
      clients: 12,
      seconds: 2,
      rounds: 1,
      seed: 7,
      json: 'f',
    });
  });

  it('LT20 refuses what makes no sense in one line that names it', () => {
    const cases: [string[], RegExp][] = [
      [['--clients', '3'], /^--clients: '3' is not a whole number from 4 to 500\.$/],
      [['--clients', '501'], /^--clients: /],
      [['--seconds', '0'], /^--seconds: /],
      [['--rounds', 'many'], /^--rounds: /],
      [['--seed', '-1'], /--seed/],
      [['--speed', '3'], /--speed/],
      [['ours'], /ours/],
    ];
    for (const [args, expected] of cases) {
      assert.throws(
        () => parseBenchOptions(args),
        (error) =>
          error instanceof UsageError && expected.test(error.message) && !error.message.includes('\n'),
      );
    }
  });
});

describe('what is compared', () => {
  it(`LT21 the bare server sends the asked frames a second, whatever its timer does (seed ${SEED})`, () => {
    const random = seededRandom(SEED);
    for (const perSec of [5, 19.3, 20, 21]) {
      const plan = new FramePlan({ perSec, bytes: 99.6 }, 0);
      assert.equal(plan.bytes, 100);
      let [now, sent] = [0, 0];
      while (now < 60_000) {
        now += 40 + 20 * random();
        sent += plan.due(now);
        assert.ok(Math.abs(sent - (now * perSec) / 1000) <= 0.5, `${sent} frames after ${now} ms`);
      }
    }
  });

  it('LT21 after a stall it does not make up for everything', () => {
    const plan = new FramePlan({ perSec: 20, bytes: 9 }, 0);
    assert.equal(plan.due(1_000), 5);
    assert.equal(plan.due(1_050), 1);
  });

  it(`LT22 all servers have one city: a hub that fills to its cap, and a spawn for everybody (seed ${SEED})`, async () => {
    const city = await makeCity({ clients: 500, seed: SEED });
    try {
      const content = loadContent(city.dir);
      const { cap } = content.placement.kinds.hub;
      assert.equal(seatLimit(content.placement.kinds.hub, 'target'), cap);
      assert.deepEqual(content.placement.kinds.zone, loadContent('content').placement.kinds.zone);
      const { height, spawns, walls, width } = content.maps.get('haven')!;
      const scattered = spawns.filter(({ name }) => name.startsWith('scattered-'));
      assert.equal(scattered.length, 500);
      const ground = new GameMap(width, height, walls);
      for (const { name, x, y } of scattered) assert.ok(ground.isFree(x, y, BODY_HALF), name);
    } finally {
      await city.remove();
    }
  });
});

/** A profile in which every function has its own microseconds, and calls those below it. */
function profile(
  ...functions: [name: string, file: string, micros: number, calls: number[]][]
): Profiler.Profile {
  return {
    nodes: functions.map(([functionName, url, , children], i) => ({
      id: i + 1,
      callFrame: { functionName, url, scriptId: '', lineNumber: 0, columnNumber: 0 },
      children,
    })),
    samples: functions.map((_, i) => i + 1),
    timeDeltas: functions.map(([, , micros]) => micros),
    startTime: 0,
    endTime: 0,
  };
}

describe('where the time of a server goes', () => {
  it('LT23 what a part calls belongs to it, sockets and other parts excepted; idle time does not count', () => {
    const measured = profile(
      ['(root)', '', 1, [2, 3, 7]],
      ['(idle)', '', 5_000, []],
      ['advance', 'file:///r/rooms/world-room.ts', 10, [4, 5]],
      ['interestStep', 'file:///r/src/game/steps/interest-step.ts', 20, [8]],
      ['applyPatches', 'file:///r/rooms/sync/shared-serializer.ts', 40, [6, 9]],
      ['raw', 'file:///r/node_modules/@colyseus/ws-transport/build/WebSocketClient.mjs', 80, []],
      ['receiverOnMessage', 'file:///r/node_modules/ws/lib/websocket.js', 160, []],
      ['forEachNear', 'file:///r/src/game/grid.ts', 320, []],
      ['append', 'file:///r/rooms/sync/byte-writer.ts', 640, []],
    );
    assert.deepEqual(partsOf(measured), {
      busy: 1 + 10 + 20 + 40 + 80 + 160 + 320 + 640,
      parts: { interest: 20 + 320, encode: 40 + 640, sockets: 80 + 160 },
    });
  });
});

function turn(contender: Turn['contender'], round: number, cpu: number, rest: Partial<Turn> = {}): Turn {
  const figures = { 'cpu.core': cpu };
  return { contender, round, figures, errors: [], void: null, cutShort: null, ...rest };
}

describe('what the rounds say', () => {
  const late = { void: 'the tool was late' };

  it('LT24 a ratio is that of one round; of the rounds the median counts', () => {
    const turns = [
      ...[turn('ours', 1, 10), turn('ws', 1, 10)],
      ...[turn('ws', 2, 20), turn('ours', 2, 60)],
      ...[turn('ours', 3, 30), turn('ws', 3, 20)],
    ];
    const [ratio, ...others] = ratiosOf(turns);
    assert.deepEqual(others, []);
    assert.deepEqual(ratio, {
      figure: 'cpu.core',
      text: "server's CPU",
      against: 'ws',
      value: { least: 1, median: 1.5, most: 3 },
      goal: 1.6,
    });
    assert.equal(holds(ratio!.value, { most: 1.6 }), true);
    assert.equal(holds(ratio!.value, { most: 1.4 }), false);
    assert.equal(holds(ratio!.value, { least: 1.6 }), false);
    assert.equal(holds(null, { most: 1 }), null);
  });

  it('LT24 void turns count only where a contender has no others, and those cut short never', () => {
    const turns = [
      ...[turn('ours', 1, 50, late), turn('ws', 1, 10), turn('ours', 2, 20), turn('ws', 2, 10)],
      ...[turn('views', 1, 40, late), turn('broadcast', 1, 1, { cutShort: 'it died' })],
    ];
    assert.deepEqual(
      counted(turns, 'ours').map(({ round }) => round),
      [2],
    );
    assert.deepEqual(
      ratiosOf(turns).map(({ against, value }) => [against, value!.median]),
      [
        // Ours and views have no round in common.
        ['views', 0.5],
        ['ws', 2],
      ],
    );
  });

  it('LT24 what was not measured is judged by nobody', () => {
    assert.ok(goalsOf([turn('ours', 1, 10)]).every((goal) => holds(goal.value, goal) === null));
    assert.deepEqual(ratiosOf([]), []);
    assert.equal(framesOf({ 'down.mean': 1_000, 'frames.mean': null }), null);
    assert.deepEqual(framesOf({ 'down.mean': 1_000, 'frames.mean': 20 }), { perSec: 20, bytes: 50 });
  });
});
