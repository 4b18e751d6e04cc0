import { matchMaker } from '@colyseus/core';
import type { PlaceKind } from '../src/content/types.ts';
import type { HeldCount, InstanceCount, RoomCount } from '../src/operations/metrics.ts';
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

/** What this process holds for those in its rooms and on their way to them. */
export function countHeld({ running, saver, services }: RoomEnvironment): HeldCount[] {
  const rooms = [...running.values()];
  const { ccu, roomCount } = matchMaker.stats.local;
  return Object.entries({
    connections: services.connections.size,
    clients: ccu,
    rooms: roomCount,
    seats: sum(rooms, (room) => room.reservations.taken),
    promised_seats: sum(rooms, (room) => room.reservations.awaited),
    occupants: sum(rooms, (room) => room.held.occupants),
    views: sum(rooms, (room) => room.held.views),
    room_timers: sum(rooms, (room) => room.held.timers),
    saved_characters: saver.size,
  }).map(([what, count]) => ({ what, count }));
}

function sum(rooms: WorldRoom[], value: (room: WorldRoom) => number): number {
  return rooms.reduce((total, room) => total + value(room), 0);
}
