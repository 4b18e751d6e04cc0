import type { Client, Deferred } from '@colyseus/core';
import type { Connection } from '../src/characters/connections.ts';
import type { TokenBucket } from '../src/game/token-bucket.ts';
import type { Player } from '../src/game/world.ts';
import type { Saved } from './saver.ts';

/** Journeys through portals that one client may try, the failed ones included. */
export const TRAVEL_ALLOWANCE = { burst: 3, refillPerSec: 0.5 };

/** A character in a room, from the join until it is gone. */
export interface Occupant {
  readonly player: Player;
  readonly connection: Connection;
  readonly saved: Saved;
  /** BCP 47, as its client said. */
  readonly language: string | null;
  /** Travels that it may ask for. */
  readonly travels: TokenBucket;
  /** Its admission is confirmed; until then it may still turn out not to be here. */
  isAdmitted: boolean;
  /** Changes on reconnection; the seat (`client.sessionId`) stays. */
  client: Client;
  /** Set while the seat is held for a dropped connection. */
  reconnection: Deferred<Client> | null;
  /** Runs out when its client does not acknowledge the join; cleared, nothing holds on to who has left. */
  patience: { clear(): void } | null;
}

/** A room's occupants, by the seat they hold and by character. */
export class Occupants {
  private readonly bySeat = new Map<string, Occupant>();
  private readonly byCharacter = new Map<string, Occupant>();

  add(occupant: Occupant): void {
    this.bySeat.set(occupant.client.sessionId, occupant);
    this.byCharacter.set(occupant.player.id, occupant);
  }

  /** @returns false when it is gone already. */
  remove(occupant: Occupant): boolean {
    if (this.byCharacter.get(occupant.player.id) !== occupant) return false;
    this.byCharacter.delete(occupant.player.id);
    return this.bySeat.delete(occupant.client.sessionId);
  }

  /** @param seat the framework's session id */
  inSeat(seat: string): Occupant | undefined {
    return this.bySeat.get(seat);
  }

  all(): Occupant[] {
    return [...this.byCharacter.values()];
  }

  of(characterId: string): Occupant | undefined {
    return this.byCharacter.get(characterId);
  }
}

/** @returns the language of most of them; null when nobody said one */
export function mostSpoken(occupants: readonly Pick<Occupant, 'language'>[]): string | null {
  const speakers = new Map<string, number>();
  for (const { language } of occupants) {
    if (language !== null) speakers.set(language, (speakers.get(language) ?? 0) + 1);
  }
  const [most] = [...speakers].sort(([a, ofA], [b, ofB]) => ofB - ofA || a.localeCompare(b));
  return most?.[0] ?? null;
}
