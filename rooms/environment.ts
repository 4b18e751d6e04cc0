import type { Services } from '../src/services.ts';
import type { Saver } from './saver.ts';
import type { WorldRoom } from './world-room.ts';

/** What every room of a process shares. */
export interface RoomEnvironment {
  services: Services;
  saver: Saver;
  /** The rooms that run in this process. */
  running: Set<WorldRoom>;
}
