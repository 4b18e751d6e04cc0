import { isAlive } from '../src/game/actor.ts';
import { progressOf } from '../src/game/progression.ts';
import type { Resident } from '../src/placement/departures.ts';
import type { Occupant } from './occupant.ts';
import type { Seating } from './seating.ts';
import type { Trades } from './trades.ts';

/** A character in a room, as travel sees it. */
export function residentOf(occupant: Occupant, seating: Seating, trades: Pick<Trades, 'holds'>): Resident {
  const { connection, language, player } = occupant;
  const { accountId, characterId, fence, sessionId: loginSessionId } = connection;
  return {
    fence,
    traveller: () => ({
      characterId,
      accountId,
      loginSessionId,
      fence,
      language,
      ...player.body,
      ...progressOf(player),
    }),
    refusal: () => {
      if (!occupant.isAdmitted) return 'travel_in_progress';
      return !isAlive(player) || trades.holds(player.id) ? 'travel_refused' : null;
    },
    freeze: () => seating.freeze(occupant),
    thaw: () => seating.thaw(occupant),
    leave: (news) => seating.sendOff(occupant, news),
    dismiss: (code) => seating.dismiss(occupant, code),
  };
}
