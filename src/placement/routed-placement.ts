import type { Bus } from '../cluster/bus.ts';
import { GameError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { InstanceDirectory } from './directory.ts';
import type { InstanceHost } from './instance-host.ts';
import type { Placement } from './placement.ts';
import { PLACE_DEADLINE_MS } from './placer.ts';
import type { Placed, Ticket } from './ticket.ts';

const PLACE = 'placement.place';
/** Who does not answer within this may be dead. */
const ANSWER_MS = 1_500;
/** The placer's own refusal at its deadline must still arrive. */
const ANSWER_TRAVELS_MS = 500;
/** Between attempts when nobody can be asked. */
const PAUSE_MS = 100;

export interface RoutedPlacementOptions {
  bus: Bus;
  directory: InstanceDirectory;
  /** Of this process, for when it is the placer of the realm. */
  placer: { place(ticket: Ticket): Promise<Placed> };
  hosts: (processId: string) => InstanceHost;
  clock: Clock;
}

/**
 * Placement for the whole realm: every ticket goes to the one process that places, which is the oldest that does not
 * drain. Two that take themselves for it do no harm, since seats are counted where they are.
 */
export function makePlacement(options: RoutedPlacementOptions): Placement {
  const { bus, placer, hosts } = options;
  bus.handle(PLACE, (ticket) => placer.place(ticket as Ticket));

  return {
    place: (ticket) => askLeaders(options, ticket),
    async release({ instanceId, seats }) {
      const processId = seats[0]?.processId;
      if (processId === undefined) return;
      const seatIds = seats.map(({ sessionId }) => sessionId);
      await hosts(processId)
        .release({ instanceId, seatIds })
        .catch(() => undefined);
    },
  };
}

/** A leader that is silent while it lives is busy: it is asked again, and the ticket keeps its place in the queue there. */
async function askLeaders(options: RoutedPlacementOptions, ticket: Ticket): Promise<Placed> {
  const { bus, directory, clock } = options;
  const end = clock.now() + PLACE_DEADLINE_MS + ANSWER_TRAVELS_MS;
  const draining = new Set<string>();
  let last = new GameError('unavailable');
  while (clock.now() < end) {
    const leader = directory.leader(clock.now(), draining);
    if (leader === null) {
      if (draining.size > 0) throw last;
      await pause(clock);
      continue;
    }
    try {
      const timeoutMs = Math.min(ANSWER_MS, end - clock.now());
      return (await bus.request(leader, PLACE, ticket, timeoutMs)) as Placed;
    } catch (error) {
      if (!(error instanceof GameError)) throw error;
      last = error;
      if (error.code === 'shutting_down') draining.add(leader);
      else if (error.code !== 'unavailable') throw error;
      else await pause(clock);
    }
  }
  throw last;
}

function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => clock.schedule(resolve, PAUSE_MS));
}
