import { type Client, ClientState, type Deferred, ServerError } from '@colyseus/core';
import { ERRORS, type ErrorCode } from '../src/errors.ts';
import { happen } from '../src/game/outside.ts';
import type { World } from '../src/game/world.ts';
import type { Admission } from '../src/placement/ticket.ts';
import type { TravelNews } from '../src/placement/travel.ts';
import { closeClient, isDrop } from './closing.ts';
import { type EnteredRoom, Entrance, type EntranceOptions } from './entrance.ts';
import type { RoomEnvironment } from './environment.ts';
import { Lingering } from './lingering.ts';
import { tell } from './messages.ts';
import type { Mirror } from './mirror.ts';
import { type Occupant, Occupants } from './occupant.ts';

/** What the seats need of their room. */
interface SeatedRoom extends EnteredRoom {
  clock: { setTimeout(handler: () => void, ms: number): { clear(): void } };
  allowReconnection(client: Client, seconds: number | 'manual'): Deferred<Client>;
  report(error: unknown, where: string): void;
}

export interface SeatingOptions
  extends Pick<EntranceOptions, 'environment' | 'place' | 'owner' | 'world' | 'mirror' | 'patchesPerSec'> {
  room: SeatedRoom;
  stepsPerSec: number;
  /** How long the seat of a dropped connection is held. */
  reconnectHoldSec: number;
  /** A character is not at hand any more: its connection dropped, or its lease is on the move. */
  onAway(characterId: string): void;
  /** A character has left. */
  onGone(characterId: string): void;
}

/** Who is in a room: from the moment a client takes its seat until its character is gone and saved. */
export class Seating {
  readonly occupants = new Occupants();
  private readonly room: SeatedRoom;
  private readonly environment: RoomEnvironment;
  private readonly world: World;
  private readonly mirror: Mirror;
  private readonly reconnectHoldSec: number;
  private readonly onAway: SeatingOptions['onAway'];
  private readonly onGone: SeatingOptions['onGone'];
  private readonly entrance: Entrance;
  private readonly lingering: Lingering;
  private readonly acknowledgeWithinMs = 10_000;

  constructor(options: SeatingOptions) {
    this.room = options.room;
    this.environment = options.environment;
    this.world = options.world;
    this.mirror = options.mirror;
    this.reconnectHoldSec = options.reconnectHoldSec;
    this.onAway = options.onAway;
    this.onGone = options.onGone;
    this.lingering = new Lingering(options.world, 1 / options.stepsPerSec);
    this.entrance = new Entrance({
      ...options,
      occupants: this.occupants,
      onSettled: (occupant) => this.expectAcknowledgement(occupant),
      depart: (occupant) => void this.depart(occupant),
      end: (occupant, code) => this.endOccupant(occupant, code),
    });
  }

  /** Nobody is in it, and nobody is being admitted. */
  get isEmpty(): boolean {
    return this.occupants.all().length === 0 && !this.entrance.isInUse;
  }

  /** Errors: as `Entrance.admit`. */
  admit(client: Client, admission: Admission): Promise<void> {
    return this.entrance.admit(client, admission);
  }

  /** Holds the seat of a client whose connection dropped; one that was closed for a reason is held by a fight alone. */
  drop(client: Client, code?: number): void {
    const occupant = this.occupants.inSeat(client.sessionId);
    if (!occupant) return;
    if (isDrop(client, code)) this.hold(occupant, this.reconnectHoldSec);
    else this.linger(occupant);
  }

  /** @returns false when nobody holds this seat any more */
  reconnect(client: Client): boolean {
    const occupant = this.occupants.inSeat(client.sessionId);
    if (!occupant) return false;
    occupant.client = client;
    occupant.reconnection = null;
    this.setConnected(occupant, true);
    this.expectAcknowledgement(occupant);
    return true;
  }

  /** Its client left, or the hold of its seat has ended. Never throws. */
  leave(client: Client): void {
    const occupant = this.occupants.inSeat(client.sessionId);
    if (!occupant) return;
    if (occupant.reconnection || !this.linger(occupant)) void this.depart(occupant);
  }

  /** After each tick. */
  review(): void {
    this.lingering.review();
  }

  /** Ends whoever has the seat for a reason, connected or not. Resolves once the character is saved; never rejects. */
  async end(seat: string, code: ErrorCode): Promise<void> {
    const occupant = this.occupants.inSeat(seat);
    if (occupant) await this.endOccupant(occupant, code);
  }

  endAll(code: ErrorCode): void {
    for (const occupant of this.occupants.all()) void this.endOccupant(occupant, code);
  }

  /** Its lease is on the move: it stands still, and nothing of it is written. */
  freeze(occupant: Occupant): void {
    happen(this.world, { type: 'frozen', id: occupant.player.id, frozen: true });
    this.onAway(occupant.player.id);
    this.environment.saver.untrack(occupant.saved);
  }

  thaw(occupant: Occupant): void {
    if (this.occupants.of(occupant.player.id) !== occupant) return;
    happen(this.world, { type: 'frozen', id: occupant.player.id, frozen: false });
    this.environment.saver.track(occupant.saved, null);
  }

  /** Its lease has moved to where `news` says: out of this world, without another save. */
  sendOff(occupant: Occupant, news: TravelNews): void {
    if (!this.remove(occupant)) return;
    const { client } = occupant;
    if (occupant.reconnection) {
      this.endConnection(occupant, 'travelled');
      return;
    }
    // The view is disposed of with the character; what is left of the state has nobody in it.
    client.view = undefined as never;
    tell(client, 'travel', news);
    this.room.clock.setTimeout(() => closeClient(client, 'travelled'), news.holdSec * 1000);
  }

  /** Its lease is elsewhere: out of this world, without another save. */
  dismiss(occupant: Occupant, code: ErrorCode): void {
    if (this.remove(occupant)) this.endConnection(occupant, code);
  }

  /** Until a client acknowledges its join, the framework queues for it whatever is said in the room. */
  private expectAcknowledgement(occupant: Occupant): void {
    const { client } = occupant;
    occupant.patience?.clear();
    occupant.patience = this.room.clock.setTimeout(() => {
      const isWaiting = client.state === ClientState.JOINING || client.state === ClientState.RECONNECTING;
      if (occupant.client === client && isWaiting) void this.endOccupant(occupant, 'reader_too_slow');
    }, this.acknowledgeWithinMs);
  }

  /** @param seconds 'manual': until it is given up */
  private hold(occupant: Occupant, seconds: number | 'manual'): Deferred<Client> {
    this.setConnected(occupant, false);
    this.onAway(occupant.player.id);
    const hold = this.room.allowReconnection(occupant.client, seconds);
    occupant.reconnection = hold;
    // After a clean leave the room is not told of its end.
    hold.catch(() => void this.depart(occupant));
    return hold;
  }

  /** @returns false: no fight keeps it here */
  private linger(occupant: Occupant): boolean {
    if (!this.lingering.isNeeded(occupant)) return false;
    this.lingering.add(occupant, this.hold(occupant, 'manual'));
    return true;
  }

  private setConnected(occupant: Occupant, connected: boolean): void {
    happen(this.world, { type: 'connected', id: occupant.player.id, connected });
    this.mirror.setConnected(occupant.player);
  }

  private async endOccupant(occupant: Occupant, code: ErrorCode): Promise<void> {
    const saved = this.depart(occupant);
    if (!saved) return;
    this.endConnection(occupant, code);
    await saved;
  }

  private endConnection({ client, reconnection }: Occupant, code: ErrorCode): void {
    // What the framework returns for a seat that it does not hold has no `reject`.
    if (reconnection) reconnection.reject?.(new ServerError(ERRORS[code].close, code));
    else closeClient(client, code);
  }

  /** @returns when it is saved; undefined when it was gone already */
  private depart(occupant: Occupant): Promise<void> | undefined {
    return this.remove(occupant) ? this.environment.saver.release(occupant.saved) : undefined;
  }

  /**
   * Takes an occupant out of the room at once. Never throws: thrown on by the room's `onLeave`, an error would leave the seat taken
   * for ever, and after a dropped connection end the whole process.
   * @returns false when it was gone already
   */
  private remove(occupant: Occupant): boolean {
    if (!this.occupants.remove(occupant)) return false;
    occupant.patience?.clear();
    this.environment.services.connections.remove(occupant.connection);
    this.environment.saver.untrack(occupant.saved);
    this.environment.services.notifier.noteMoved(occupant.player.id);
    try {
      this.onGone(occupant.player.id);
      happen(this.world, { type: 'leave', id: occupant.player.id });
      this.mirror.leave(occupant.player);
    } catch (error) {
      this.room.report(error, 'depart');
    }
    return true;
  }
}
