import { VirtualTime } from '../../loadtest/virtual-time.ts';
import type { Content } from '../../src/content/types.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryNetwork } from '../kit/memory-bus.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';
import { journeyContent } from '../placement/journey-content.ts';
import { Chaos } from './chaos.ts';
import { LeaseLedger } from './ledger.ts';
import { SimClient } from './sim-client.ts';
import { SimDatabase } from './sim-database.ts';
import { SimParties } from './sim-parties.ts';
import { SimProcess } from './sim-process.ts';

const START_MS = 1_000_000;
const PROCESSES = 3;
const CLIENTS = 7;
/** Small places, so that they are full now and then, and seats that soon run out. */
const SIZES = { hub: 6, zone: 5, rift: 4, arena: 3 };
const SEAT_HOLD_SEC = 4;

export const SIMULATED_CONTENT = smallPlaces(journeyContent());

function smallPlaces(content: Content): Content {
  const { kinds } = content.placement;
  const small = (kind: keyof typeof SIZES) => ({
    ...kinds[kind],
    cap: SIZES[kind],
    seatHoldSec: SEAT_HOLD_SEC,
  });
  const sizes = { hub: small('hub'), zone: small('zone'), rift: small('rift'), arena: small('arena') };
  return { ...content, placement: { ...content.placement, kinds: sizes } };
}

/** A realm of several processes, its database and its players, in virtual time and with everything that goes wrong. */
export class SimRealm {
  readonly time = new VirtualTime(START_MS);
  readonly chaos: Chaos;
  readonly ledger = new LeaseLedger();
  readonly parties = new SimParties();
  readonly clients: SimClient[] = [];
  /** What happened, for who reads about a failing seed. */
  readonly story: string[] = [];
  readonly counts = { travels: 0, refusals: 0, deaths: 0 };
  processes: SimProcess[] = [];
  private readonly accounts = new MemoryAccountStore();
  private readonly store = new MemoryCharacterStore(
    this.accounts,
    () => this.time.now() + this.leasesOlderByMs,
  );
  private readonly network = new MemoryNetwork(this.time);
  private readonly database: SimDatabase;
  private leasesOlderByMs = 0;
  private partitionedUntil = 0;
  private ids = 0;
  private started = 0;

  constructor(seed: number) {
    this.chaos = new Chaos(seed);
    this.store.partyMembers = (partyId) => this.parties.members(partyId);
    this.network.fate = ({ from, to }) => this.fate(from, to);
    this.database = new SimDatabase({
      store: this.store,
      time: this.time,
      chaos: this.chaos,
      ledger: this.ledger,
      places: SIMULATED_CONTENT.places,
      onStatement: () => this.check(),
      onLeaseTaken: ({ characterId, fence }) => {
        if (this.chaos.happens(0.05)) return;
        this.time.schedule(
          () => {
            for (const process of this.processes) process.leaseTaken(characterId, fence);
          },
          this.chaos.between(1, 40),
        );
      },
    });
  }

  newId = (): string => `id-${++this.ids}`;

  process(processId: string): SimProcess | undefined {
    return this.processes.find(({ id }) => id === processId);
  }

  anyProcess(): SimProcess | undefined {
    return this.chaos.pick(this.processes);
  }

  async start(): Promise<void> {
    for (let i = 0; i < PROCESSES; i++) this.startProcess();
    for (let i = 0; i < CLIENTS; i++) {
      const account = accountRecord({ id: `account-${i}`, name: `account-${i}` });
      await this.accounts.createAccount(account);
      const character = characterRecord(account.id, { id: `character-${i}`, name: `Character ${i}` });
      await this.store.create(character, 1);
      const client = new SimClient(this, character.id, account.id);
      this.clients.push(client);
      void client.join();
    }
    const ids = this.clients.map(({ characterId }) => characterId);
    this.parties.make(this.newId(), ids.slice(0, 3));
    this.parties.make(this.newId(), ids.slice(3, 5));
  }

  /** From now on nothing goes wrong. */
  calmDown(): void {
    this.chaos.isOn = false;
    this.partitionedUntil = 0;
    this.database.awayUntil = 0;
  }

  /** Makes every lease that nobody renews look abandoned. */
  async lapse(forMs: number): Promise<void> {
    this.leasesOlderByMs += forMs;
    await this.time.advance(3_000);
  }

  locate(): ReturnType<MemoryCharacterStore['locate']> {
    return this.store.locate(this.clients.map(({ characterId }) => characterId));
  }

  /** Processes do not hear each other. */
  cutOff(forMs: number): void {
    this.partitionedUntil = this.time.now() + forMs;
  }

  databaseAway(forMs: number): void {
    this.database.awayUntil = this.time.now() + forMs;
  }

  tell(what: string): void {
    this.story.push(`${this.time.now() - START_MS} ${what}`);
  }

  private startProcess(): void {
    const id = `p${++this.started}`;
    const { time, chaos, database, ledger, newId } = this;
    const process = new SimProcess({
      id,
      bus: this.network.connect(id),
      time,
      chaos,
      content: SIMULATED_CONTENT,
      database,
      ledger,
      social: (store) => this.parties.social(store),
      newId,
      onStatement: () => this.check(),
      onCrash: (dead) => this.buried(dead),
    });
    this.processes.push(process);
  }

  private buried(dead: SimProcess): void {
    this.counts.deaths++;
    this.tell(`${dead.id} dies`);
    this.network.kill(dead.id);
    this.processes = this.processes.filter((process) => process !== dead);
    for (const client of this.clients) {
      this.time.schedule(() => client.processDied(dead), this.chaos.between(5, 400));
    }
    this.time.schedule(() => this.startProcess(), this.chaos.between(300, 3_000));
  }

  private fate(from: string, to: string): number[] {
    const { chaos } = this;
    if (from === to) return [0];
    if (this.time.now() < this.partitionedUntil) return [];
    if (chaos.happens(0.0005)) this.time.schedule(() => this.process(from)?.crash(), 0);
    if (chaos.happens(0.03)) return [];
    if (chaos.happens(0.03)) return [chaos.between(1, 20), chaos.between(20, 6_000)];
    if (chaos.happens(0.03)) return [chaos.between(20, 4_000)];
    return [chaos.between(1, 10)];
  }

  /** Nobody is played twice, and nobody's lease is given back while it is played. */
  private check(): void {
    for (const { characterId } of this.clients) {
      const { fence, instance } = this.ledger.of(characterId);
      const played = this.processes
        .flatMap((process) => [...process.instances.values()])
        .filter((one) => one.occupants.get(characterId)?.fence === fence)
        .map(({ id }) => id);
      const isWell = played.length === 0 || (played.length === 1 && played[0] === instance);
      if (!isWell)
        this.ledger.violated(`${characterId} with fence ${fence} of ${instance} is played in ${played}`);
    }
  }
}
