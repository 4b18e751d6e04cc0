import { WorldRoom } from './world-room.ts';

/** A dungeon of one party. */
export class RiftRoom extends WorldRoom {
  override readonly stepsPerSec = 30;
  override readonly patchesPerSec = 20;
}
