import type { PlaceKind, PlacementPolicy } from '../../src/content/types.ts';
import { VirtualTime } from '../virtual-time.ts';
import type { Arrival } from './arrivals.ts';
import { Population, type PopulationCounts } from './population.ts';
import { VirtualRealm } from './virtual-realm.ts';

const START_MS = Date.UTC(2030, 0, 1);
const SAMPLE_EVERY_MS = 30_000;
/** Who came in the last moment gets a place, too. */
const LAST_PLACED_WITHIN_MS = 5_000;

export interface SimulationOptions {
  arrivals: readonly Arrival[];
  policy: PlacementPolicy;
  /** Place → its kind. */
  places: Readonly<Record<string, PlaceKind>>;
  processes: number;
  hours: number;
  random: () => number;
}

/** How the realm stood at one moment. */
export interface Sample {
  atMs: number;
  players: number;
  instances: number;
  /** Seats ÷ cap of every instance but the newest of each place. */
  fullness: number[];
}

export interface SimulationResult extends PopulationCounts {
  samples: Sample[];
  opened: number;
  /** Fullest that any instance ever was, seats ÷ cap. */
  fullest: number;
  /** Work of the machine, not of the simulated one. */
  cpuMs: number;
}

/** Lets the arrivals come to a realm in virtual time; looks at it every half minute. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { arrivals, policy, places, processes, hours, random } = options;
  const time = new VirtualTime(START_MS);
  const people = new Population(time, places, policy.offerSec);
  const realm: VirtualRealm = new VirtualRealm({
    time,
    policy,
    places,
    processes,
    latencyMs: () => 1 + 3 * random(),
    consolidate: (instance) => void people.consolidate(instance, realm),
  });
  for (const arrival of arrivals) time.schedule(() => void people.arrive(arrival, realm), arrival.atMs);

  const cpuBefore = process.cpuUsage();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  let fullest = 0;
  for (let atMs = 0; atMs < hours * 3_600_000; atMs += SAMPLE_EVERY_MS) {
    await time.advance(SAMPLE_EVERY_MS);
    for (const host of realm.hosts) for (const id of host.instances.keys()) seen.add(id);
    const sample = look(realm, policy, atMs + SAMPLE_EVERY_MS, people.size);
    fullest = Math.max(fullest, sample.fullest);
    samples.push(sample);
  }
  await time.advance(LAST_PLACED_WITHIN_MS);
  realm.stop();
  const cpu = process.cpuUsage(cpuBefore);
  return {
    ...people.counts,
    samples,
    opened: seen.size,
    fullest,
    cpuMs: (cpu.user + cpu.system) / 1000,
  };
}

function look(
  realm: VirtualRealm,
  policy: PlacementPolicy,
  atMs: number,
  players: number,
): Sample & { fullest: number } {
  const instances = realm.hosts.flatMap((host) =>
    [...host.instances.values()].map(({ id, place, kind, openedAt }) => ({
      place,
      openedAt,
      fullness: host.seats(id) / policy.kinds[kind].cap,
    })),
  );
  const older = [...Map.groupBy(instances, ({ place }) => place).values()].flatMap((ofPlace) =>
    ofPlace.sort(newestLast).slice(0, -1),
  );
  return {
    atMs,
    players,
    instances: instances.length,
    fullness: older.map(({ fullness }) => fullness),
    fullest: Math.max(0, ...instances.map(({ fullness }) => fullness)),
  };
}

/** A burst opens several within milliseconds, and fills them one after the other: of these the emptiest is the newest. */
function newestLast(
  a: { openedAt: number; fullness: number },
  b: { openedAt: number; fullness: number },
): number {
  const second = ({ openedAt }: { openedAt: number }) => Math.floor(openedAt / 1000);
  return second(a) - second(b) || b.fullness - a.fullness;
}
