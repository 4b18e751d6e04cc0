import type { Player } from './world.ts';

const NOBODY: readonly Player[] = [];

/** Who of a world is in which party. Its memory is used again. */
export class Parties {
  private readonly members = new Map<string, Player[]>();
  private readonly spare: Player[][] = [];

  clear(): void {
    for (const list of this.members.values()) {
      list.length = 0;
      this.spare.push(list);
    }
    this.members.clear();
  }

  /** Somebody in no party is left out. */
  add(player: Player): void {
    if (player.partyId === null) return;
    let list = this.members.get(player.partyId);
    if (!list) {
      list = this.spare.pop() ?? [];
      this.members.set(player.partyId, list);
    }
    list.push(player);
  }

  /** All of its party, itself included; nobody when it is in none. */
  of({ partyId }: Player): readonly Player[] {
    return partyId === null ? NOBODY : (this.members.get(partyId) ?? NOBODY);
  }
}
