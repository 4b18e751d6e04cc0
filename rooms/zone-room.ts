import { WorldRoom } from './world-room.ts';

/** A part of the wild. */
export class ZoneRoom extends WorldRoom {
  override readonly stepsPerSec = 30;
  override readonly patchesPerSec = 10;
}
