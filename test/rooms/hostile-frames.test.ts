import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import { Packr } from 'msgpackr';
import pino from 'pino';
import { Atlas } from '../../loadtest/bots/atlas.ts';
import { Api } from '../../loadtest/economy/api.ts';
import { Dice } from '../../loadtest/economy/dice.ts';
import { lastingDifferences } from '../../loadtest/hostile/equality.ts';
import { gatheredBytes, holdLink, releaseLink } from '../../loadtest/hostile/held-link.ts';
import { SHOT_KINDS } from '../../loadtest/hostile/kinds.ts';
import { type SeatOf, stopReading } from '../../loadtest/hostile/readers.ts';
import { sentIn } from '../../loadtest/hostile/rows.ts';
import { type PlainState, shownState } from '../../loadtest/hostile/shown-state.ts';
import { Siege } from '../../loadtest/hostile/siege.ts';
import { isAcceptable } from '../../rooms/frames.ts';
import { isPlainValue } from '../../rooms/message-pack.ts';
import { Realm } from '../kit/realm.ts';

const SEED = 6;
const MOST_FRAME_BYTES = 4096;
const GARRISON = { groups: 1, honest: 2, intruders: 2 };
/** Of all kinds of rooms together. */
const SHOTS = 3_200;
/** Far less than a few seconds of patches would be. */
const MOST_GATHERED = 32 * 1024;

describe('hostile frames', () => {
  it(`HF1 of each kind of frame the gate lets pass what it should, and nothing else (seed ${SEED})`, () => {
    const dice = new Dice(SEED);
    for (const { name, fate, make } of SHOT_KINDS) {
      // A farewell is no bad frame.
      if (fate === 'open' || name === 'farewells') continue;
      for (let i = 0; i < 300; i++) {
        const shot = make(dice);
        if (shot.as !== 'frame') continue;
        const passes = shot.bytes.length <= MOST_FRAME_BYTES && isAcceptable(Buffer.from(shot.bytes));
        assert.equal(passes, fate === 'stays', `${name}: ${Buffer.from(shot.bytes).toString('hex')}`);
      }
    }
  });

  it('HF2 a message holds one plain value, as any SDK writes it; what is cut off, too deep or of another type is none', () => {
    const plain = [
      undefined,
      null,
      true,
      0,
      100,
      -1,
      2 ** 40,
      0.1,
      'text',
      'x'.repeat(300),
      new Uint8Array(300),
    ];
    const offer = {
      credits: 5,
      stacks: [
        { kind: 'a', amount: 1 },
        { kind: 'b', amount: 70 },
      ],
      items: [],
    };
    const values = [...plain, plain, {}, { text: 'hi' }, { target: undefined }, { tradeId: 'x', offer }];
    for (const packr of [
      new Packr(),
      new Packr({ useRecords: false }),
      new Packr({ variableMapSize: true }),
    ]) {
      for (const value of values) {
        const bytes = packr.pack(value);
        assert.equal(isPlainValue(bytes, 0), true, bytes.toString('hex'));
        for (let cut = 0; cut < bytes.length; cut++)
          assert.equal(isPlainValue(bytes.subarray(0, cut), 0), false);
        assert.equal(isPlainValue(Buffer.concat([bytes, Buffer.of(0xc0)]), 0), false);
      }
    }
    const strange = [
      'd6ff01020304',
      'c7007800',
      'd57240019101',
      'd4724091a16101ff',
      '8101c0',
      '81c4016101',
      'c1',
      `${'91'.repeat(9)}c0`,
    ];
    for (const hex of strange) assert.equal(isPlainValue(Buffer.from(hex, 'hex'), 0), false, hex);
  });

  describe('at a realm', () => {
    const errors: string[] = [];
    let realm: Realm;
    let api: Api;
    let base: URL;
    before(async () => {
      const log = pino({ level: 'error' }, { write: (line) => void errors.push(line) });
      realm = await Realm.start({ log, env: { CHARACTERS_PER_ACCOUNT: '100' } });
      base = new URL(realm.url);
      api = new Api(() => base, false);
    });
    after(() => realm.stop());

    it(`HF3 every kind of room bears all kinds of frames: who sends them meets their fate, nobody else notices (seed ${SEED})`, async function () {
      this.timeout(120_000);
      const siege = new Siege({
        base,
        api,
        atlas: await Atlas.load(api),
        garrisons: { hub: GARRISON, zone: GARRISON, rift: GARRISON, arena: GARRISON },
        seed: SEED,
        shots: SHOTS,
        over: new AbortController().signal,
      });
      await siege.muster();
      await siege.assault();
      await siege.rest();
      for (const front of siege.fronts) {
        assert.deepEqual(front.attack.family('wrong:'), [], front.kind);
        assert.deepEqual(front.defence.family('error:'), [], front.kind);
        assert.deepEqual(siege.dropped(front), [], front.kind);
        assert.ok(sentIn(front) >= SHOTS / siege.fronts.length, front.kind);
        for (const { room } of front.honest) {
          const found = await lastingDifferences(
            () => shown(room!),
            () => room!.state.toJSON() as PlainState,
          );
          assert.deepEqual(found, [], front.kind);
        }
      }
      await siege.leave();
      assert.deepEqual(errors, []);
    });

    it('HF4 who stops reading is resynchronised or gone; little gathers for it, and everybody else sees what is (seed 6)', async function () {
      this.timeout(60_000);
      const outcome = await stopReading({
        base,
        api,
        atlas: await Atlas.load(api),
        seed: SEED,
        backstage: {
          hold: async (seat) => holdLink(clientIn(seat)!),
          release: async (seat) => releaseLink(clientIn(seat)!),
          gathered: async (seat) => {
            const client = clientIn(seat);
            return client ? gatheredBytes(client) : null;
          },
          shown,
        },
        witnesses: 3,
        returning: 4,
        silent: 3,
        pretending: 3,
      });
      const { mostGathered, ...rest } = outcome;
      assert.deepEqual(rest, { stillThere: 0, lost: 0, differences: [], errors: [] });
      assert.ok(mostGathered < MOST_GATHERED, String(mostGathered));
    });
  });
});

function clientIn({ roomId, sessionId }: SeatOf) {
  return matchMaker.getLocalRoomById(roomId)?.clients.getById(sessionId);
}

async function shown(seat: SeatOf): Promise<PlainState | null> {
  const client = clientIn(seat);
  return client ? shownState(matchMaker.getLocalRoomById(seat.roomId).state as never, client) : null;
}
