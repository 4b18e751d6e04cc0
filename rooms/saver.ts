import { setTimeout as delay } from 'node:timers/promises';
import type { CharacterSave, Lease } from '../src/characters/character-store.ts';
import { GameError } from '../src/errors.ts';
import type { Services } from '../src/services.ts';

const SAVE_EVERY_MS = 1_000;
/** Who arrives in another place is found there by party and friends this soon. */
const ARRIVAL_MS = 50;
const RENEW_EVERY_MS = 20_000;
const SAVES_PER_STATEMENT = 500;
const RETRY_MS = 250;
/** Whatever differs from what was written is written. */
const COMPARED = [
  'fence',
  'place',
  'x',
  'y',
  'facing',
  'level',
  'experience',
  'health',
  'mana',
  'stamina',
] as const satisfies readonly (keyof CharacterSave)[];

/** A character that is saved while it is in a room. */
export interface Saved {
  readonly lease: Lease;
  /** What there is to save of it now. */
  now(): CharacterSave;
  /** It can be written no more: its lease is gone and somebody else may write it now, or the database refuses the row. */
  onUnsaveable(reason: 'character_taken_over' | 'save_failed'): void;
}

interface Departure {
  save: CharacterSave;
  done(): void;
}

/** How long a join waits for the last save of the same character before it goes on without it. */
const PATIENCE_MS = 3_000;

/**
 * Writes this process's characters beside the ticks: those that changed, once a second, in few statements.
 * While the database is away nothing is lost: what could not be written waits and is tried again.
 */
export class Saver {
  private readonly services: Pick<Services, 'characters' | 'log'>;
  private readonly tracked = new Map<string, Saved>();
  private readonly written = new Map<string, CharacterSave>();
  private departures: Departure[] = [];
  private readonly leaving = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  /** Waits for the running one. */
  private next: Promise<void> | null = null;
  private renewedAt = performance.now();

  constructor(services: Pick<Services, 'characters' | 'log'>) {
    this.services = services;
  }

  /** Characters that it writes, or is still to write for the last time. */
  get size(): number {
    return this.tracked.size + this.leaving.size;
  }

  start(): void {
    this.timer = setInterval(() => void this.flush(), SAVE_EVERY_MS);
  }

  /** @param current what the database holds, so that a character that never changes is never written; null: unknown. */
  track(saved: Saved, current: CharacterSave | null): void {
    this.tracked.set(saved.lease.characterId, saved);
    if (current) this.written.set(saved.lease.characterId, current);
    if (current?.place !== saved.now().place) this.flushSoon();
  }

  /** Writes and renews it no more: its lease may be on the move. */
  untrack(saved: Saved): void {
    const { characterId } = saved.lease;
    if (this.tracked.get(characterId) !== saved) return;
    this.tracked.delete(characterId);
    this.written.delete(characterId);
  }

  /** The last save of a character, after which its lease is given back. Resolves when both are done; see `whenSaved`. */
  release(saved: Saved): Promise<void> {
    const { characterId } = saved.lease;
    this.untrack(saved);
    const { promise: written, resolve: done } = Promise.withResolvers<void>();
    // What waits here holds nothing else of whoever left: while the database is away, many do.
    this.departures.push({ save: saved.now(), done });
    this.leaving.set(characterId, written);
    void written.then(() => {
      if (this.leaving.get(characterId) === written) this.leaving.delete(characterId);
    });
    void this.flush();
    return written;
  }

  /** Resolves when nothing of this character waits to be written, or after a few seconds if the database is away. */
  async whenSaved(characterId: string): Promise<void> {
    const written = this.leaving.get(characterId);
    if (!written) return;
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, PATIENCE_MS);
    await Promise.race([written, patience]);
    clearTimeout(timer);
  }

  /** Writes everything that waits. Never rejects; runs one at a time. */
  flush(): Promise<void> {
    // Whoever asks before it begins is served by the same one: a crowd that leaves would otherwise wait in a long line.
    this.next ??= this.running.then(() => {
      this.next = null;
      return this.writeAll();
    });
    this.running = this.next;
    return this.running;
  }

  /** Tries until nothing waits or the time is up. @returns how many characters could not be saved. */
  async stop(deadlineMs: number): Promise<number> {
    clearInterval(this.timer);
    clearTimeout(this.soon);
    const outOfTime = delay(deadlineMs, 'out of time', { ref: false });
    let outcome: string | undefined = await Promise.race([this.flush().then(() => undefined), outOfTime]);
    while (this.departures.length > 0 && !outcome) {
      outcome = await Promise.race([
        delay(RETRY_MS)
          .then(() => this.flush())
          .then(() => undefined),
        outOfTime,
      ]);
    }
    return this.departures.length;
  }

  private flushSoon(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      void this.flush();
    }, ARRIVAL_MS);
  }

  private async writeAll(): Promise<void> {
    try {
      await this.writeDepartures();
      await this.writeChanged();
      await this.renewLeases();
    } catch (error) {
      this.services.log.warn({ err: error }, 'characters could not be saved, will try again');
    }
  }

  private async writeDepartures(): Promise<void> {
    while (this.departures.length > 0) {
      const batch = this.departures.slice(0, SAVES_PER_STATEMENT);
      await this.write(batch.map((departure) => departure.save));
      await this.services.characters.leaveAll(batch.map((departure) => departure.save));
      this.departures = this.departures.slice(batch.length);
      for (const departure of batch) departure.done();
    }
  }

  private async writeChanged(): Promise<void> {
    const changed = [...this.tracked.values()].map((saved) => saved.now()).filter((save) => this.isNew(save));
    for (let start = 0; start < changed.length; start += SAVES_PER_STATEMENT) {
      const batch = changed.slice(start, start + SAVES_PER_STATEMENT);
      const stale = new Set(await this.write(batch));
      for (const save of batch) {
        if (stale.has(save.characterId)) this.giveUp(save, 'character_taken_over');
        else if (this.tracked.has(save.characterId)) this.written.set(save.characterId, save);
      }
    }
  }

  /** As `Characters.save`, but one row that the database refuses does not keep the others from being written. */
  private async write(saves: CharacterSave[]): Promise<string[]> {
    try {
      return await this.services.characters.save(saves);
    } catch (error) {
      if (error instanceof GameError && error.code === 'unavailable') throw error;
      if (saves.length > 1) return (await Promise.all(saves.map((save) => this.write([save])))).flat();
      this.services.log.error({ err: error, save: saves[0] }, 'the database refuses to save a character');
      this.giveUp(saves[0]!, 'save_failed');
      return [];
    }
  }

  private isNew(save: CharacterSave): boolean {
    const last = this.written.get(save.characterId);
    return !last || COMPARED.some((name) => last[name] !== save[name]);
  }

  private async renewLeases(): Promise<void> {
    if (performance.now() - this.renewedAt < RENEW_EVERY_MS) return;
    const leases = [...this.tracked.values()].map((saved) => saved.lease);
    if (leases.length > 0) {
      const stale = new Set(await this.services.characters.renewLeases(leases));
      for (const lease of leases)
        if (stale.has(lease.characterId)) this.giveUp(lease, 'character_taken_over');
    }
    this.renewedAt = performance.now();
  }

  private giveUp({ characterId, fence }: Lease, reason: Parameters<Saved['onUnsaveable']>[0]): void {
    const saved = this.tracked.get(characterId);
    if (saved?.lease.fence === fence) saved.onUnsaveable(reason);
  }
}
