import type { CharacterSave, Lease, LeaseMove } from '../../src/characters/character-store.ts';

interface Holding {
  fence: number;
  instance: string | null;
  /** Its lease moved ahead of the character. */
  isAwaited: boolean;
}

/**
 * Who may write whom, kept beside the store from what was asked of it and answered: the store under test does not
 * vouch for itself.
 */
export class LeaseLedger {
  readonly violations: string[] = [];
  private readonly done = new WeakSet<readonly LeaseMove[]>();
  private readonly holdings = new Map<string, Holding>();

  of(characterId: string): Holding {
    return this.holdings.get(characterId) ?? { fence: 0, instance: null, isAwaited: false };
  }

  violated(what: string): void {
    this.violations.push(what);
  }

  taken(lease: Lease, instance: string): void {
    this.grow(lease.characterId, lease.fence, instance, false);
  }

  moved(moves: readonly LeaseMove[]): void {
    this.done.add(moves);
    for (const { characterId, fence, instance } of moves) {
      const { fence: current, instance: holder } = this.of(characterId);
      if (fence !== current || holder === null) this.violated(`${characterId} moved with fence ${fence}`);
      this.grow(characterId, fence + 1, instance, true);
    }
  }

  /** These leases have moved, and somebody is still where they went. */
  isThere(moves: readonly LeaseMove[]): boolean {
    return (
      this.done.has(moves) &&
      moves.some(({ characterId, fence, instance }) => {
        const holding = this.of(characterId);
        return holding.fence === fence + 1 && holding.instance === instance;
      })
    );
  }

  saved(
    saves: readonly CharacterSave[],
    refused: readonly string[],
    places: ReadonlyMap<string, unknown>,
  ): void {
    for (const { characterId, fence, place } of saves) {
      if (refused.includes(characterId)) continue;
      const { fence: current, instance } = this.of(characterId);
      if (fence !== current || instance === null)
        this.violated(`${characterId} was written with fence ${fence}`);
      if (!places.has(place)) this.violated(`${characterId} was written to ${place}`);
    }
  }

  released({ characterId, fence }: Lease): void {
    if (this.of(characterId).fence === fence)
      this.put(characterId, { fence, instance: null, isAwaited: false });
  }

  arrived({ characterId, fence }: Lease): void {
    const { instance, isAwaited, fence: current } = this.of(characterId);
    if (!isAwaited || fence !== current) this.violated(`${characterId} arrived with fence ${fence}`);
    this.put(characterId, { fence, instance, isAwaited: false });
  }

  forsaken(lease: Lease, instance: string): void {
    const holding = this.of(lease.characterId);
    if (holding.isAwaited && holding.instance === instance) this.released(lease);
  }

  private put(characterId: string, holding: Holding): void {
    this.holdings.set(characterId, holding);
  }

  private grow(characterId: string, fence: number, instance: string, isAwaited: boolean): void {
    if (fence !== this.of(characterId).fence + 1) this.violated(`${characterId}: the fence became ${fence}`);
    this.put(characterId, { fence, instance, isAwaited });
  }
}
