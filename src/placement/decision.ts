import type { ErrorCode } from '../errors.ts';
import type { PlacementReason } from './ticket.ts';

/** Why an instance was not considered. */
export type Exclusion =
  | 'version'
  | 'region'
  | 'draining'
  /** Its process did not answer a moment ago. */
  | 'silent'
  | 'closing'
  | 'blocked'
  | 'excluded'
  | 'private'
  | 'full';

export interface Candidate {
  instanceId: string;
  processId: string;
  /** Seats as known at that moment, with what this batch had already promised. */
  seats: number;
  /** Seats up to which this ticket may fill it. */
  limit: number;
  /** Null: considered. */
  excluded: Exclusion | null;
  score: number;
  /** Weighted parts of the score. */
  parts: { party: number; friends: number; guild: number; fill: number; language: number; rtt: number };
}

export interface Decision {
  id: string;
  ticketId: string;
  at: Date;
  place: string;
  characterIds: string[];
  partyId: string | null;
  reason: PlacementReason;
  /** Highest score first, the excluded ones last; at most 20. */
  candidates: Candidate[];
  outcome: { type: 'placed'; instanceId: string; opened: boolean } | { type: 'refused'; code: ErrorCode };
  /** How many times an instance answered differently than the directory said. */
  retries: number;
  waitedMs: number;
}

/** Keeps decisions so that an operator can ask "why here?". */
export interface DecisionLog {
  /** Never rejects and never waits: placement does not depend on it. */
  record(decision: Decision): void;
  /** Newest first, at most `limit`. */
  byCharacter(characterId: string, limit: number): Promise<Decision[]>;
  byInstance(instanceId: string, limit: number): Promise<Decision[]>;
}
