import assert from 'node:assert/strict';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import type { VirtualRealm } from '../../loadtest/simulate-fill/virtual-realm.ts';
import type { VirtualTime } from '../../loadtest/virtual-time.ts';
import { GameError } from '../../src/errors.ts';
import type { InstanceHost } from '../../src/placement/instance-host.ts';
import { Placer } from '../../src/placement/placer.ts';
import type { Placed, Ticket } from '../../src/placement/ticket.ts';
import { manyTickets, member, near, POLICY, START_MS, ticket, virtualRealm } from './kit.ts';

const instanceIds = (placed: Placed[]) => new Set(placed.map(({ instanceId }) => instanceId));

function seatsByInstance(realm: VirtualRealm, place: string): number[] {
  return realm.hosts
    .flatMap((host) => [...host.instances.values()].map((instance) => ({ host, instance })))
    .filter(({ instance }) => instance.place === place)
    .map(({ host, instance }) => host.seats(instance.id))
    .sort((a, b) => b - a);
}

function placeAll(time: VirtualTime, realm: VirtualRealm, tickets: Ticket[]): Promise<Placed[]> {
  return time.until(Promise.all(tickets.map((one) => realm.placer.place(one))));
}

describe('placer', () => {
  it('PL10 opens what is needed at once, each filled to the target', async () => {
    const { time, realm } = virtualRealm();
    const placed = await placeAll(time, realm, manyTickets(200));
    assert.deepEqual(seatsByInstance(realm, 'forest'), [80, 80, 40]);
    assert.equal(instanceIds(placed).size, 3);
    assert.deepEqual(
      realm.hosts.map((host) => host.instances.size),
      [1, 1, 1],
    );
    assert.ok(time.now() - START_MS < 50, `${time.now() - START_MS} ms`);
  });

  it('PL11 oldest first: whoever asked later gets what is left', async () => {
    const { time, realm } = virtualRealm();
    const placed = await placeAll(time, realm, manyTickets(90));
    assert.equal(instanceIds(placed.slice(0, 80)).size, 1);
    assert.equal(instanceIds(placed.slice(80)).size, 1);
    assert.notEqual(placed[0]!.instanceId, placed[80]!.instanceId);
  });

  it('PL12 all seats of a party or none, in the order of its members', async () => {
    const { time, realm } = virtualRealm();
    await placeAll(time, realm, manyTickets(78));
    const members = ['a', 'b', 'c'].map(member);
    const [placed] = await placeAll(time, realm, [ticket({ members, partyId: 'party', partySize: 3 })]);
    assert.deepEqual(seatsByInstance(realm, 'forest'), [78, 3]);
    const host = realm.host(placed!.seats[0]!.processId);
    const seats = host.instances.get(placed!.instanceId)!.seatsById;
    assert.deepEqual(
      placed!.seats.map(({ sessionId }) => seats.get(sessionId)!.characterId),
      ['a', 'b', 'c'],
    );
  });

  it('PL13 members who join one by one end up together, and nobody takes their seats', async () => {
    const { time, realm } = virtualRealm();
    await placeAll(time, realm, manyTickets(74));
    const party = { partyId: 'party', partySize: 5 };
    const first = await placeAll(time, realm, [ticket(party)]);
    await placeAll(time, realm, manyTickets(10));
    const rest = await placeAll(time, realm, manyTickets(4, party));
    assert.equal(instanceIds([...first, ...rest]).size, 1);
    assert.deepEqual(seatsByInstance(realm, 'forest'), [80, 9]);
  });

  it('PL13 after 15 s the seats of those who did not come are anybody’s', async () => {
    const { time, realm } = virtualRealm();
    await placeAll(time, realm, manyTickets(74));
    await placeAll(time, realm, [ticket({ partyId: 'party', partySize: 5 })]);
    for (const host of realm.hosts) {
      for (const { id, seatsById } of host.instances.values())
        for (const seat of seatsById.keys()) host.take(id, seat);
    }
    await time.advance(16_000);
    await placeAll(time, realm, manyTickets(5));
    assert.deepEqual(seatsByInstance(realm, 'forest'), [80]);
  });

  it('PL14 a ticket that is sent twice is placed once', async () => {
    const { time, realm } = virtualRealm();
    const one = ticket();
    const [a, b] = await placeAll(time, realm, [one, one]);
    const [c] = await placeAll(time, realm, [one]);
    assert.deepEqual(a, b);
    assert.deepEqual(a, c);
    assert.deepEqual(seatsByInstance(realm, 'forest'), [1]);
  });

  it('PL15 a directory that lags is corrected by the answer, and the ticket tried again', async () => {
    const { time, realm } = virtualRealm();
    const [first] = await placeAll(time, realm, [ticket()]);
    const host = realm.host(first!.seats[0]!.processId);
    await host.hold({
      instanceId: first!.instanceId,
      owner: null,
      limit: 100,
      holdSec: 15,
      seats: Array.from({ length: 79 }, (_, index) => ({
        seatId: `x${index}`,
        admission: member(`x${index}`),
      })),
    });
    const [placed] = await placeAll(time, realm, [ticket()]);
    assert.notEqual(placed!.instanceId, first!.instanceId);
    assert.equal(realm.decisions.at(-1)!.retries, 1);
  });

  it('PL16 a party larger than the place is refused, and alone', async () => {
    const { time, realm } = virtualRealm();
    const party = ticket({ place: 'pit', partyId: 'party', partySize: 5 });
    const refused = assert.rejects(realm.placer.place(party), { code: 'party_too_large' });
    await placeAll(time, realm, [ticket({ place: 'pit' })]);
    await refused;
    assert.deepEqual(realm.decisions.map(({ outcome }) => outcome.type).sort(), ['placed', 'refused']);
  });

  it('PL17 a private instance takes its owner alone, and is opened once', async () => {
    const { time, realm } = virtualRealm();
    const own = { place: 'burrow', owner: 'party', partyId: 'party', partySize: 5 };
    const mine = await placeAll(time, realm, manyTickets(5, own));
    const theirs = await placeAll(time, realm, [ticket({ place: 'burrow', owner: 'other' })]);
    assert.equal(instanceIds(mine).size, 1);
    assert.notEqual(theirs[0]!.instanceId, mine[0]!.instanceId);
    await assert.rejects(time.until(realm.placer.place(ticket(own))), { code: 'place_full' });
  });

  it('PL18 when all drain nobody is placed', async () => {
    const { time, realm } = virtualRealm();
    for (const host of realm.hosts) host.draining = true;
    await time.advance(500);
    await assert.rejects(time.until(realm.placer.place(ticket())), { code: 'shutting_down' });
  });

  it('PL18 a process that began to drain unheard sends the ticket elsewhere', async () => {
    const { time, realm } = virtualRealm();
    realm.hosts[0]!.draining = true;
    const placed = await placeAll(time, realm, manyTickets(3));
    assert.equal(instanceIds(placed).size, 1);
    assert.notEqual(placed[0]!.seats[0]!.processId, 'p1');
  });

  it('PL19 a host that does not answer costs time, not the ticket; what it held is released', async () => {
    const { time, placer, asked } = stubbornRealm({ p1: 'hangs', p2: 'answers' });
    const placed = await time.until(placer.place(ticket()));
    assert.equal(placed.seats[0]!.processId, 'p2');
    assert.ok(time.now() - START_MS < 3_000, `${time.now() - START_MS} ms`);
    assert.deepEqual(asked('p1'), ['open', 'hold', 'release']);
  });

  it('PL19 when no host answers, the ticket is refused in time and no later one suffers', async () => {
    const { time, placer, heal } = stubbornRealm({ p1: 'hangs', p2: 'hangs' });
    const start = time.now();
    await assert.rejects(time.until(placer.place(ticket())), { code: 'unavailable' });
    assert.ok(time.now() - start <= 12_000, `${time.now() - start} ms`);
    heal();
    await time.advance(4_000);
    await time.until(placer.place(ticket()));
  });

  it('PL19 a party whose process is silent for a moment is waited for, not torn apart', async () => {
    const { time, placer, hang, heal } = stubbornRealm({ p1: 'answers', p2: 'answers' });
    const party = { partyId: 'party', partySize: 3 };
    const first = await time.until(placer.place(ticket(party)));
    hang(first.seats[0]!.processId);
    const second = placer.place(ticket(party));
    await time.advance(2_500);
    heal();
    const third = placer.place(ticket(party));
    const placed = await time.until(Promise.all([second, third]));
    assert.deepEqual([...instanceIds(placed)], [first.instanceId]);
  });

  it('PL7 a region in which there is no process is refused at once', async () => {
    const { time, realm } = virtualRealm();
    await assert.rejects(time.until(realm.placer.place(ticket({ region: 'moon' }))), { code: 'unavailable' });
    assert.ok(time.now() - START_MS < 50);
  });

  it('PL20 a ticket with which a host fails does not take others down', async () => {
    const { time, placer } = stubbornRealm({ p1: 'answers', p2: 'answers' }, 'poison');
    const good = manyTickets(10);
    const bad = ticket({ members: [member('poison')] });
    const results = await time.until(
      Promise.allSettled([...good.slice(0, 5), bad, ...good.slice(5)].map((one) => placer.place(one))),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 10);
    const failed = results.find((result) => result.status === 'rejected');
    assert.equal(failed!.reason.code, 'unavailable');
  });

  it('PL20 a ticket of another form is refused alone', async () => {
    const { time, realm } = virtualRealm();
    await placeAll(time, realm, [ticket()]);
    const strange = assert.rejects(realm.placer.place({ ...ticket(), near: undefined as never }), {
      code: 'internal',
    });
    await placeAll(time, realm, manyTickets(3));
    await strange;
  });

  it('PL21 each decision tells its candidates, what was seen of them, and how it ended', async () => {
    const { time, realm } = virtualRealm();
    const [first] = await placeAll(time, realm, manyTickets(80));
    const blocked = ticket({ near: near({ blocked: [first!.instanceId] }), partyId: null });
    const [placed] = await placeAll(time, realm, [blocked]);
    const decision = realm.decisions.at(-1)!;
    assert.equal(decision.ticketId, blocked.id);
    assert.deepEqual(decision.characterIds, [blocked.members[0]!.characterId]);
    assert.deepEqual(decision.outcome, { type: 'placed', instanceId: placed!.instanceId, opened: true });
    assert.deepEqual(
      decision.candidates.map(({ instanceId, seats, limit, excluded }) => ({
        instanceId,
        seats,
        limit,
        excluded,
      })),
      [{ instanceId: first!.instanceId, seats: 80, limit: 80, excluded: 'blocked' }],
    );
  });

  it('PL22 1,000 at once into four zones over three processes: none over target, under 1 ms of work each', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = seededRandom(seed);
    const { time, realm } = virtualRealm({ latencyMs: () => 1 + 3 * random() });
    const places = ['forest', 'desert', 'mountain', 'volcano'];
    const tickets = Array.from({ length: 1_000 }, () => ticket({ place: places[Math.floor(4 * random())]! }));
    const start = performance.now();
    const placed = await placeAll(time, realm, tickets);
    const eachMs = (performance.now() - start) / tickets.length;
    assert.equal(placed.length, 1_000);
    for (const place of places) {
      const seats = seatsByInstance(realm, place);
      assert.ok(
        seats.slice(0, -1).every((count) => count === 80),
        `seed ${seed}: ${place} ${seats}`,
      );
    }
    assert.ok(eachMs < 1, `${eachMs} ms each`);
    console.log(`        ${(eachMs * 1000).toFixed(0)} µs a decision`);
  });

  it('PL23 800 at once into 4-seat places with 1–4 ms latency: all placed, 99 % of them full', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = seededRandom(seed);
    const { time, realm } = virtualRealm({ latencyMs: () => 1 + 3 * random() });
    const pending: Promise<Placed>[] = [];
    for (let index = 0; index < 800; index += 1) {
      time.schedule(() => pending.push(realm.placer.place(ticket({ place: 'pit' }))), 50 * random());
    }
    await time.advance(51);
    const placed = await time.until(Promise.all(pending));
    const seats = seatsByInstance(realm, 'pit');
    assert.equal(placed.length, 800);
    assert.ok(seats.filter((count) => count === 4).length / seats.length >= 0.99, `seed ${seed}: ${seats}`);
  });
});

/** Processes that answer, or hang after they did what they were asked for; a hold with the poisonous character throws. */
function stubbornRealm(manners: Record<string, 'answers' | 'hangs'>, poison?: string) {
  const { time, realm } = virtualRealm({ processes: 2 });
  const calls: { processId: string; method: string }[] = [];
  const behave = { ...manners };
  const hosts = (processId: string): InstanceHost => {
    const host = realm.host(processId);
    const through = async <T>(method: string, work: Promise<T>): Promise<T> => {
      calls.push({ processId, method });
      const answer = await work;
      if (behave[processId] === 'hangs' && method === 'hold') return new Promise<T>(() => {});
      return answer;
    };
    return {
      open: (request) => through('open', host.open(request)),
      hold: (request) =>
        through(
          'hold',
          request.seats.some(({ admission }) => admission.characterId === poison)
            ? Promise.reject(new GameError('internal'))
            : host.hold(request),
        ),
      release: (request) => through('release', host.release(request)),
      closeEmpty: (request) => through('closeEmpty', host.closeEmpty(request)),
    };
  };
  let ids = 0;
  const placer = new Placer({
    directory: realm.directory,
    hosts,
    policy: POLICY,
    version: 'v1',
    decisions: { record: () => {} },
    clock: time,
    newId: () => `n${ids++}`,
  });
  return {
    time,
    placer,
    asked: (processId: string) =>
      calls.filter((call) => call.processId === processId).map(({ method }) => method),
    hang: (processId: string) => {
      behave[processId] = 'hangs';
    },
    heal: () => {
      for (const processId of Object.keys(behave)) behave[processId] = 'answers';
    },
  };
}
