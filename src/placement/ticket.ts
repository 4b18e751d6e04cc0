import type { PlaceKind } from '../content/types.ts';

/** What the server itself puts on a seat when it admits a client; clients cannot influence it. */
export interface Admission {
  accountId: string;
  /** The login session. Not called `sessionId`: Colyseus would take that for the id of the seat. */
  loginSessionId: string;
  characterId: string;
  /** Of a traveller: the lease that moved ahead of it, and the only one that this seat admits. Null: the seat takes the lease. */
  fence: number | null;
  /** BCP 47, as the client gave it. */
  language: string | null;
}

export type PlacementReason = 'join' | 'travel' | 'consolidation' | 'drain';

/** A request to be placed: one character, or several that are placed together or not at all. */
export interface Ticket {
  /** A ticket that is sent twice is placed once. */
  id: string;
  place: string;
  kind: PlaceKind;
  members: readonly Admission[];
  partyId: string | null;
  /** Everybody in the party, also those that are not in this ticket; 1 without a party. */
  partySize: number;
  /** Whose private instance is wanted: the party's id, or else the character's. Null in places that are not private. */
  owner: string | null;
  /** Instances in which somebody is that matters, by id. */
  near: {
    /** One entry a member who is there. */
    party: readonly string[];
    /** One entry a friend: an instance with three friends stands here three times. */
    friends: readonly string[];
    guild: readonly string[];
    /** Where somebody is with whom a member and that one do not want to meet. */
    blocked: readonly string[];
  };
  language: string | null;
  /** The only region that will do; null: any. */
  region: string | null;
  /** Region → measured round trip, milliseconds. */
  rttMs: Readonly<Record<string, number>>;
  /** Somebody who was in the place moments ago, and may fill up to the soft cap. */
  isReturning: boolean;
  /** Instances that will not do: the one that is left. */
  exclude: readonly string[];
  reason: PlacementReason;
}

/** A seat, in the form in which the Colyseus SDK consumes it. */
export interface SeatReservation {
  name: string;
  roomId: string;
  sessionId: string;
  processId: string;
  publicAddress?: string;
}

/** The seats of a ticket, in the order of its members. */
export interface Placed {
  instanceId: string;
  seats: SeatReservation[];
}
