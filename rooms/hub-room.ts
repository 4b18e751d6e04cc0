import { WorldRoom } from './world-room.ts';

/** A city: trade, company, travel; no combat. */
export class HubRoom extends WorldRoom {
  override readonly stepsPerSec = 20;
  override readonly patchesPerSec = 20;
}
