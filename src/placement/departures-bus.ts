import type { Bus } from '../cluster/bus.ts';
import { GameError } from '../errors.ts';
import type { Departure, Departures, Traveller } from './travel.ts';

/** Answers for the departures of this process's instances. */
export function serveDepartures(bus: Pick<Bus, 'handle'>, departures: Departures): void {
  bus.handle('travel.prepare', (departure) => departures.prepare(departure as Departure));
  bus.handle('travel.commit', async (departure) => {
    await departures.commit(departure as Parameters<Departures['commit']>[0]);
    return null;
  });
  bus.handle('travel.abort', async (departure) => {
    await departures.abort(departure as Departure);
    return null;
  });
}

/**
 * The departures of every process.
 * @param processOf where an instance runs; null: nowhere
 */
export function makeBusDepartures(
  bus: Pick<Bus, 'request'>,
  processOf: (instanceId: string) => string | null,
): Departures {
  async function tell(method: string, departure: Departure): Promise<void> {
    const processId = processOf(departure.instance);
    if (processId !== null) await bus.request(processId, method, departure);
  }
  return {
    async prepare(departure) {
      const processId = processOf(departure.instance);
      if (processId === null) throw new GameError('character_not_in_world');
      return (await bus.request(processId, 'travel.prepare', departure)) as Traveller;
    },
    commit: (departure) => tell('travel.commit', departure),
    abort: (departure) => tell('travel.abort', departure),
  };
}
