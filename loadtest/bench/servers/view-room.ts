import type { Client } from '@colyseus/core';
import { StateView } from '@colyseus/schema';
import { type PlayerState, WorldState } from '../../../schema/world-state.ts';
import { INTEREST } from '../../../src/game/interest.ts';
import { type StateHead, StockRoom } from './stock-room.ts';

const RADIUS_SQUARED = INTEREST.enterRadius ** 2;

/** Everybody has a StateView, which shows who is within the realm's radius: all look at all before each patch. */
export class ViewRoom extends StockRoom<WorldState> {
  /** What is in each client's view: to ask the view itself takes longer. */
  private readonly shown = new Map<Client, Set<PlayerState>>();

  protected override makeState(head: StateHead): WorldState {
    return new WorldState().assign(head);
  }

  override onJoin(client: Client, options: { characterId: string }): void {
    super.onJoin(client, options);
    const self = this.walkers.get(client.sessionId)!;
    client.view = new StateView();
    client.view.add(self);
    this.shown.set(client, new Set([self]));
  }

  override onLeave(client: Client): void {
    const self = this.walkers.get(client.sessionId)!;
    this.shown.delete(client);
    for (const [{ view }, shown] of this.shown) if (shown.delete(self)) view!.remove(self);
    client.view!.dispose();
    super.onLeave(client);
  }

  protected override lookAround(): void {
    const everybody = [...this.walkers.values()].map((player) => ({ player, x: player.x, y: player.y }));
    for (const [client, shown] of this.shown) {
      const { x, y } = this.walkers.get(client.sessionId)!;
      for (const other of everybody) {
        const isNear = (other.x - x) ** 2 + (other.y - y) ** 2 <= RADIUS_SQUARED;
        if (isNear === shown.has(other.player)) continue;
        if (isNear) this.show(client, shown, other.player);
        else this.hide(client, shown, other.player);
      }
    }
  }

  private show({ view }: Client, shown: Set<PlayerState>, player: PlayerState): void {
    shown.add(player);
    view!.add(player);
  }

  private hide({ view }: Client, shown: Set<PlayerState>, player: PlayerState): void {
    shown.delete(player);
    view!.remove(player);
  }
}
