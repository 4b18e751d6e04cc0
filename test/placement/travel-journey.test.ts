import assert from 'node:assert/strict';
import { type ErrorCode, GameError } from '../../src/errors.ts';
import type { UpgradeLevels } from '../../src/game/effects.ts';
import { type Journeys, makeJourneys } from '../../src/placement/journey.ts';
import type { Placed } from '../../src/placement/ticket.ts';
import { makeTicketFor } from '../../src/placement/ticket-for.ts';
import type { Hop } from '../../src/placement/travel.ts';
import type { Party } from '../../src/social/party-store.ts';
import { journeyContent } from './journey-content.ts';
import { newId, type TestResident, TravelKit } from './travel-kit.ts';

const CONTENT = journeyContent();

describe('journeys', () => {
  let kit: TravelKit;
  let journeys: Journeys;
  let hops: Hop[];
  let parties: Party[];
  /** What the hops end with, one after the other; then they succeed. */
  let failures: GameError[];
  let mira: TestResident;
  let upgrades: Map<string, UpgradeLevels>;

  beforeEach(async () => {
    kit = new TravelKit();
    upgrades = new Map();
    [hops, parties, failures] = [[], [], []];
    const partyOf = async (id: string) =>
      parties.find(({ members }) => members.some(({ characterId }) => characterId === id)) ?? null;
    const companyIn = async (place: string) => ({ friends: [`${place}-friend`], blocked: [`${place}-foe`] });
    journeys = makeJourneys({
      upgradeLevels: async (ids) => new Map(ids.map((id) => [id, upgrades.get(id) ?? new Map()])),
      content: CONTENT,
      social: { partyOf },
      characters: {
        get: async (accountId, id) => {
          const character = await kit.store.find(id);
          if (character?.accountId !== accountId) throw new GameError('character_not_found');
          return character;
        },
      },
      leases: kit.store,
      ticketFor: makeTicketFor({ partyOf, companyIn }),
      hop: async (hop): Promise<Placed> => {
        hops.push(hop);
        const failure = failures.shift();
        if (failure) throw failure;
        return { instanceId: 'forest-1', seats: [] };
      },
      population: (place) => ({ players: place.length, instances: 1 }),
      newId: () => 'ticket-id',
    });
    mira = await kit.enter('haven-1');
  });

  /** A party of those, the first one leads. */
  async function partyOf(...members: TestResident[]): Promise<Party> {
    const located = await kit.store.locate(members.map(({ id }) => id));
    const party = {
      id: newId(),
      leaderId: members[0]!.id,
      members: located.map((one) => ({ ...one, classId: 'vanguard' })),
    };
    parties.push(party);
    return party;
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

  const forestGate = { place: 'haven', portal: 'forest-gate' };
  const travellers = () => hops.map((hop) => hop.travellers.map(({ characterId }) => characterId));

  it('TR12 a portal leads to its spawn', async () => {
    const journey = await journeys.portal(mira.id, forestGate);
    assert.deepEqual(journey, { place: 'forest', travelling: [mira.id] });
    assert.deepEqual(hops, [
      {
        travellers: [{ characterId: mira.id, instance: 'haven-1' }],
        arrivals: [{ x: 30, y: 40 }],
        party: null,
        into: null,
        reason: 'travel',
        ticket: {
          id: 'ticket-id',
          place: 'forest',
          kind: 'zone',
          partyId: null,
          partySize: 1,
          owner: null,
          near: { party: [], friends: ['forest-friend'], guild: [], blocked: ['forest-foe'] },
          language: null,
          region: null,
          rttMs: {},
          isReturning: false,
          exclude: [],
          reason: 'travel',
        },
      },
    ]);
  });

  it('TR12 a rift belongs to who enters it: the party, or the character', async () => {
    await journeys.portal(mira.id, { place: 'haven', portal: 'rift-gate' });
    const party = await partyOf(mira, await kit.enter());
    await journeys.portal(mira.id, { place: 'haven', portal: 'rift-gate' });
    assert.deepEqual(
      hops.map(({ ticket }) => [ticket.kind, ticket.owner, ticket.partySize]),
      [
        ['rift', mira.id, 1],
        ['rift', party.id, 2],
      ],
    );
  });

  it('TR12 a portal that there is not leads nowhere', async () => {
    await refused(journeys.portal(mira.id, { place: 'haven', portal: 'none' }), 'place_unreachable');
    await refused(journeys.portal(mira.id, { place: 'none', portal: 'gate' }), 'place_unreachable');
    await refused(journeys.portal(newId(), forestGate), 'character_not_in_world');
    assert.deepEqual(hops, []);
  });

  it('TR12 who is there already, as the database says, is still travelling', async () => {
    const there = await kit.enter('forest-1', { place: 'forest' });
    await refused(journeys.portal(there.id, forestGate), 'travel_in_progress');
    assert.deepEqual(hops, []);
  });

  it('TR13 warp leads along a route from a station of the place', async () => {
    const { accountId } = mira.lease;
    const journey = await journeys.warp(accountId, mira.id, 'desert-port');
    assert.deepEqual(journey, { place: 'desert', travelling: [mira.id] });
    assert.deepEqual(hops[0]!.arrivals, [{ x: 50, y: 60 }]);
  });

  it('TR13 warp is refused to strangers, to unknown, unrouted and own stations, and outside the world', async () => {
    const { accountId } = mira.lease;
    await refused(journeys.warp(newId(), mira.id, 'desert-port'), 'character_not_found');
    await refused(journeys.warp(accountId, mira.id, 'constructor'), 'station_not_found');
    await refused(journeys.warp(accountId, mira.id, 'far-port'), 'place_unreachable');
    await refused(journeys.warp(accountId, mira.id, 'haven-port'), 'place_unreachable');
    await kit.store.releaseLease(mira.lease);
    await refused(journeys.warp(accountId, mira.id, 'desert-port'), 'character_not_in_world');
    assert.deepEqual(hops, []);
  });

  it('TR14 the leader takes everybody along who is in the world; the others may not travel by themselves', async () => {
    const oren = await kit.enter('haven-2');
    const away = await kit.enter();
    await kit.store.releaseLease(away.lease);
    const party = await partyOf(mira, oren, away);
    await refused(journeys.portal(oren.id, forestGate), 'party_not_leader');
    await refused(journeys.warp(oren.lease.accountId, oren.id, 'desert-port'), 'party_not_leader');
    const { travelling } = await journeys.portal(mira.id, forestGate);
    assert.deepEqual(travelling, [mira.id, oren.id]);
    const [hop] = hops;
    assert.deepEqual(hop!.travellers, [
      { characterId: mira.id, instance: 'haven-1' },
      { characterId: oren.id, instance: 'haven-2' },
    ]);
    assert.deepEqual(hop!.party, { partyId: party.id, memberIds: [mira.id, oren.id, away.id] });
    assert.deepEqual([hop!.ticket.partyId, hop!.ticket.partySize], [party.id, 3]);
  });

  it('TR14 who leaves the world while the others get ready stays behind, the leader excepted', async () => {
    const oren = await kit.enter();
    await partyOf(mira, oren);
    const gone = (...ids: string[]) => {
      const characters = ids.map((characterId) => ({ characterId, code: 'character_not_in_world' }));
      return new GameError('character_not_in_world', { details: { characters } });
    };
    failures = [gone(oren.id)];
    assert.deepEqual((await journeys.portal(mira.id, forestGate)).travelling, [mira.id]);
    assert.deepEqual(travellers(), [[mira.id, oren.id], [mira.id]]);
    failures = [gone(oren.id), gone(mira.id)];
    await refused(journeys.portal(mira.id, forestGate), 'character_not_in_world');
    failures = [gone(mira.id)];
    await refused(journeys.portal(mira.id, forestGate), 'character_not_in_world');
    assert.equal(hops.length, 5);
  });

  it('TR14 those who are there already are followed, or all go elsewhere when it is full', async () => {
    const oren = await kit.enter('forest-7', { place: 'forest' });
    await partyOf(mira, oren);
    assert.deepEqual((await journeys.portal(mira.id, forestGate)).travelling, [mira.id]);
    assert.equal(hops[0]!.into, 'forest-7');
    assert.deepEqual(hops[0]!.ticket.near.party, ['forest-7']);
    failures = [new GameError('place_full')];
    const { travelling } = await journeys.portal(mira.id, forestGate);
    assert.deepEqual(travelling, [mira.id, oren.id]);
    assert.deepEqual([hops[2]!.into, hops[2]!.ticket.exclude], [null, ['forest-7']]);
    failures = [new GameError('party_changed')];
    await refused(journeys.portal(mira.id, forestGate), 'party_changed');
    assert.equal(hops.length, 4);
  });

  it('TR15 a locked place says what is missing, and to whom', async () => {
    const veteran = await kit.enter('haven-1', { level: 10 });
    const sanctum = { place: 'haven', portal: 'sanctum-gate' };
    assert.equal((await journeys.portal(veteran.id, sanctum)).place, 'sanctum');
    const oren = await kit.enter('haven-1', { level: 9 });
    await partyOf(veteran, mira, oren);
    const { details } = await refused(journeys.portal(veteran.id, sanctum), 'place_locked');
    const nameOf = async (resident: TestResident) => (await kit.store.find(resident.id))!.name;
    const missing = (has: number) => [{ kind: 'level', needed: 10, has }];
    assert.deepEqual(details, {
      missing: missing(1),
      characters: [
        { characterId: mira.id, name: await nameOf(mira), missing: missing(1) },
        { characterId: oren.id, name: await nameOf(oren), missing: missing(9) },
      ],
    });
    assert.equal(hops.length, 1);
  });

  it('TR15 a party that is larger than the place stays', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => kit.enter()));
    await partyOf(mira, ...others);
    const { details } = await refused(
      journeys.portal(mira.id, { place: 'haven', portal: 'arena-gate' }),
      'party_too_large',
    );
    assert.deepEqual(details, { cap: 4 });
  });

  it('TR16 an instance is left where everybody stands: parties together, the others one by one', async () => {
    const [oren, lone, elsewhere] = [await kit.enter(), await kit.enter(), await kit.enter('haven-2')];
    const party = await partyOf(mira, oren, elsewhere);
    failures = [];
    const all = [mira, lone, oren, elsewhere].map(({ id }) => id);
    const report = await journeys.moveAll('haven-1', all, 'drain');
    assert.deepEqual(travellers(), [[mira.id, oren.id], [lone.id]]);
    assert.deepEqual([...report.moved].sort(), [mira.id, oren.id, lone.id].sort());
    assert.deepEqual(report.stayed, [{ characterId: elsewhere.id, code: 'character_not_in_world' }]);
    const [hop] = hops;
    assert.deepEqual([hop!.arrivals, hop!.party, hop!.reason], [null, null, 'drain']);
    const { place, partyId, partySize, near, exclude, isReturning, reason } = hop!.ticket;
    assert.deepEqual(
      { place, partyId, partySize, near: near.party, exclude, isReturning, reason },
      {
        place: 'haven',
        partyId: party.id,
        partySize: 3,
        near: ['haven-2'],
        exclude: ['haven-1'],
        isReturning: true,
        reason: 'drain',
      },
    );
  });

  it('TR16 who cannot leave keeps only its own group', async () => {
    const oren = await kit.enter();
    failures = [new GameError('travel_refused')];
    assert.deepEqual(await journeys.moveAll('haven-1', [mira.id, oren.id], 'consolidation'), {
      moved: [oren.id],
      stayed: [{ characterId: mira.id, code: 'travel_refused' }],
    });
    assert.equal(hops[1]!.ticket.isReturning, false);
    assert.deepEqual(await journeys.moveAll('nowhere', [mira.id], 'drain'), {
      moved: [],
      stayed: [{ characterId: mira.id, code: 'character_not_in_world' }],
    });
  });

  it('TR16 a rift moves whole', async () => {
    const [one, two] = [
      await kit.enter('rift-1', { place: 'rift' }),
      await kit.enter('rift-1', { place: 'rift' }),
    ];
    await journeys.moveAll('rift-1', [one.id, two.id], 'drain');
    assert.deepEqual(travellers(), [[one.id, two.id]]);
    assert.equal(hops[0]!.ticket.owner, one.id);
  });

  it('TR17 the list of places says how to get there, what is missing and how many are there', async () => {
    const { here, places, stations } = await journeys.places(mira.lease.accountId, mira.id);
    assert.equal(here, 'haven');
    assert.deepEqual(
      places.map(({ id, reachable }) => [id, reachable]),
      [
        ['haven', 'enter'],
        ['forest', 'portal'],
        ['desert', 'warp'],
        ['far', null],
        ['sanctum', 'portal'],
        ['rift', 'portal'],
        ['arena', 'portal'],
      ],
    );
    assert.deepEqual(places[4], {
      id: 'sanctum',
      name: 'sanctum',
      kind: 'zone',
      text: '',
      population: 7,
      instances: 1,
      missing: [{ kind: 'level', needed: 10, has: 1 }],
      reachable: 'portal',
    });
    assert.deepEqual(stations, [{ id: 'desert-port', name: 'desert-port', place: 'desert', missing: [] }]);
    await refused(journeys.places(newId(), mira.id), 'character_not_found');
  });
});
