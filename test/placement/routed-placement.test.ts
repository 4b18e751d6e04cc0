import assert from 'node:assert/strict';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { VirtualHost } from '../../loadtest/simulate-fill/virtual-host.ts';
import { VirtualTime } from '../../loadtest/virtual-time.ts';
import { makeBusHosts, serveHost } from '../../src/placement/bus-hosts.ts';
import { InstanceDirectory } from '../../src/placement/directory.ts';
import type { ProcessReport } from '../../src/placement/instance-host.ts';
import type { Placement } from '../../src/placement/placement.ts';
import { Placer } from '../../src/placement/placer.ts';
import { makePlacement } from '../../src/placement/routed-placement.ts';
import { MemoryNetwork } from '../kit/memory-bus.ts';
import { manyTickets, PLACES, POLICY, START_MS, ticket } from './kit.ts';

interface Process {
  host: VirtualHost;
  placement: Placement;
  /** How many tickets its placer was given. */
  asked(): number;
}

/** Processes p1 (the oldest) to pN, each with its own directory and placer, on one bus. */
async function cluster(size: number) {
  const time = new VirtualTime(START_MS);
  const network = new MemoryNetwork(time);
  const processes: Process[] = [];
  for (let index = 1; index <= size; index += 1) {
    processes.push(startProcess(`p${index}`, time, network));
    await time.advance(10);
  }
  await time.advance(1_000);
  return { time, network, processes };
}

function startProcess(processId: string, time: VirtualTime, network: MemoryNetwork): Process {
  const bus = network.connect(processId);
  const host = new VirtualHost({ processId, policy: POLICY, clock: time, kinds: PLACES });
  serveHost(bus, host);
  const directory = new InstanceDirectory();
  bus.subscribe('reports', (report) => directory.hear(report as ProcessReport, time.now()));
  const report = () => {
    bus.publish('reports', host.report());
    time.schedule(report, 500);
  };
  report();
  const hosts = makeBusHosts(bus);
  let ids = 0;
  const placer = new Placer({
    directory,
    hosts,
    policy: POLICY,
    version: 'v1',
    decisions: { record: () => {} },
    clock: time,
    newId: () => `${processId}-${ids++}`,
  });
  let asked = 0;
  const counted = {
    place(one: Parameters<Placer['place']>[0]) {
      asked += 1;
      return placer.place(one);
    },
  };
  const placement = makePlacement({ bus, directory, placer: counted, hosts, clock: time });
  return { host, placement, asked: () => asked };
}

describe('placement over the bus', () => {
  it('PL40 every process sends its tickets to the oldest, and they end together', async () => {
    const { time, processes } = await cluster(3);
    const placed = await time.until(
      Promise.all(manyTickets(30).map((one, index) => processes[index % 3]!.placement.place(one))),
    );
    assert.equal(new Set(placed.map(({ instanceId }) => instanceId)).size, 1);
    assert.deepEqual(
      processes.map(({ asked }) => asked()),
      [30, 0, 0],
    );
  });

  it('PL41 when the oldest drains, the next one places', async () => {
    const { time, processes } = await cluster(3);
    processes[0]!.host.draining = true;
    await time.advance(1_000);
    await time.until(processes[2]!.placement.place(ticket()));
    assert.deepEqual(
      processes.map(({ asked }) => asked()),
      [0, 1, 0],
    );
  });

  it('PL42 when the oldest dies, tickets under way are placed by the next within 4 s', async () => {
    const { time, network, processes } = await cluster(3);
    network.kill('p1');
    const start = time.now();
    const placed = await time.until(processes[1]!.placement.place(ticket()));
    assert.notEqual(placed.seats[0]!.processId, 'p1');
    assert.ok(time.now() - start < 4_000, `${time.now() - start} ms`);
  });

  it('PL42 a leader that is busy is asked again until the deadline, and keeps the ticket', async () => {
    const { time, network, processes } = await cluster(1);
    const end = time.now() + 6_000;
    network.fate = ({ type, name }) =>
      type === 'answer' && name === 'placement.place' && time.now() < end ? [] : [1];
    const placed = await time.until(processes[0]!.placement.place(ticket()));
    assert.ok(time.now() >= end);
    assert.equal(placed.seats.length, 1);
  });

  it('PL43 a lost answer is asked for again and not placed twice', async () => {
    const { time, network, processes } = await cluster(2);
    let lost = 0;
    network.fate = ({ type, name }) => {
      if (type !== 'answer' || name !== 'placement.place' || lost > 0) return [1];
      lost += 1;
      return [];
    };
    const placed = await time.until(processes[1]!.placement.place(ticket()));
    const host = processes.find(({ host }) => host.processId === placed.seats[0]!.processId)!.host;
    assert.equal(host.seats(placed.instanceId), 1);
    assert.equal(lost, 1);
  });

  it('PL43 doubled messages hold nothing twice', async () => {
    const { time, network, processes } = await cluster(2);
    network.fate = () => [1, 7];
    const placed = await time.until(
      Promise.all(manyTickets(20).map((one) => processes[1]!.placement.place(one))),
    );
    const total = processes.reduce((sum, { host }) => {
      return sum + [...host.instances.keys()].reduce((seats, id) => seats + host.seats(id), 0);
    }, 0);
    assert.equal(placed.length, 20);
    assert.equal(total, 20);
  });

  it('PL44 cut off from all others, a process places on itself', async () => {
    const { time, network, processes } = await cluster(3);
    network.fate = ({ from, to }) => (from === to ? [1] : []);
    await time.advance(3_000);
    const placed = await time.until(processes[2]!.placement.place(ticket()));
    assert.equal(placed.seats[0]!.processId, 'p3');
  });

  it('PL44 two that take themselves for the placer fill nothing beyond the target', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = seededRandom(seed);
    const { time, network, processes } = await cluster(3);
    // p2 does not hear of p1, and so leads itself.
    network.fate = ({ from, to, type }) =>
      from === 'p1' && to === 'p2' && type === 'topic' ? [] : [1 + 5 * random()];
    await time.advance(3_000);
    const placing = manyTickets(300).map(async (one, index) => {
      await time.sleep(200 * random());
      return processes[index % 2]!.placement.place(one);
    });
    const placed = await time.until(Promise.all(placing));
    assert.equal(placed.length, 300);
    for (const { host } of processes) {
      for (const id of host.instances.keys())
        assert.ok(host.seats(id) <= 80, `seed ${seed}: ${host.seats(id)}`);
    }
    assert.deepEqual(
      processes.map(({ asked }) => asked()),
      [150, 150, 0],
    );
  });

  it('PL45 seats that are not wanted are given back; releasing never fails', async () => {
    const { time, network, processes } = await cluster(2);
    const placed = await time.until(processes[1]!.placement.place(ticket()));
    const { host } = processes.find((process) => process.host.processId === placed.seats[0]!.processId)!;
    assert.equal(host.seats(placed.instanceId), 1);
    await time.until(processes[1]!.placement.release(placed));
    assert.equal(host.seats(placed.instanceId), 0);
    network.fate = () => [];
    await time.until(processes[1]!.placement.release(placed));
  });

  it('PL46 when nobody answers the ticket is refused after 8.5 s', async () => {
    const { time, network, processes } = await cluster(2);
    network.fate = () => [];
    const start = time.now();
    await assert.rejects(time.until(processes[1]!.placement.place(ticket())), { code: 'unavailable' });
    assert.ok(time.now() - start <= 8_500, `${time.now() - start} ms`);
  });

  it('PL46 a refusal comes back as it is', async () => {
    const { time, processes } = await cluster(2);
    const party = ticket({ place: 'pit', partyId: 'p', partySize: 5 });
    await assert.rejects(time.until(processes[1]!.placement.place(party)), { code: 'party_too_large' });
    const unknown = ticket({ place: 'nowhere' });
    await assert.rejects(time.until(processes[1]!.placement.place(unknown)), { code: 'place_not_found' });
    await time.until(processes[1]!.placement.place(ticket()));
  });
});
