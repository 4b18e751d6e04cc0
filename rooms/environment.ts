import type { Services } from '../src/services.ts';
import type { ProcessLoop } from './process-loop.ts';
import type { RecentTicks } from './recent-ticks.ts';
import type { Saver } from './saver.ts';
import type { WorldRoom } from './world-room.ts';

/** What every room of a process shares. */
export interface RoomEnvironment {
  services: Services;
  saver: Saver;
  ticks: RecentTicks;
  loop: ProcessLoop;
  /** The rooms that run in this process, by id. */
  running: Map<string, WorldRoom>;
  /** An instance opened or closed, or has more room than before: the others should hear of it soon. */
  onNews(): void;
}
