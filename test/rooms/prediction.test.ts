import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';
import { RoomView } from '../../client/src/world/room-view.ts';
import { GameMap } from '../../src/game/map.ts';
import { openContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';
import { reward } from '../kit/wealth.ts';

const FRAME_MS = 16;
const EAST = { x: 1, y: 0 };
const STANDING = { x: 0, y: 0 };
/** Of the class, and with all five levels of the speed boost. */
const [SLOW, FAST] = [160, 192];

describe('prediction', () => {
  let realm: Realm;

  before(async () => {
    realm = await Realm.start({ content: openContent() });
  });

  after(() => realm.stop());

  it('SL13 a client that predicts with the speed of the state is not corrected, neither before nor after it changes on the way', async () => {
    const ann = await realm.person({ place: { place: 'haven', x: 500, y: 1000 } });
    await reward(realm.services.ledger, ann.characterId, { credits: 10_000 });
    const room = await realm.join(ann);
    const { width, height, walls } = realm.services.content.maps.get('haven')!;
    const view = new RoomView({
      room: room as unknown as PlaceRoom,
      map: new GameMap(width, height, walls),
      characterId: ann.characterId,
      onEnter() {},
      onLeave() {},
    });
    await until(() => view.position !== null, 'the view has its character');
    const self = room.state.players.get(ann.characterId);
    const own = room.state.own.get(ann.characterId);

    /** @returns world pixels that the prediction went in each frame in which it did, corrections included */
    async function walk(heading: typeof EAST, isDone: () => boolean, what: string): Promise<number[]> {
      const moved: number[] = [];
      await until(async () => {
        const before = view.position!.x;
        await delay(FRAME_MS);
        view.advance(performance.now(), heading);
        if (view.position!.x !== before) moved.push(view.position!.x - before);
        return isDone();
      }, what);
      return moved;
    }
    /** Most frames go whole steps; a stall of the machine may cost a correction. */
    function assertSteps(moved: number[], speed: number): void {
      const step = speed / room.state.stepsPerSec;
      const corrected = moved.filter((by) => Math.abs(by - Math.round(by / step) * step) > 0.01);
      assert.ok(corrected.length < moved.length / 5, `${speed} px/s: ${moved.map((by) => by.toFixed(2))}`);
    }

    assertSteps(await walk(EAST, () => self.x > 660, 'she walks'), SLOW);
    const buy = () =>
      realm.must('POST', `/upgrades/${ann.characterId}/speed-boost`, {
        token: ann.accessToken,
        key: randomUUID(),
      });
    const bought = Promise.all(Array.from({ length: 5 }, buy));
    await walk(EAST, () => self.speed === FAST, 'she is faster');
    await bought;
    const at = self.x;
    assertSteps(await walk(EAST, () => self.x > at + 200, 'she goes on'), FAST);
    await walk(STANDING, () => own.x === view.position!.x, 'both agree where she stands');
    view.dispose();
    await room.leave();
  });
});
