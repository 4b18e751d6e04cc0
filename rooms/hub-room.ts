import { WorldRoom } from './world-room.ts';

/** A city: trade, company, travel; no combat. */
export class HubRoom extends WorldRoom {
  protected override capacity(): number {
    return this.services.config.HUB_CAPACITY;
  }
}
