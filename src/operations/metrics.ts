import type { Registry } from 'prom-client';

/** The process's measurements, in Prometheus' terms. Labels are bounded: never a player, a token or a raw URL. */
export interface Metrics {
  registry: Registry;
  /** route: the pattern ('/api/v1/characters/:characterId'), not the URL. */
  httpRequest(method: string, route: string, status: number, seconds: number): void;
  /** One simulation tick of a room, everything in it included. */
  tick(roomName: string, seconds: number): void;
  /** State frames of one patch to one room. */
  patch(roomName: string, frames: number, bytes: number): void;
  query(seconds: number, failed: boolean): void;
  /** A refused or failed thing in a room, by its error code. */
  roomError(roomName: string, code: string): void;
  /** Read at every scrape. */
  watchRooms(read: () => { roomName: string; rooms: number; players: number }[]): void;
  watchPool(read: () => { total: number; idle: number; waiting: number }): void;
}
