import type { Resident } from '../src/placement/departures.ts';
import type { Occupant } from './occupant.ts';
import type { Seating } from './seating.ts';

/** A character in a room, as travel sees it. */
export function residentOf(occupant: Occupant, seating: Seating): Resident {
  const { connection, language, player } = occupant;
  const { accountId, characterId, fence, sessionId: loginSessionId } = connection;
  return {
    fence,
    traveller: () => ({ characterId, accountId, loginSessionId, fence, language, ...player.body }),
    // Nothing else holds anybody here yet: there is neither combat nor direct trade.
    refusal: () => (occupant.isAdmitted ? null : 'travel_in_progress'),
    freeze: () => seating.freeze(occupant),
    thaw: () => seating.thaw(occupant),
    leave: (news) => seating.sendOff(occupant, news),
    dismiss: (code) => seating.dismiss(occupant, code),
  };
}
