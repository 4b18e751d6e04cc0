import { type Client, ClientState, type Deferred, ServerError } from '@colyseus/core';
import { StateView } from '@colyseus/schema';
import type { EnteredCharacter } from '../src/characters/characters.ts';
import type { Connection } from '../src/characters/connections.ts';
import { ERRORS, type ErrorCode, GameError } from '../src/errors.ts';
import { fullChatBucket } from '../src/game/chat.ts';
import { fullBucket } from '../src/game/token-bucket.ts';
import { addPlayer, affect, removePlayer, type World } from '../src/game/world.ts';
import type { Admission } from '../src/placement/ticket.ts';
import type { TravelNews } from '../src/placement/travel.ts';
import { confirmAdmission, enterCharacter } from './admission.ts';
import { arrivalPoint } from './arrival.ts';
import { closeClient, isDrop } from './closing.ts';
import type { RoomEnvironment } from './environment.ts';
import { tell } from './messages.ts';
import type { Mirror } from './mirror.ts';
import { type Occupant, Occupants, TRAVEL_ALLOWANCE } from './occupant.ts';
import type { Saved } from './saver.ts';

/** What the seats need of their room. */
interface SeatedRoom {
  roomId: string;
  clients: { includes(client: Client): boolean };
  clock: { setTimeout(handler: () => void, ms: number): unknown };
  allowReconnection(client: Client, seconds: number): Deferred<Client>;
  report(error: unknown, where: string): void;
}

export interface SeatingOptions {
  room: SeatedRoom;
  environment: RoomEnvironment;
  place: string;
  /** To whom the instance is private; null: open. */
  owner: string | null;
  world: World;
  mirror: Mirror;
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
  private readonly place: string;
  private readonly owner: string | null;
  private readonly world: World;
  private readonly mirror: Mirror;
  private readonly reconnectHoldSec: number;
  private readonly onAway: SeatingOptions['onAway'];
  private readonly onGone: SeatingOptions['onGone'];
  private readonly acknowledgeWithinMs = 10_000;
  private arriving = 0;

  constructor(options: SeatingOptions) {
    this.room = options.room;
    this.environment = options.environment;
    this.place = options.place;
    this.owner = options.owner;
    this.world = options.world;
    this.mirror = options.mirror;
    this.reconnectHoldSec = options.reconnectHoldSec;
    this.onAway = options.onAway;
    this.onGone = options.onGone;
  }

  /** Nobody is in it, and nobody is being admitted. */
  get isEmpty(): boolean {
    return this.occupants.all().length === 0 && this.arriving === 0;
  }

  /** Errors: as `enterCharacter` and `confirmAdmission`; room_error. Whatever is thrown, nothing is left behind. */
  async admit(client: Client, admission: Admission): Promise<void> {
    this.arriving += 1;
    try {
      await this.enter(client, admission);
    } finally {
      this.arriving -= 1;
    }
  }

  /** Holds the seat of a client whose connection dropped; one that was closed for a reason is not held. */
  drop(client: Client, code?: number): void {
    const occupant = this.occupants.inSeat(client.sessionId);
    if (!occupant || !isDrop(client, code)) return;
    this.setConnected(occupant, false);
    this.onAway(occupant.player.id);
    occupant.reconnection = this.room.allowReconnection(client, this.reconnectHoldSec);
    // Its failure is the end of the seat, after which the room is told that the client left.
    occupant.reconnection.catch(() => {});
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

  /** Never throws. */
  leave(client: Client): void {
    const occupant = this.occupants.inSeat(client.sessionId);
    if (occupant) void this.depart(occupant);
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
    occupant.player.frozen = true;
    this.onAway(occupant.player.id);
    this.environment.saver.untrack(occupant.saved);
  }

  thaw(occupant: Occupant): void {
    if (this.occupants.of(occupant.player.id) !== occupant) return;
    occupant.player.frozen = false;
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

  private async enter(client: Client, admission: Admission): Promise<void> {
    const entered = await enterCharacter(this.environment, admission, this.room.roomId);
    let occupant: Occupant | undefined;
    try {
      this.assertSeated(client);
      occupant = this.settle(client, admission, entered);
      await Promise.all([
        confirmAdmission(this.environment, admission, entered.lease, this.owner),
        this.environment.services.effectNews.refresh(occupant.player.id),
      ]);
      this.assertSeated(client);
      occupant.isAdmitted = true;
    } catch (error) {
      if (occupant) void this.depart(occupant);
      else await this.environment.services.characters.leave(entered.lease);
      throw error;
    }
  }

  /** A room that is disconnected meanwhile takes the seat away without another word: nobody would ever leave it. */
  private assertSeated(client: Client): void {
    if (!this.room.clients.includes(client)) throw new GameError('room_error');
  }

  /** Puts a character into the world. Errors: character_taken_over, by a later join that was faster. */
  private settle(client: Client, admission: Admission, entered: EnteredCharacter): Occupant {
    const { character, lease } = entered;
    const { connections, content } = this.environment.services;
    const { classId, id, name, level } = character;
    const rival = connections.get(id);
    if (rival && rival.fence > lease.fence) throw new GameError('character_taken_over');
    void rival?.close('character_taken_over');

    const { speed: classSpeed } = content.classes.get(classId)!;
    const at = arrivalPoint(entered, this.place, content, this.world.map, this.world.nextSlot);
    const now = performance.now();
    const chat = fullChatBucket(now);
    const player = addPlayer(this.world, { id, name, classId, level, classSpeed, chat, ...at });
    const close = (code: ErrorCode): Promise<void> => this.endOccupant(occupant, code);
    const { accountId, loginSessionId: sessionId } = admission;
    const connection: Connection = {
      characterId: id,
      accountId,
      sessionId,
      fence: lease.fence,
      close,
      affect: (effects) => {
        affect(player, effects);
        this.mirror.setEffects(player);
      },
      tell: (message, payload) => {
        if (!occupant.reconnection) tell(occupant.client, message, payload);
      },
    };
    const saved: Saved = {
      lease,
      position: () => ({ ...lease, place: this.place, ...player.body }),
      onUnsaveable: (reason) => void close(reason),
    };
    const { language } = admission;
    const travels = fullBucket(TRAVEL_ALLOWANCE, now);
    const occupant: Occupant = {
      player,
      connection,
      saved,
      language,
      travels,
      isAdmitted: false,
      client,
      reconnection: null,
    };
    client.view = new StateView();
    this.mirror.enter(player, client.view);
    this.occupants.add(occupant);
    connections.add(connection);
    this.environment.saver.track(saved, { ...lease, ...character });
    this.environment.services.notifier.noteMoved(id);
    this.expectAcknowledgement(occupant);
    return occupant;
  }

  /** Until a client acknowledges its join, the framework queues for it whatever is said in the room. */
  private expectAcknowledgement(occupant: Occupant): void {
    const { client } = occupant;
    this.room.clock.setTimeout(() => {
      const isWaiting = client.state === ClientState.JOINING || client.state === ClientState.RECONNECTING;
      if (occupant.client === client && isWaiting) void this.endOccupant(occupant, 'reader_too_slow');
    }, this.acknowledgeWithinMs);
  }

  private setConnected(occupant: Occupant, connected: boolean): void {
    occupant.player.connected = connected;
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
    this.environment.services.connections.remove(occupant.connection);
    this.environment.saver.untrack(occupant.saved);
    this.environment.services.notifier.noteMoved(occupant.player.id);
    try {
      this.onGone(occupant.player.id);
      removePlayer(this.world, occupant.player);
      this.mirror.leave(occupant.player);
    } catch (error) {
      this.room.report(error, 'depart');
    }
    return true;
  }
}
