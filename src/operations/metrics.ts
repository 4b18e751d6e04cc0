import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface RoomCount {
  roomName: string;
  rooms: number;
  players: number;
}

/** The instances of one place in this process, together. */
export interface InstanceCount {
  place: string;
  instances: number;
  /** Taken, held and reserved. */
  seats: number;
  /** Most seats that they may have. */
  cap: number;
}

/** Things of one kind that this process holds on to for its players; none of them when there are none. */
export interface HeldCount {
  what: string;
  count: number;
}

export interface PoolState {
  total: number;
  idle: number;
  waiting: number;
}

export interface EconomyState {
  at: Date;
  problems: readonly unknown[];
}

/** The process's measurements, in Prometheus' terms. Labels are bounded: never a player, a token or a raw URL. */
export interface Metrics {
  registry: Registry;
  /** route: the pattern ('/api/v1/characters/:characterId'), not the URL. */
  httpRequest(method: string, route: string, status: number, seconds: number): void;
  /** One simulation tick of a room, everything in it included. */
  tick(roomName: string, seconds: number): void;
  /** State frames of one patch to one room. */
  patch(roomName: string, frames: number, bytes: number): void;
  query(seconds: number, failed: boolean): void;
  /** A refused or failed thing in a room, by its error code. */
  roomError(roomName: string, code: string): void;
  /** Something that a player wanted was refused, by its code. */
  refusals(kind: string, count: number): void;
  /** A ticket that was answered by this process as the placer, and how long it waited. */
  placement(outcome: 'placed' | 'refused', seconds: number): void;
  /** Characters who were to go together. outcome: 'moved', or the code of the error that kept them. */
  hop(reason: string, outcome: string): void;
  /** A promise whose rejection nobody handled: a fault in the program. */
  unhandledRejection(): void;
  /** The last audit of the economy, of whatever process; read at every scrape. */
  watchEconomy(read: () => Promise<EconomyState | null>): void;
  /** Read at every scrape. */
  watchRooms(read: () => RoomCount[]): void;
  watchInstances(read: () => InstanceCount[]): void;
  watchHeld(read: () => HeldCount[]): void;
  watchPool(read: () => PoolState): void;
}

const HTTP_BUCKETS_SEC = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A hub has 50 ms per tick, a zone 33 ms: fine steps below, so that even p99.9 says something, coarse ones above. */
const TICK_BUCKETS_SEC = [
  ...[0.0001, 0.00025, 0.0005, 0.00075, 0.001, 0.0015, 0.002, 0.0025, 0.003, 0.004, 0.005, 0.006, 0.007],
  ...[0.008, 0.009, 0.01, 0.012, 0.014, 0.016, 0.018, 0.02, 0.0225, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06],
  ...[0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5],
];
const PLACEMENT_BUCKETS_SEC = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8];
const QUERY_BUCKETS_SEC = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Each call has a registry of its own, so that several servers in one process (tests) do not mix. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Includes the event loop's lag (nodejs_eventloop_lag_*), measured by perf_hooks' monitorEventLoopDelay.
  collectDefaultMetrics({ register: registry });

  const httpSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'HTTP requests and how long they took',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS_SEC,
    registers,
  });
  const tickSeconds = new Histogram({
    name: 'room_tick_seconds',
    help: 'Duration of one simulation tick of one room',
    labelNames: ['room'],
    buckets: TICK_BUCKETS_SEC,
    registers,
  });
  const patchBytes = new Counter({
    name: 'room_patch_bytes_total',
    help: 'Bytes of state patches sent',
    labelNames: ['room'],
    registers,
  });
  const patchFrames = new Counter({
    name: 'room_patch_frames_total',
    help: 'State frames sent, one per client and patch',
    labelNames: ['room'],
    registers,
  });
  const roomErrors = new Counter({
    name: 'room_errors_total',
    help: 'Refused or failed things in rooms, by error code',
    labelNames: ['room', 'code'],
    registers,
  });
  const refusals = new Counter({
    name: 'omega_realm_refusals_total',
    help: 'What players wanted and was refused, by kind; floods of inputs and wrong clocks, too',
    labelNames: ['kind'],
    registers,
  });
  const querySeconds = new Histogram({
    name: 'db_query_seconds',
    help: 'Database queries and how long they took',
    labelNames: ['outcome'],
    buckets: QUERY_BUCKETS_SEC,
    registers,
  });
  const placementSeconds = new Histogram({
    name: 'placement_wait_seconds',
    help: 'From a ticket to its seats, by outcome',
    labelNames: ['outcome'],
    buckets: PLACEMENT_BUCKETS_SEC,
    registers,
  });
  const unhandledRejections = new Counter({
    name: 'process_unhandled_rejections_total',
    help: 'Promise rejections that nobody handled',
    registers,
  });

  const hops = new Counter({
    name: 'travel_hops_total',
    help: 'Groups of characters that went to another instance, or could not',
    labelNames: ['reason', 'outcome'],
    registers,
  });

  return {
    registry,
    httpRequest(method, route, status, seconds) {
      httpSeconds.observe({ method, route, status }, seconds);
    },
    tick(roomName, seconds) {
      tickSeconds.observe({ room: roomName }, seconds);
    },
    patch(roomName, frames, bytes) {
      patchFrames.inc({ room: roomName }, frames);
      patchBytes.inc({ room: roomName }, bytes);
    },
    query(seconds, failed) {
      querySeconds.observe({ outcome: failed ? 'failed' : 'ok' }, seconds);
    },
    roomError(roomName, code) {
      roomErrors.inc({ room: roomName, code });
    },
    refusals(kind, count) {
      refusals.inc({ kind }, count);
    },
    placement(outcome, seconds) {
      placementSeconds.observe({ outcome }, seconds);
    },
    hop(reason, outcome) {
      hops.inc({ reason, outcome });
    },
    unhandledRejection() {
      unhandledRejections.inc();
    },
    watchRooms: countGauges<RoomCount>(registry, 'room', ({ roomName }) => roomName, [
      { name: 'rooms', help: 'Rooms in this process', value: ({ rooms }) => rooms },
      { name: 'players', help: 'Players in the rooms of this process', value: ({ players }) => players },
    ]),
    watchInstances: countGauges<InstanceCount>(registry, 'place', ({ place }) => place, [
      { name: 'instances', help: 'Instances in this process', value: ({ instances }) => instances },
      { name: 'instance_seats', help: 'Seats taken, held and reserved in them', value: ({ seats }) => seats },
      { name: 'instance_seats_cap', help: 'Seats that they may have at most', value: ({ cap }) => cap },
    ]),
    watchHeld: countGauges<HeldCount>(registry, 'what', ({ what }) => what, [
      {
        name: 'held_entries',
        help: 'What this process holds for players: whatever does not go down with them is a leak',
        value: ({ count }) => count,
      },
    ]),
    watchPool: poolGauge(registry),
    watchEconomy: economyGauges(registry),
  };
}

interface CountGauge<T> {
  name: string;
  help: string;
  value(count: T): number;
}

/** Gauges of what is counted by one label. @returns how to tell where the counts are read at every scrape */
function countGauges<T>(
  registry: Registry,
  label: string,
  labelOf: (count: T) => string,
  gauges: CountGauge<T>[],
): (read: () => T[]) => void {
  let read: () => T[] = () => [];
  for (const { name, help, value } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        // What is gone must not stay at its last value.
        this.reset();
        for (const count of read()) this.inc({ [label]: labelOf(count) }, value(count));
      },
    });
  }
  return (reader) => {
    read = reader;
  };
}

function poolGauge(registry: Registry): Metrics['watchPool'] {
  let read: () => PoolState | null = () => null;
  new Gauge({
    name: 'db_pool_connections',
    help: 'Database connections in use and idle, and callers waiting for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const pool = read();
      if (!pool) return;
      this.set({ state: 'active' }, pool.total - pool.idle);
      this.set({ state: 'idle' }, pool.idle);
      this.set({ state: 'waiting' }, pool.waiting);
    },
  });
  return (reader) => {
    read = reader;
  };
}

/** Without a value until the first audit, and while the database is away. */
function economyGauges(registry: Registry): Metrics['watchEconomy'] {
  let read: () => Promise<EconomyState | null> = async () => null;
  const gauge = (name: string, help: string, value: (state: EconomyState) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const state = await read().catch(() => null);
        this.remove();
        if (state) this.set(value(state));
      },
    });
  gauge(
    'economy_audit_problems',
    'Problems that the last audit of the economy found; anything above zero is an alarm',
    ({ problems }) => problems.length,
  );
  gauge(
    'economy_audit_timestamp_seconds',
    'When the economy was audited last, in seconds since 1970',
    ({ at }) => at.getTime() / 1000,
  );
  return (reader) => {
    read = reader;
  };
}
