import type { CharacterStore } from '../characters/character-store.ts';
import { type ErrorCode, GameError } from '../errors.ts';
import type { Clock } from './clock.ts';
import {
  type Departure,
  type Departures,
  PREPARED_FOR_MS,
  type Traveller,
  type TravelNews,
} from './travel.ts';

/** A character in one of this process's instances, as those see it who take it out. */
export interface Resident {
  readonly fence: number;
  traveller(): Traveller;
  /** Why it cannot leave right now; null: it can. */
  refusal(): ErrorCode | null;
  /** From now on it stands still and does nothing; a save that is refused is no reason to end it, since its lease may have moved. */
  freeze(): void;
  thaw(): void;
  /** Its lease has moved: tells the client its seat and takes it out of the world, without another save. */
  leave(news: TravelNews): void;
  /** Its lease has moved and nobody knows its seat: ends the connection, without another save. */
  dismiss(code: ErrorCode): void;
}

export interface DepartureGateOptions {
  /** An instance that runs here, and somebody in it. */
  find(instance: string, characterId: string): Resident | undefined;
  leases: Pick<CharacterStore, 'locate' | 'renewLeases'>;
  clock: Pick<Clock, 'schedule'>;
}

const ASK_AGAIN_MS = 1_000;
/** Settled travels are remembered for longer than a message about them can be under way. */
const REMEMBER_MS = 30_000;

interface Prepared {
  travelId: string;
  resident: Resident;
}

/** Who of this process's characters stands ready to leave. One per process. */
export class DepartureGate implements Departures {
  private readonly options: DepartureGateOptions;
  private readonly prepared = new Map<string, Prepared>();
  private readonly settled = new Set<string>();

  constructor(options: DepartureGateOptions) {
    this.options = options;
  }

  get waiting(): number {
    return this.prepared.size;
  }

  async prepare(departure: Departure): Promise<Traveller> {
    const { instance, characterId, travelId } = departure;
    // A request that arrives after its own end would leave the traveller standing for nothing.
    if (this.settled.has(travelKey(departure))) throw new GameError('travel_refused');
    const resident = this.options.find(instance, characterId);
    if (!resident) throw new GameError('character_not_in_world');
    const before = this.prepared.get(residentKey(departure));
    if (before?.resident.fence === resident.fence) {
      if (before.travelId !== travelId) throw new GameError('travel_in_progress');
      return resident.traveller();
    }
    const refusal = resident.refusal();
    if (refusal) throw new GameError(refusal);
    resident.freeze();
    const prepared = { travelId, resident };
    this.prepared.set(residentKey(departure), prepared);
    this.options.clock.schedule(() => void this.askWhere(departure, prepared), PREPARED_FOR_MS);
    return resident.traveller();
  }

  async commit({
    fence,
    news,
    ...departure
  }: Departure & { fence: number; news: TravelNews }): Promise<void> {
    this.settle(departure);
    const resident = this.options.find(departure.instance, departure.characterId);
    // The fence decides, not whether it still stands ready: it may have grown tired of waiting, or be back already.
    if (resident && resident.fence < fence) resident.leave(news);
  }

  async abort(departure: Departure): Promise<void> {
    this.settle(departure)?.resident.thaw();
  }

  /** @returns what was prepared for this travel, if it still was */
  private settle(departure: Departure): Prepared | undefined {
    const key = travelKey(departure);
    this.settled.add(key);
    this.options.clock.schedule(() => this.settled.delete(key), REMEMBER_MS);
    const prepared = this.prepared.get(residentKey(departure));
    if (prepared?.travelId !== departure.travelId) return undefined;
    this.prepared.delete(residentKey(departure));
    return prepared;
  }

  private async askWhere(departure: Departure, prepared: Prepared): Promise<void> {
    const isOver = () => this.prepared.get(residentKey(departure)) !== prepared;
    if (isOver()) return;
    try {
      const { characterId } = departure;
      const { resident } = prepared;
      // To renew waits for a move that is under way; to look would tell what was before it.
      const stale = await this.options.leases.renewLeases([{ characterId, fence: resident.fence }]);
      const [found] = stale.length > 0 ? await this.options.leases.locate([characterId]) : [];
      if (isOver()) return;
      this.settle(departure);
      if (stale.length === 0) resident.thaw();
      else resident.dismiss(found ? 'travelled' : 'character_not_found');
    } catch {
      this.options.clock.schedule(() => void this.askWhere(departure, prepared), ASK_AGAIN_MS);
    }
  }
}

function residentKey({ instance, characterId }: Departure): string {
  return `${instance} ${characterId}`;
}

function travelKey({ travelId, characterId }: Departure): string {
  return `${travelId} ${characterId}`;
}
