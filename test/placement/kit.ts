import { VirtualRealm, type VirtualRealmOptions } from '../../loadtest/simulate-fill/virtual-realm.ts';
import { VirtualTime } from '../../loadtest/virtual-time.ts';
import type { PlaceKind, PlacementPolicy } from '../../src/content/types.ts';
import type { KnownInstance } from '../../src/placement/directory.ts';
import type { InstanceReport, ProcessReport } from '../../src/placement/instance-host.ts';
import type { Admission, Ticket } from '../../src/placement/ticket.ts';

export const START_MS = 1_800_000_000_000;

const zone = {
  cap: 100,
  target: 0.8,
  softCap: 0.95,
  warmAbove: 0.75,
  seatHoldSec: 15,
  reconnectHoldSec: 60,
  consolidateBelow: 0.25,
  consolidateAfterSec: 300,
};
const small = { ...zone, target: 1, softCap: 1, warmAbove: null, consolidateBelow: null };

/** The numbers of the design. */
export const POLICY: PlacementPolicy = {
  kinds: {
    hub: { ...zone, cap: 500 },
    zone,
    rift: { ...small, cap: 5, seatHoldSec: 30, reconnectHoldSec: 300 },
    arena: { ...small, cap: 4, seatHoldSec: 20 },
  },
  weights: { party: 4, friends: 2, guild: 1.5, fill: 1, language: 0.5, rtt: 0.5 },
  batchMs: 5,
  closeEmptyAfterSec: 60,
  offerSec: 30,
};

export const PLACES: Record<string, PlaceKind> = {
  haven: 'hub',
  forest: 'zone',
  desert: 'zone',
  mountain: 'zone',
  volcano: 'zone',
  burrow: 'rift',
  pit: 'arena',
};

export function member(characterId: string): Admission {
  return {
    accountId: `a-${characterId}`,
    loginSessionId: `s-${characterId}`,
    characterId,
    fence: null,
    language: null,
  };
}

let tickets = 0;

/** A single character's ticket into the forest, unless said otherwise. */
export function ticket(changes: Partial<Ticket> = {}): Ticket {
  tickets += 1;
  const place = changes.place ?? 'forest';
  return {
    id: `t${tickets}`,
    place,
    kind: PLACES[place] ?? 'zone',
    members: [member(`c${tickets}`)],
    partyId: null,
    partySize: 1,
    owner: null,
    near: { party: [], friends: [], guild: [], blocked: [] },
    language: null,
    region: null,
    rttMs: {},
    isReturning: false,
    exclude: [],
    reason: 'join',
    ...changes,
  };
}

export function manyTickets(count: number, changes: Partial<Ticket> = {}): Ticket[] {
  return Array.from({ length: count }, () => ticket(changes));
}

export function near(changes: Partial<Ticket['near']>): Ticket['near'] {
  return { party: [], friends: [], guild: [], blocked: [], ...changes };
}

export function instanceReport(id: string, changes: Partial<InstanceReport> = {}): InstanceReport {
  return {
    id,
    place: 'forest',
    kind: 'zone',
    owner: null,
    openedAt: START_MS,
    seats: 0,
    language: null,
    closing: false,
    ...changes,
  };
}

export function processReport(processId: string, changes: Partial<ProcessReport> = {}): ProcessReport {
  return {
    processId,
    sequence: 1,
    startedAt: START_MS,
    version: 'v1',
    region: 'eu',
    draining: false,
    load: { players: 0, tickMs: 0, lagMs: 0 },
    instances: [],
    ...changes,
  };
}

export function known(
  id: string,
  changes: Partial<InstanceReport> = {},
  process: Partial<ProcessReport> = {},
): KnownInstance {
  return { ...instanceReport(id, changes), process: processReport('p1', process) };
}

/** Three virtual processes, 1 ms apart. */
export function virtualRealm(changes: Partial<VirtualRealmOptions> = {}): {
  time: VirtualTime;
  realm: VirtualRealm;
} {
  const time = changes.time ?? new VirtualTime(START_MS);
  const realm = new VirtualRealm({
    time,
    policy: POLICY,
    places: PLACES,
    processes: 3,
    latencyMs: () => 1,
    ...changes,
  });
  return { time, realm };
}
