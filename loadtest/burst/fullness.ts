import type { RoomListing } from '../cluster/room-listings.ts';
import type { Asker, Attempt } from './ask-all.ts';

export interface Fullness {
  /** Seats that are taken in the instances of each place, the newest instance last. */
  places: { place: string; seats: number[] }[];
  mostSeats: number;
  /** Connections that are still open. */
  connected: number;
  /** Ids of the instances in which somebody is. */
  instanceIds: string[];
}

/** How full the instances are, counted by the connections that are open into them. */
export function measureFullness(
  attempts: readonly Attempt<Asker>[],
  listings: readonly RoomListing[],
): Fullness {
  const open = attempts.filter(({ client }) => client?.isOpen);
  const openedAt = new Map(listings.map(({ roomId, createdAt }) => [roomId, Date.parse(createdAt)]));
  const places = [...Map.groupBy(open, ({ asker }) => asker.options.place)].map(([place, inside]) => {
    const instances = [...Map.groupBy(inside, ({ seat }) => seat!.roomId)];
    instances.sort(([a], [b]) => (openedAt.get(a) ?? 0) - (openedAt.get(b) ?? 0));
    return { place, seats: instances.map(([, people]) => people.length) };
  });
  return {
    places: places.sort((a, b) => (a.place < b.place ? -1 : 1)),
    mostSeats: Math.max(0, ...places.flatMap(({ seats }) => seats)),
    connected: open.length,
    instanceIds: [...new Set(open.map(({ seat }) => seat!.roomId))],
  };
}
