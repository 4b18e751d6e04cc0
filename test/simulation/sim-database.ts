import type { VirtualTime } from '../../loadtest/virtual-time.ts';
import type { CharacterStore, Lease } from '../../src/characters/character-store.ts';
import { GameError } from '../../src/errors.ts';
import type { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import type { Chaos } from './chaos.ts';
import type { LeaseLedger } from './ledger.ts';

/** Whoever asks the database, and may die of it. */
export interface Caller {
  readonly isAlive: boolean;
  crash(): void;
}

export type SimStore = Pick<
  CharacterStore,
  | 'find'
  | 'takeLease'
  | 'resumeLease'
  | 'releaseLease'
  | 'forsakeLease'
  | 'saveCharacters'
  | 'moveLeases'
  | 'locate'
  | 'renewLeases'
>;

export interface SimDatabaseOptions {
  store: MemoryCharacterStore;
  time: VirtualTime;
  chaos: Chaos;
  ledger: LeaseLedger;
  places: ReadonlyMap<string, unknown>;
  /** To be looked at after every statement. */
  onStatement(): void;
  onLeaseTaken(lease: Lease): void;
}

/**
 * A database over a network: statements take time, are done at once or not at all, and either the question or the answer
 * may get lost. A statement that was sent is done also when its caller dies meanwhile.
 */
export class SimDatabase {
  awayUntil = 0;
  private readonly options: SimDatabaseOptions;

  constructor(options: SimDatabaseOptions) {
    this.options = options;
  }

  connect(caller: Caller): SimStore {
    const { store, ledger, places } = this.options;
    const run = <T>(statement: () => Promise<T>) => this.run(caller, statement);
    return {
      find: (id) => run(() => store.find(id)),
      locate: (ids) => run(() => store.locate(ids)),
      renewLeases: (leases) => run(() => store.renewLeases(leases)),
      takeLease: (characterId, accountId, instance) =>
        run(async () => {
          const taken = await store.takeLease(characterId, accountId, instance);
          if (!taken) return null;
          const lease = { characterId, fence: taken.fence };
          ledger.taken(lease, instance);
          this.options.onLeaseTaken(lease);
          return taken;
        }),
      releaseLease: (lease) =>
        run(async () => {
          await store.releaseLease(lease);
          ledger.released(lease);
        }),
      forsakeLease: (lease, instance) =>
        run(async () => {
          await store.forsakeLease(lease, instance);
          ledger.forsaken(lease, instance);
        }),
      resumeLease: (lease, instance) =>
        run(async () => {
          const resumed = await store.resumeLease(lease, instance);
          if (resumed) ledger.arrived(lease);
          return resumed;
        }),
      saveCharacters: (saves) =>
        run(async () => {
          const refused = await store.saveCharacters(saves);
          ledger.saved(saves, refused, places);
          return refused;
        }),
      moveLeases: (moves, party) =>
        run(async () => {
          const outcome = await store.moveLeases(moves, party);
          if (outcome.moved) ledger.moved(moves);
          return outcome;
        }),
    };
  }

  private async run<T>(caller: Caller, statement: () => Promise<T>): Promise<T> {
    const { time, chaos } = this.options;
    await time.sleep(chaos.between(1, 8));
    if (time.now() < this.awayUntil || chaos.happens(0.01)) return this.answer(caller, lost);
    const result = await statement();
    this.options.onStatement();
    if (chaos.happens(0.002)) caller.crash();
    await time.sleep(chaos.between(1, 8));
    return this.answer(caller, chaos.happens(0.01) ? lost : () => result);
  }

  /** The dead hear nothing any more. */
  private answer<T>(caller: Caller, answer: () => T): Promise<T> {
    return caller.isAlive ? Promise.resolve().then(answer) : new Promise(() => {});
  }
}

function lost(): never {
  throw new GameError('unavailable');
}
