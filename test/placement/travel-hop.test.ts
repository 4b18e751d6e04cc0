import assert from 'node:assert/strict';
import type { Lease } from '../../src/characters/character-store.ts';
import { type ErrorCode, GameError } from '../../src/errors.ts';
import { type HopDependencies, makeHop } from '../../src/placement/hop.ts';
import type { Placed } from '../../src/placement/ticket.ts';
import type { Hop } from '../../src/placement/travel.ts';
import { newId, type TestResident, TravelKit } from './travel-kit.ts';

describe('hop', () => {
  let kit: TravelKit;
  let mira: TestResident;
  let oren: TestResident;

  beforeEach(async () => {
    kit = new TravelKit();
    mira = await kit.enter('haven-1');
    oren = await kit.enter('haven-2');
  });

  function hopOf(travellers: TestResident[], changes: Partial<Hop> = {}): Hop {
    return {
      travellers: travellers.map(({ id, instance }) => ({ characterId: id, instance })),
      arrivals: travellers.map((_, i) => ({ x: 100 + 10 * i, y: 200 })),
      party: null,
      into: null,
      reason: 'travel',
      ticket: {
        id: 'ticket-1',
        place: 'verdant-forest',
        kind: 'zone',
        partyId: null,
        partySize: 1,
        owner: null,
        near: { party: [], friends: [], guild: [], blocked: [] },
        language: null,
        region: null,
        rttMs: {},
        isReturning: false,
        exclude: [],
        reason: 'travel',
      },
      ...changes,
    };
  }

  function hop(asked: Hop, changes: Partial<HopDependencies> = {}): Promise<Placed> {
    const perform = makeHop({
      departures: kit.gate,
      placement: kit.placement,
      leases: kit.store,
      holdSec: (kind) => (kind === 'zone' ? 15 : 30),
      newId,
      clock: kit.time,
      ...changes,
    });
    return kit.time.until(perform(asked));
  }

  /** The store, whose moves go as given. */
  function withMoves(moveLeases: typeof kit.store.moveLeases): HopDependencies['leases'] {
    return {
      moveLeases,
      locate: (ids) => kit.store.locate(ids),
      renewLeases: (leases) => kit.store.renewLeases(leases),
    };
  }

  async function refused(promise: Promise<unknown>, code: ErrorCode): Promise<GameError> {
    const error = await promise.then(
      () => assert.fail('it was not refused'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof GameError, String(error));
    assert.equal(error.code, code);
    return error;
  }

  async function assertEverybodyStayed(): Promise<void> {
    assert.deepEqual(await kit.whereabouts(), ['haven haven-1 1', 'haven haven-2 1']);
    assert.equal(kit.gate.waiting, 0);
    for (const { told } of kit.residents) assert.equal(told.at(-1) ?? 'thaw', 'thaw');
  }

  it('TR9 a hop holds the seats, moves every lease and tells every client its own', async () => {
    const placed = await hop(hopOf([mira, oren]));
    assert.equal(placed.instanceId, 'forest-1');
    assert.deepEqual(await kit.whereabouts(), ['verdant-forest forest-1 2', 'verdant-forest forest-1 2']);
    for (const [i, resident] of [mira, oren].entries()) {
      assert.deepEqual(resident.told, ['freeze', `leave seat-${i}`]);
      assert.deepEqual(resident.news, [
        { place: 'verdant-forest', reason: 'travel', holdSec: 15, seat: placed.seats[i] },
      ]);
      const { x, y, facing } = (await kit.store.find(resident.id))!;
      assert.deepEqual({ x, y, facing }, { x: 100 + 10 * i, y: 200, facing: 3 });
    }
    assert.deepEqual(kit.tickets, [
      {
        ...hopOf([]).ticket,
        language: 'de',
        members: [mira, oren].map(({ lease }) => ({
          accountId: lease.accountId,
          loginSessionId: 'login',
          characterId: lease.characterId,
          fence: 2,
          language: 'de',
        })),
      },
    ]);
    assert.deepEqual(kit.released, []);
  });

  it('TR9 without an arrival everybody comes where it stood', async () => {
    await hop(hopOf([mira], { arrivals: null }));
    const { x, y } = (await kit.store.find(mira.id))!;
    assert.deepEqual([x, y], [7, 9]);
  });

  it('TR10 one who cannot go keeps all, and is named', async () => {
    oren.refuses = 'travel_refused';
    const error = await refused(hop(hopOf([mira, oren])), 'travel_refused');
    assert.deepEqual(error.details, { characters: [{ characterId: oren.id, code: 'travel_refused' }] });
    assert.deepEqual(mira.told, ['freeze', 'thaw']);
    await assertEverybodyStayed();
    assert.deepEqual(kit.tickets, []);
  });

  it('TR10 what placement refuses keeps all', async () => {
    const place = () => Promise.reject(new GameError('place_full'));
    await refused(hop(hopOf([mira, oren]), { placement: { ...kit.placement, place } }), 'place_full');
    await assertEverybodyStayed();
  });

  it('TR10 seats in another instance than the wanted one are given back', async () => {
    await refused(hop(hopOf([mira, oren], { into: 'forest-2' })), 'place_full');
    assert.deepEqual(
      kit.released.map(({ instanceId }) => instanceId),
      ['forest-1'],
    );
    await assertEverybodyStayed();
  });

  it('TR10 seats that come too late are given back: the travellers may be about to go on', async () => {
    const place: HopDependencies['placement']['place'] = async (ticket) => {
      await kit.time.sleep(4_001);
      return kit.placement.place(ticket);
    };
    await refused(hop(hopOf([mira, oren]), { placement: { ...kit.placement, place } }), 'unavailable');
    assert.equal(kit.released.length, 1);
    await assertEverybodyStayed();
  });

  it('TR10 one whose lease was taken meanwhile keeps all, and the seats are given back', async () => {
    const place: HopDependencies['placement']['place'] = async (ticket) => {
      await kit.store.takeLease(oren.id, oren.lease.accountId, 'haven-9');
      return kit.placement.place(ticket);
    };
    const asked = hop(hopOf([mira, oren]), { placement: { ...kit.placement, place } });
    const { details } = await refused(asked, 'character_not_in_world');
    assert.deepEqual(details, { characters: [{ characterId: oren.id, code: 'character_not_in_world' }] });
    assert.equal(kit.released.length, 1);
    assert.deepEqual(await kit.whereabouts(), ['haven haven-1 1', 'haven haven-9 2']);
    assert.deepEqual(mira.told, ['freeze', 'thaw']);
  });

  it('TR10 a party that changed meanwhile stays', async () => {
    const party = { partyId: 'party-1', memberIds: [mira.id, oren.id] };
    kit.store.partyMembers = () => [mira.id];
    await refused(hop(hopOf([mira, oren], { party })), 'party_changed');
    assert.equal(kit.released.length, 1);
    await assertEverybodyStayed();
    kit.store.partyMembers = () => [oren.id, mira.id];
    await hop(hopOf([mira, oren], { party }));
    assert.deepEqual(await kit.whereabouts(), ['verdant-forest forest-1 2', 'verdant-forest forest-1 2']);
  });

  for (const lost of ['question', 'answer'] as const) {
    it(`TR11 a database that goes away with the ${lost} of the move is asked until it tells`, async () => {
      let failures = 3;
      const moveLeases: typeof kit.store.moveLeases = async (moves, party) => {
        const answer = lost === 'answer' && failures === 3 ? kit.store.moveLeases(moves, party) : null;
        if (failures-- > 0) {
          await answer;
          throw new GameError('unavailable');
        }
        return kit.store.moveLeases(moves, party);
      };
      const leases = withMoves(moveLeases);
      await hop(hopOf([mira, oren]), { leases });
      assert.deepEqual(await kit.whereabouts(), ['verdant-forest forest-1 2', 'verdant-forest forest-1 2']);
      assert.deepEqual(
        [mira.told, oren.told],
        [
          ['freeze', 'leave seat-0'],
          ['freeze', 'leave seat-1'],
        ],
      );
      assert.deepEqual(kit.released, []);
    });
  }

  it('TR11 … and tells that nobody moved when somebody was taken over meanwhile', async () => {
    let isFirst = true;
    const moveLeases: typeof kit.store.moveLeases = async (moves, party) => {
      if (!isFirst) return kit.store.moveLeases(moves, party);
      isFirst = false;
      await kit.store.takeLease(oren.id, oren.lease.accountId, 'haven-9');
      throw new GameError('unavailable');
    };
    const leases = withMoves(moveLeases);
    await refused(hop(hopOf([mira, oren]), { leases }), 'character_not_in_world');
    assert.deepEqual(await kit.whereabouts(), ['haven haven-1 1', 'haven haven-9 2']);
    assert.equal(kit.released.length, 1);
  });

  for (const lost of ['question', 'answer'] as const) {
    it(`TR32 a database that is back after the ${lost} of the move and their patience moves nobody any more`, async () => {
      let attempts = 0;
      const backAt = kit.time.now() + 12_000;
      const whileAway = <A extends unknown[], T>(ask: (...args: A) => Promise<T>) => {
        return async (...args: A): Promise<T> => {
          if (kit.time.now() < backAt) throw new GameError('unavailable');
          return ask(...args);
        };
      };
      const moveLeases: typeof kit.store.moveLeases = async (moves, party) => {
        if (lost === 'answer' && attempts === 0) await kit.store.moveLeases(moves, party);
        attempts += 1;
        throw new GameError('unavailable');
      };
      const leases = {
        moveLeases,
        locate: whileAway((ids: string[]) => kit.store.locate(ids)),
        renewLeases: whileAway((given: Lease[]) => kit.store.renewLeases(given)),
      };
      const hopping = hop(hopOf([mira]), { leases });
      if (lost === 'answer') {
        await hopping;
        assert.deepEqual(await kit.whereabouts(), ['verdant-forest forest-1 2', 'haven haven-2 1']);
        assert.deepEqual(kit.released, []);
      } else {
        await refused(hopping, 'unavailable');
        assert.equal(kit.released.length, 1);
        await assertEverybodyStayed();
      }
      assert.equal(attempts, 5);
    });
  }

  it('TR11 a move that the database refuses for good keeps all', async () => {
    await assert.rejects(hop(hopOf([mira, oren], { arrivals: [{ x: Number.NaN, y: 0 }] })), RangeError);
    assert.equal(kit.released.length, 1);
    await assertEverybodyStayed();
  });

  it('TR10 nobody waits for an instance that does not answer', async () => {
    const silent = () => new Promise<never>(() => {});
    const place = () => Promise.reject(new GameError('place_full'));
    const departures = { prepare: kit.gate.prepare.bind(kit.gate), abort: silent, commit: silent };
    const started = kit.time.now();
    await refused(hop(hopOf([mira]), { departures, placement: { ...kit.placement, place } }), 'place_full');
    await hop(hopOf([oren]), { departures });
    assert.equal(kit.time.now() - started, 1_000);
    await kit.time.advance(5_000);
    assert.deepEqual(
      [mira.told, oren.told],
      [
        ['freeze', 'thaw'],
        ['freeze', 'dismiss travelled'],
      ],
    );
  });

  it('TR8 who cannot be told its seat is sent after its lease', async () => {
    const commit = () => Promise.reject(new GameError('unavailable'));
    const { prepare, abort } = kit.gate;
    const departures = { prepare: prepare.bind(kit.gate), abort: abort.bind(kit.gate), commit };
    await hop(hopOf([mira]), { departures });
    await kit.time.advance(5_000);
    assert.deepEqual(mira.told, ['freeze', 'dismiss travelled']);
  });
});
