import { WorldRoom } from './world-room.ts';

/** A pit for four. */
export class ArenaRoom extends WorldRoom {
  override readonly stepsPerSec = 30;
}
