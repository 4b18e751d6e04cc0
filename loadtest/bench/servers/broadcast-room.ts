import { PublicState, type StateHead, StockRoom } from './stock-room.ts';

/** Everybody is told of everybody. */
export class BroadcastRoom extends StockRoom<PublicState> {
  protected override makeState(head: StateHead): PublicState {
    return new PublicState().assign(head);
  }
}
