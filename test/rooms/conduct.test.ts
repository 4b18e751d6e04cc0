import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import pino from 'pino';
import { Dice } from '../../loadtest/economy/dice.ts';
import { RoomConduct } from '../../rooms/conduct.ts';
import { Conducts } from '../../src/characters/conducts.ts';
import { ERRORS } from '../../src/errors.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { openContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';
import { cut, ending, inputOf, reconnectSoon } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

const FOREST = 'verdant-forest';

describe('conduct of one room', () => {
  const rules = { threshold: 10, forgivenPerMin: 0, weights: { input_flood: 0.1, clock_ahead: 4 } };
  let elapsedMs: number;
  let renderTime: number;
  let expelled: string[];
  let conduct: RoomConduct;

  beforeEach(() => {
    elapsedMs = 100_000;
    renderTime = 0;
    expelled = [];
    conduct = new RoomConduct({
      services: {
        conducts: new Conducts(rules, () => 0),
        log: pino({ level: 'silent' }),
        metrics: makeMetrics(),
      },
      instance: 'i',
      stepsPerSec: 30,
      times: { now: () => elapsedMs, renderTimeOf: () => renderTime },
      expel: (characterId) => expelled.push(characterId),
    });
  });

  it('HM11 inputs at twice the pace end in a kick: 900 and 22.5 a second are too many, 100 beyond that enough', () => {
    for (let second = 1; second <= 43; second++) {
      conduct.noteInputs('a', 60);
      conduct.advance(1_000);
      assert.deepEqual(expelled, second < 43 ? [] : ['a'], `second ${second}`);
    }
  });

  it('HM12 who says that it sees what is to come is sent away; half a second of error is none', () => {
    renderTime = elapsedMs + 500;
    conduct.noteInputs('a', 1);
    for (let i = 0; i < 100; i++) conduct.advance(1_000);
    assert.deepEqual(expelled, []);
    renderTime += 1;
    conduct.advance(1_000);
    conduct.advance(1_000);
    assert.deepEqual(expelled, []);
    conduct.advance(1_000);
    assert.deepEqual(expelled, ['a']);
  });

  it('HM12 who left is not looked at any more', () => {
    renderTime = elapsedMs + 10_000;
    conduct.noteInputs('a', 1);
    conduct.forget('a');
    for (let i = 0; i < 10; i++) conduct.advance(1_000);
    assert.deepEqual(expelled, []);
  });
});

describe('conduct in rooms', () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });
  after(() => realm.stop());

  async function enter() {
    const person = await realm.person();
    return { person, room: await realm.join(person, FOREST, realm.client(person), 'zone') };
  }

  async function loseConnection(room: Awaited<ReturnType<typeof enter>>['room']): Promise<void> {
    let isBack = false;
    room.onReconnect.once(() => {
      isBack = true;
    });
    cut(room);
    await until(() => isBack || undefined, 'it is back', 10_000);
  }

  const pointsOf = (characterId: string) =>
    realm.services.conducts.worst(100).find((report) => report.characterId === characterId);

  it('HM9 whoever keeps sending what no client sends is sent away with a code of its own, and is counted', async () => {
    const { person, room } = await enter();
    const end = ending(room);
    for (let i = 0; i < 60; i++) room.send('no-such-message', {});
    assert.deepEqual(await end, { code: ERRORS.cheating_suspected.close, reason: 'cheating_suspected' });
    assert.ok(pointsOf(person.characterId)!.points >= 99);
    const { message_unknown: unknown } = pointsOf(person.characterId)!.refusals;
    assert.ok(unknown! >= 50 && unknown! <= 60, `${unknown} were counted`);
    const metrics = await realm.services.metrics.registry.metrics();
    assert.match(metrics, /omega_realm_refusals_total\{kind="message_unknown"\} \d+/);
  });

  it('HM9 it may come back, and has to behave', async () => {
    const { person, room } = await enter();
    const end = ending(room);
    for (let i = 0; i < 60; i++) room.send('no-such-message', {});
    await end;
    const again = await realm.join(person, FOREST, realm.client(person), 'zone');
    const secondEnd = ending(again);
    for (let i = 0; i < 10; i++) again.send('no-such-message', {});
    assert.equal((await secondEnd).code, ERRORS.cheating_suspected.close);
  });

  it(`HM10 an honest client on a bad line stays: clumps of inputs, pauses, dropped connections (SEED=${seed})`, async function () {
    this.timeout(60_000);
    const dice = new Dice(seed);
    const { person, room } = await enter();
    reconnectSoon(room);
    let isGone = false;
    room.onLeave(() => {
      isGone = true;
    });
    const input = inputOf(room);
    const self = () => room.state.players.get(person.characterId);
    for (let clump = 0; clump < 20; clump++) {
      // What its clock gave in up to half a second arrives at once.
      for (let inputs = dice.whole(1, 15); inputs > 0; inputs--) {
        input.data.moveX = dice.whole(-127, 127);
        input.data.facing = dice.whole(0, 255);
        input.send();
      }
      if (dice.chance(0.2)) await loseConnection(room);
      const { facing } = await until(self, 'it sees itself');
      const wanted = (Math.max(facing, input.data.facing) + 1) & 0xff;
      input.data.facing = wanted;
      input.send();
      await until(() => self()?.facing === wanted || undefined, 'its inputs count');
    }
    assert.equal(isGone, false);
    assert.equal(pointsOf(person.characterId)?.points ?? 0, 0);
  });
});
