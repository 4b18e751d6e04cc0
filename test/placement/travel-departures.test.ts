import assert from 'node:assert/strict';
import type { ErrorCode } from '../../src/errors.ts';
import { GameError } from '../../src/errors.ts';
import { makeBusDepartures, serveDepartures } from '../../src/placement/departures-bus.ts';
import type { TravelNews } from '../../src/placement/travel.ts';
import { MemoryNetwork } from '../kit/memory-bus.ts';
import { type TestResident, TravelKit } from './travel-kit.ts';

const NEWS: TravelNews = {
  place: 'verdant-forest',
  reason: 'travel',
  holdSec: 15,
  seat: { name: 'zone', roomId: 'forest-1', sessionId: 'seat-0', processId: 'p1' },
};

describe('departures', () => {
  let kit: TravelKit;
  let mira: TestResident;

  beforeEach(async () => {
    kit = new TravelKit();
    mira = await kit.enter();
  });

  function departure(travelId = 'travel-1') {
    return { instance: 'haven-1', characterId: mira.id, travelId };
  }

  function refused(promise: Promise<unknown>, code: ErrorCode): Promise<void> {
    return assert.rejects(promise, (error) => error instanceof GameError && error.code === code);
  }

  it('TR6 who prepares stands still and says who it is, however often it is asked', async () => {
    assert.deepEqual(await kit.gate.prepare(departure()), mira.traveller());
    assert.deepEqual(await kit.gate.prepare(departure()), mira.traveller());
    assert.deepEqual(mira.told, ['freeze']);
  });

  it('TR6 nobody prepares who is not there or cannot leave', async () => {
    await refused(kit.gate.prepare({ ...departure(), instance: 'haven-2' }), 'character_not_in_world');
    mira.refuses = 'travel_refused';
    await refused(kit.gate.prepare(departure()), 'travel_refused');
    assert.deepEqual(mira.told, []);
    assert.equal(kit.gate.waiting, 0);
  });

  it('TR6 of two travels at once the second is refused, until the first has ended', async () => {
    await kit.gate.prepare(departure('travel-1'));
    await refused(kit.gate.prepare(departure('travel-2')), 'travel_in_progress');
    await kit.gate.abort(departure('travel-2'));
    assert.deepEqual(mira.told, ['freeze']);
    await kit.gate.abort(departure('travel-1'));
    await kit.gate.prepare(departure('travel-3'));
    assert.deepEqual(mira.told, ['freeze', 'thaw', 'freeze']);
  });

  it('TR6 a request that comes after its own end is refused', async () => {
    await kit.gate.abort(departure());
    await refused(kit.gate.prepare(departure()), 'travel_refused');
    assert.deepEqual(mira.told, []);
  });

  it('TR7 who has moved is told its seat, once', async () => {
    await kit.gate.prepare(departure());
    await kit.gate.commit({ ...departure(), fence: 2, news: NEWS });
    await kit.gate.commit({ ...departure(), fence: 2, news: NEWS });
    await kit.gate.abort(departure());
    await kit.time.advance(60_000);
    assert.deepEqual(mira.told, ['freeze', 'leave seat-0']);
    assert.deepEqual(mira.news, [NEWS]);
  });

  it('TR7 late news do not take out who is back with a newer lease', async () => {
    const back = await kit.enter();
    back.lease.fence = 5;
    const late = { instance: 'haven-1', characterId: back.id, travelId: 'travel-1' };
    await kit.gate.commit({ ...late, fence: 4, news: NEWS });
    assert.deepEqual(back.told, []);
  });

  it('TR8 who hears nothing for five seconds and still holds its lease goes on', async () => {
    await kit.gate.prepare(departure());
    await kit.time.advance(4_999);
    assert.deepEqual(mira.told, ['freeze']);
    await kit.time.advance(1);
    assert.deepEqual(mira.told, ['freeze', 'thaw']);
    assert.equal(kit.gate.waiting, 0);
  });

  it('TR8 … and leaves all the same when its lease moves later', async () => {
    await kit.gate.prepare(departure());
    await kit.time.advance(5_000);
    await kit.gate.commit({ ...departure(), fence: 2, news: NEWS });
    assert.deepEqual(mira.told, ['freeze', 'thaw', 'leave seat-0']);
  });

  it('TR8 who hears nothing and whose lease has moved is sent after it', async () => {
    await kit.gate.prepare(departure());
    const move = { characterId: mira.id, fence: 1, instance: 'forest-1', place: 'forest' };
    await kit.store.moveLeases([{ ...mira.traveller(), ...move }], null);
    await kit.time.advance(5_000);
    assert.deepEqual(mira.told, ['freeze', 'dismiss travelled']);
    assert.equal(kit.gate.waiting, 0);
  });

  it('TR8 … also when the move is still under way while it asks', async () => {
    await kit.gate.prepare(departure());
    const { renewLeases } = kit.store;
    kit.store.renewLeases = async (leases) => {
      // As the rows of a transaction that is under way: who renews waits for it.
      const move = { characterId: mira.id, fence: 1, instance: 'forest-1', place: 'forest' };
      await kit.store.moveLeases([{ ...mira.traveller(), ...move }], null);
      return renewLeases.call(kit.store, leases);
    };
    await kit.time.advance(5_000);
    assert.deepEqual(mira.told, ['freeze', 'dismiss travelled']);
  });

  it('TR8 a character that was deleted meanwhile is dismissed', async () => {
    await kit.gate.prepare(departure());
    await kit.accounts.deleteAccount(mira.lease.accountId);
    await kit.time.advance(5_000);
    assert.deepEqual(mira.told, ['freeze', 'dismiss character_not_found']);
  });

  it('TR8 while the database is away it stands still and asks again', async () => {
    let isAway = true;
    const { renewLeases } = kit.store;
    kit.store.renewLeases = async (leases) => {
      if (isAway) throw new GameError('unavailable');
      return renewLeases.call(kit.store, leases);
    };
    await kit.gate.prepare(departure());
    await kit.time.advance(20_000);
    assert.deepEqual(mira.told, ['freeze']);
    isAway = false;
    await kit.time.advance(1_000);
    assert.deepEqual(mira.told, ['freeze', 'thaw']);
  });

  it('TR6 departures of another process are reached over the bus, with their errors', async () => {
    const network = new MemoryNetwork(kit.time);
    serveDepartures(network.connect('p2'), kit.gate);
    const places: Record<string, string> = { 'haven-1': 'p2' };
    const departures = makeBusDepartures(network.connect('p1'), (instance) => places[instance] ?? null);
    assert.deepEqual(await kit.time.until(departures.prepare(departure())), mira.traveller());
    await refused(kit.time.until(departures.prepare(departure('travel-2'))), 'travel_in_progress');
    await kit.time.until(departures.abort(departure()));
    await kit.time.until(departures.prepare(departure('travel-3')));
    await kit.time.until(departures.commit({ ...departure('travel-3'), fence: 2, news: NEWS }));
    assert.deepEqual(mira.told, ['freeze', 'thaw', 'freeze', 'leave seat-0']);
    await refused(departures.prepare({ ...departure(), instance: 'nowhere-1' }), 'character_not_in_world');
    await departures.abort({ ...departure(), instance: 'nowhere-1' });
  });
});
