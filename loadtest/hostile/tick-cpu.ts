import { WorldRoom } from '../../rooms/world-room.ts';
import { answerQuestions } from '../cluster/answer-questions.ts';

/** By name of the room, milliseconds. */
export type TickCpu = Record<string, number>;

/**
 * Loaded before a server that is attacked: measures each tick by the processor time of its thread, since on a machine that
 * others use, too, the clock says how long a tick waited as well.
 */
const longest = new Map<string, number>();
const { setTimestep } = WorldRoom.prototype;

WorldRoom.prototype.setTimestep = function (onTick, periodMs) {
  const timed: typeof onTick = (elapsedMs) => {
    const before = process.threadCpuUsage();
    onTick(elapsedMs);
    const { user, system } = process.threadCpuUsage(before);
    longest.set(this.roomName, Math.max(longest.get(this.roomName) ?? 0, (user + system) / 1_000));
  };
  setTimestep.call(this, timed, periodMs);
};

answerQuestions('tickCpu', (): TickCpu => {
  const told = Object.fromEntries(longest);
  longest.clear();
  return told;
});
