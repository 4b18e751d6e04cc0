import type { PlaceKind } from '../src/content/types.ts';
import type { InstanceCount, RoomCount } from '../src/operations/metrics.ts';
import type { RoomEnvironment } from './environment.ts';
import { ROOMS } from './index.ts';
import type { WorldRoom } from './world-room.ts';

type Running = Pick<RoomEnvironment, 'running'>;

/** The rooms of this process and who is in them, by kind; kinds without rooms too. */
export function countRooms({ running }: Running): RoomCount[] {
  return (Object.keys(ROOMS) as PlaceKind[]).map((kind) => {
    const rooms = [...running.values()].filter((room) => room.kind === kind);
    return { roomName: kind, rooms: rooms.length, players: sum(rooms, (room) => room.clients.length) };
  });
}

/** The instances of this process, by place. */
export function countInstances({ running }: Running): InstanceCount[] {
  return [...Map.groupBy(running.values(), ({ place }) => place)].map(([place, rooms]) => ({
    place,
    instances: rooms.length,
    seats: sum(rooms, (room) => room.reservations.taken),
    cap: sum(rooms, (room) => room.maxClients),
  }));
}

function sum(rooms: WorldRoom[], value: (room: WorldRoom) => number): number {
  return rooms.reduce((total, room) => total + value(room), 0);
}
