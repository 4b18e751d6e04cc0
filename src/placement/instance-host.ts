import type { PlaceKind } from '../content/types.ts';
import type { Admission, SeatReservation } from './ticket.ts';

/** One running instance, as its process reports it. */
export interface InstanceReport {
  /** Colyseus' room id. */
  id: string;
  place: string;
  kind: PlaceKind;
  /** Party or character to whom it is private; null: open. */
  owner: string | null;
  /** Milliseconds since 1970. */
  openedAt: number;
  /** Taken, held and reserved seats, together. */
  seats: number;
  /** What most of its players speak. */
  language: string | null;
  /** It takes nobody any more. */
  closing: boolean;
}

export interface ProcessLoad {
  /** Seats in all of its instances. */
  players: number;
  /** 95th percentile of the last ticks. */
  tickMs: number;
  /** How late timers run. */
  lagMs: number;
}

/** What a process tells all others, twice a second and whenever an instance opens or closes. */
export interface ProcessReport {
  processId: string;
  /** Counts the reports of this process: one that arrives late or twice is known by it. */
  sequence: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Build; tickets are placed among processes of one build. */
  version: string;
  region: string;
  draining: boolean;
  load: ProcessLoad;
  instances: InstanceReport[];
}

export interface OpenRequest {
  /** Chosen by the caller: asked twice, it is opened once. */
  instanceId: string;
  place: string;
  owner: string | null;
}

export interface HoldRequest {
  instanceId: string;
  owner: string | null;
  /** Refused when it would stand above this many seats afterwards; the instance's own cap holds in any case. */
  limit: number;
  holdSec: number;
  /** `seatId` becomes the client's session id; a seat that is held already is not held twice. */
  seats: { seatId: string; admission: Admission }[];
}

export type HoldAnswer =
  | { held: true; seatsTaken: number; reservations: SeatReservation[] }
  | { held: false; reason: 'full' | 'closing' | 'gone' | 'private'; seatsTaken: number };

/** A process, as placement uses it: the only place where seats are counted. Every method is idempotent. */
export interface InstanceHost {
  /** Errors: shutting_down, place_not_found. */
  open(request: OpenRequest): Promise<InstanceReport>;
  /** All of the seats or none. */
  hold(request: HoldRequest): Promise<HoldAnswer>;
  /** Gives back seats that nobody has taken yet. */
  release(request: { instanceId: string; seatIds: string[] }): Promise<void>;
  /** Closes it if it is empty. @returns whether it is gone */
  closeEmpty(request: { instanceId: string }): Promise<boolean>;
}
