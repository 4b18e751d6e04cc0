import type { VirtualTime } from '../../loadtest/virtual-time.ts';
import type { CharacterRecord, CharacterSave } from '../../src/characters/character-store.ts';
import type { Bus } from '../../src/cluster/bus.ts';
import type { Content } from '../../src/content/types.ts';
import { GameError } from '../../src/errors.ts';
import { makeBusHosts, serveHost } from '../../src/placement/bus-hosts.ts';
import type { Clock } from '../../src/placement/clock.ts';
import { DepartureGate } from '../../src/placement/departures.ts';
import { makeBusDepartures, serveDepartures } from '../../src/placement/departures-bus.ts';
import { InstanceDirectory } from '../../src/placement/directory.ts';
import type { ProcessReport } from '../../src/placement/instance-host.ts';
import { type Journeys, makeJourneys } from '../../src/placement/journey.ts';
import type { Placement } from '../../src/placement/placement.ts';
import { Placer } from '../../src/placement/placer.ts';
import { makePlacement } from '../../src/placement/routed-placement.ts';
import type { Admission } from '../../src/placement/ticket.ts';
import { makeTicketFor, type TicketFor } from '../../src/placement/ticket-for.ts';
import type { Social } from '../../src/social/social.ts';
import type { Chaos } from './chaos.ts';
import type { LeaseLedger } from './ledger.ts';
import type { SimDatabase, SimStore } from './sim-database.ts';
import { simHost } from './sim-host.ts';
import type { Occupant, SimInstance } from './sim-instance.ts';
import { watchedHop } from './watched-hop.ts';

const REPORT_EVERY_MS = 500;
const SAVE_EVERY_MS = 1_000;
const CLOSE_EMPTY_AFTER_MS = 3_000;
const VERSION = 'build-1';

export interface SimProcessOptions {
  id: string;
  bus: Bus;
  time: VirtualTime;
  chaos: Chaos;
  content: Content;
  database: SimDatabase;
  ledger: LeaseLedger;
  social(store: SimStore): Pick<Social, 'partyOf' | 'companyIn'>;
  newId(): string;
  onStatement(): void;
  onCrash(process: SimProcess): void;
}

/** One process of the realm: the real placement and travel over instances without a world. When it dies its memory goes. */
export class SimProcess {
  isAlive = true;
  readonly id: string;
  readonly clock: Clock;
  readonly chaos: Chaos;
  readonly content: Content;
  readonly store: SimStore;
  readonly instances = new Map<string, SimInstance>();
  readonly gate: DepartureGate;
  readonly placement: Placement;
  readonly ticketFor: TicketFor;
  readonly journeys: Journeys;
  readonly onStatement: () => void;
  /** Last saves that are not done yet. */
  departing = 0;
  private readonly options: SimProcessOptions;
  private sequence = 0;

  constructor(options: SimProcessOptions) {
    const { id, bus, time, chaos, content, database, newId } = options;
    this.options = options;
    this.id = id;
    this.chaos = chaos;
    this.content = content;
    this.onStatement = options.onStatement;
    this.clock = {
      now: () => time.now(),
      schedule: (work, ms) => time.schedule(() => this.isAlive && work(), ms),
    };
    this.store = database.connect(this);
    const directory = new InstanceDirectory();
    bus.subscribe('reports', (report) => directory.hear(report as ProcessReport, this.clock.now()));
    const hosts = makeBusHosts(bus);
    serveHost(bus, simHost(this, options.ledger));
    const { clock } = this;
    const policy = content.placement;
    const decisions = { record: () => undefined };
    const placer = new Placer({ directory, hosts, policy, version: VERSION, decisions, clock, newId });
    this.placement = makePlacement({ bus, directory, placer, hosts, clock });
    this.gate = new DepartureGate({
      find: (instance, characterId) => this.instances.get(instance)?.resident(characterId),
      leases: this.store,
      clock,
    });
    serveDepartures(bus, this.gate);
    const social = options.social(this.store);
    this.ticketFor = makeTicketFor(social);
    const processOf = (instance: string) =>
      directory.instance(instance, clock.now())?.process.processId ?? null;
    const departures = makeBusDepartures(bus, processOf);
    this.journeys = makeJourneys({
      upgradeLevels: async () => new Map(),
      content,
      social,
      characters: { get: async (_accountId, characterId) => (await this.store.find(characterId))! },
      leases: this.store,
      ticketFor: this.ticketFor,
      hop: watchedHop(options.ledger, {
        departures,
        placement: this.placement,
        leases: this.store,
        holdSec: (kind) => policy.kinds[kind].seatHoldSec,
        newId,
        clock,
      }),
      population: () => ({ players: 0, instances: 0 }),
      newId,
    });
    this.every(REPORT_EVERY_MS, () => this.reportNow());
    this.every(SAVE_EVERY_MS, () => void this.save());
    this.reportNow();
  }

  crash(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.options.onCrash(this);
  }

  occupantOf(characterId: string): { instance: SimInstance; occupant: Occupant } | null {
    for (const instance of this.instances.values()) {
      const occupant = instance.occupants.get(characterId);
      if (occupant) return { instance, occupant };
    }
    return null;
  }

  /** Errors: character_taken_over, unavailable. */
  async enter(
    { characterId, accountId, fence }: Admission,
    instance: string,
  ): Promise<{ character: CharacterRecord; fence: number }> {
    if (fence !== null) {
      const character = await this.store.resumeLease({ characterId, fence }, instance);
      if (!character) throw new GameError('character_taken_over');
      return { character, fence };
    }
    const here = this.occupantOf(characterId);
    here?.instance.end(here.occupant, 'character_taken_over');
    return (await this.store.takeLease(characterId, accountId, instance))!;
  }

  /** The news of the database: somebody holds a newer fence. */
  leaseTaken(characterId: string, fence: number): void {
    const found = this.isAlive ? this.occupantOf(characterId) : null;
    if (found && found.occupant.fence < fence) found.instance.end(found.occupant, 'character_taken_over');
  }

  async saveAndRelease(save: CharacterSave): Promise<void> {
    this.departing++;
    await this.untilDone(() => this.store.saveCharacters([save]));
    await this.untilDone(() => this.store.releaseLease(save));
    this.departing--;
  }

  /** Tries until the database does it. */
  async untilDone(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch {
        await new Promise<void>((resolve) => this.clock.schedule(resolve, 250));
      }
    }
  }

  private every(ms: number, work: () => void): void {
    this.clock.schedule(() => {
      work();
      this.every(ms, work);
    }, ms);
  }

  /** Tells everybody what runs here. */
  reportNow(): void {
    for (const instance of this.instances.values()) this.closeIfLongEmpty(instance);
    const instances = [...this.instances.values()].map((instance) => instance.report());
    const players = instances.reduce((sum, { seats }) => sum + seats, 0);
    const report: ProcessReport = {
      processId: this.id,
      sequence: this.sequence++,
      startedAt: Number(this.id.slice(1)),
      version: VERSION,
      region: 'here',
      draining: false,
      load: { players, tickMs: 1, lagMs: 1 },
      instances,
    };
    this.options.bus.publish('reports', report);
  }

  private closeIfLongEmpty(instance: SimInstance): void {
    const now = this.clock.now();
    if (instance.seats > 0) instance.emptySince = now;
    else if (now - instance.emptySince > CLOSE_EMPTY_AFTER_MS) this.instances.delete(instance.id);
  }

  private async save(): Promise<void> {
    const present = [...this.instances.values()].flatMap((instance) =>
      [...instance.occupants.values()].map((occupant) => ({ instance, occupant })),
    );
    const awake = present.filter(({ occupant }) => !occupant.isFrozen);
    for (const { occupant } of awake) occupant.x++;
    const saves = awake.map(({ instance, occupant }) => instance.saveOf(occupant));
    if (saves.length === 0) return;
    const refused = await this.store.saveCharacters(saves).catch((): string[] => []);
    for (const { instance, occupant } of awake) {
      const isStale = refused.includes(occupant.admission.characterId) && !occupant.isFrozen;
      if (isStale) instance.end(occupant, 'character_taken_over');
    }
  }
}
