import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { smallHubs, withPolicy } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { cut, ending, neverReconnect, reconnectSoon } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

const ROUNDS = 3;
/** More than a room waits for a client that says nothing. */
const WITHIN_MS = 15_000;

describe('what is left of those who were here', () => {
  let realm: Realm;
  let host: Room;
  let guests: Person[];
  let atFirst: Record<string, number>;

  before(async function () {
    this.timeout(60_000);
    realm = await Realm.start({ content: withPolicy(smallHubs(20), 'hub', { seatHoldSec: 1 }) });
    host = await realm.join(await realm.person());
    // Whoever comes first brings what the others share.
    await (await realm.join(await realm.person())).leave();
    atFirst = await baseline();
  });
  after(() => realm.stop());
  // How often one account may ask for seats is limited.
  beforeEach(async () => {
    guests = await Promise.all([realm.person(), realm.person()]);
  });

  /** What the process holds by its own account, the leases by the database's, and the timers by Node's. */
  async function held(): Promise<Record<string, number>> {
    const { values } = await realm.services.metrics.registry.getSingleMetric('held_entries')!.get();
    const [{ leases }] = await realm.database.dataSource.query(
      'SELECT count(*)::int AS leases FROM characters WHERE lease_instance IS NOT NULL',
    );
    const room = matchMaker.getLocalRoomById(host.roomId) as unknown as { _reservedSeatTimeouts: object };
    const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    return {
      ...Object.fromEntries(values.map(({ labels, value }) => [labels.what, value])),
      leases,
      timers,
      seat_timers: Object.keys(room._reservedSeatTimeouts).length,
    };
  }

  async function baseline(): Promise<Record<string, number>> {
    await until(() => realm.services.connections.size === 1, 'the host is alone');
    return until(
      async () => {
        const now = await held();
        return now.room_timers === 0 && now.saved_characters === 1 && now.leases === 1 ? now : null;
      },
      'nothing waits for anybody',
      WITHIN_MS,
    );
  }

  async function nothingIsLeft(): Promise<void> {
    let now: Record<string, number> = {};
    await until(
      async () => {
        now = await held();
        return Object.entries(now).every(([what, count]) => count <= atFirst[what]!);
      },
      'everything is as it was',
      WITHIN_MS,
    ).catch(() => assert.deepEqual(now, atFirst));
    assert.deepEqual({ ...now, timers: 0 }, { ...atFirst, timers: 0 });
  }

  function eachRound(visit: (guest: Person) => Promise<unknown>): Promise<void> {
    return Array.from({ length: ROUNDS }).reduce<Promise<void>>(
      (previous) => previous.then(async () => void (await Promise.all(guests.map(visit)))),
      Promise.resolve(),
    );
  }

  it('LK1 nothing of those who say goodbye', async () => {
    await eachRound(async (guest) => (await realm.join(guest)).leave());
    await nothingIsLeft();
  });

  it('LK1 nothing of those whose connection breaks for good, once their seats have run out', async () => {
    await eachRound(async (guest) => {
      const room = await realm.join(guest);
      neverReconnect(room);
      cut(room);
      await until(() => !realm.services.connections.get(guest.characterId), 'the seat has run out');
    });
    await nothingIsLeft();
  });

  it('LK1 nothing of those who come back after their connection broke, and leave later', async () => {
    await eachRound(async (guest) => {
      const room = await realm.join(guest);
      reconnectSoon(room);
      const isBack = new Promise<void>((resolve) => room.onReconnect(() => resolve()));
      cut(room);
      await isBack;
      await room.leave();
    });
    await nothingIsLeft();
  });

  it('LK1 nothing of connections that were taken over by another one', async () => {
    await eachRound(async (guest) => {
      const first = await realm.join(guest);
      const end = ending(first);
      const second = await realm.join(guest);
      assert.equal((await end).reason, 'character_taken_over');
      await second.leave();
    });
    await nothingIsLeft();
  });

  it('LK1 nothing of seats that nobody came to take', async () => {
    await eachRound(async ({ accessToken, characterId }) => {
      const response = await fetch(`${realm.url}/matchmake/joinOrCreate/hub`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ characterId, place: 'haven' }),
      });
      assert.equal(response.status, 200);
    });
    await nothingIsLeft();
  });

  it('LK2 what a process holds for its players is nothing once all have left', async () => {
    await host.leave();
    const empty = async () => {
      const { values } = await realm.services.metrics.registry.getSingleMetric('held_entries')!.get();
      return values.filter(({ value }) => value !== 0).map(({ labels }) => labels.what);
    };
    await until(async () => (await empty()).length === 0, 'all is gone').catch(async () =>
      assert.deepEqual(await empty(), []),
    );
  });
});
