import { type Client, ClientState, Room, type RoomException, ServerError } from '@colyseus/core';
import { StateView } from '@colyseus/schema';
import type { HubState } from '../schema/hub-state.ts';
import { MoveInput } from '../schema/input.ts';
import type { CharacterRecord, Lease } from '../src/characters/character-store.ts';
import type { Connection } from '../src/characters/connections.ts';
import { ERRORS, type ErrorCode, GameError } from '../src/errors.ts';
import { fullChatBucket } from '../src/game/chat.ts';
import { tick } from '../src/game/tick.ts';
import { addPlayer, createWorld, type InputSource, removePlayer, type World } from '../src/game/world.ts';
import type { ServerMessage, ServerMessageName } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import {
  type Admission,
  type AdmittedContext,
  asServerError,
  confirmAdmission,
  enterCharacter,
} from './admission.ts';
import { arrivalPoint } from './arrival.ts';
import { closeClient, isDrop } from './closing.ts';
import type { RoomEnvironment } from './environment.ts';
import { FixedLoop } from './fixed-loop.ts';
import { dispatchMessage } from './messages.ts';
import { Mirror } from './mirror.ts';
import { type Occupant, Occupants } from './occupant.ts';
import type { Saved } from './saver.ts';
import { StateSerializer } from './state-serializer.ts';

export interface WorldRoomOptions {
  environment: RoomEnvironment;
  place: string;
}

const STEPS_PER_SEC = 20;
const SERIALIZER_BUFFER_BYTES = 64 * 1024;
const SLOW_READER_SKIP_BYTES = 256 * 1024;
const SLOW_READER_GIVE_UP_MS = 10_000;
const ACKNOWLEDGE_WITHIN_MS = 10_000;
/** A room whose ticks keep failing is ended rather than left broken. */
const MAX_FAILED_TICKS = 10;

/** An instance of a place: one world, the characters in it, and the clients that see it. */
export abstract class WorldRoom extends Room<{ state: HubState; input: MoveInput }> {
  declare state: HubState;
  declare protected environment: RoomEnvironment;
  declare private place: string;
  declare private world: World;
  declare private mirror: Mirror;
  declare private serializer: StateSerializer<HubState>;
  private readonly loop = new FixedLoop(STEPS_PER_SEC);
  private readonly occupants = new Occupants();
  private readonly acknowledgeWithinMs = ACKNOWLEDGE_WITHIN_MS;
  private isPatchDue = false;
  private failedTicks = 0;
  private readonly inputSource: InputSource = {
    size: (characterId) => this.inputsOf(characterId)?.size ?? 0,
    take: (characterId, count) => this.inputsOf(characterId)?.take(count) ?? [],
  };

  constructor() {
    super();
    // The framework's clock is the wall clock: set back by a minute, it would stop the simulation for as long.
    Object.assign(this.clock, { now: () => performance.now() });
  }

  /** Most players, held and reserved seats included. */
  protected abstract capacity(): number;

  get services(): Services {
    return this.environment.services;
  }

  /** Clients are admitted by `src/server.ts` before a seat is reserved; nobody else gets one. */
  static override async onAuth(
    _token: string,
    _options: unknown,
    context: AdmittedContext,
  ): Promise<Admission> {
    if (!context.admission) throw asServerError(new GameError('forbidden'));
    return context.admission;
  }

  override onCreate({ environment, place }: WorldRoomOptions): void {
    this.environment = environment;
    this.place = place;
    this.maxClients = this.capacity();
    this.world = createWorld(this.services.content.maps.get(place)!);
    this.mirror = new Mirror(place, this.roomId);
    this.inputs = this.defineInput(MoveInput, { tickRate: STEPS_PER_SEC, bufferMaxSize: 32 });
    this.state = this.mirror.state;
    this.onMessage('*', (client: Client, name: string | number, payload: unknown) => {
      const sender = this.occupants.inSeatOf(client);
      if (sender) dispatchMessage(this, sender, name, payload);
    });
    // Advertises the cadence to clients; see `broadcastPatch` for who really sends.
    this.patchRate = 1000 / STEPS_PER_SEC;
    this.setTimestep((elapsedMs) => this.advance(elapsedMs), 1000 / STEPS_PER_SEC);
    environment.running.add(this);
  }

  override async onJoin(client: Client, _options: unknown, admission: Admission): Promise<void> {
    try {
      await this.admit(client, admission);
    } catch (error) {
      if (error instanceof GameError) throw asServerError(error);
      this.report(error, 'onJoin');
      throw asServerError(new GameError('internal', { cause: error }));
    }
  }

  override onDrop(client: Client, code?: number): void {
    const occupant = this.occupants.inSeatOf(client);
    this.serializer.forget(client);
    if (!occupant || !isDrop(client, code)) return;
    this.setConnected(occupant, false);
    occupant.reconnection = this.allowReconnection(client, this.services.config.RECONNECT_SECONDS);
    // Its failure is the end of the seat, which `onLeave` handles.
    occupant.reconnection.catch(() => {});
  }

  override onReconnect(client: Client): void {
    const occupant = this.occupants.inSeatOf(client);
    if (!occupant) throw asServerError(new GameError('reconnection_refused'));
    occupant.client = client;
    occupant.reconnection = null;
    this.setConnected(occupant, true);
    this.expectAcknowledgement(occupant);
  }

  override onLeave(client: Client): void {
    const occupant = this.occupants.inSeatOf(client);
    if (occupant) void this.depart(occupant);
  }

  /** What the monitor's button calls. Stock closes without a code, after which the client would reconnect. */
  async _forceClientDisconnect(sessionId: string): Promise<void> {
    const occupant = this.occupants.inSeat(sessionId);
    if (occupant) await this.end(occupant, 'kicked');
  }

  override onBeforeShutdown(): void {
    for (const occupant of this.occupants.all()) void this.end(occupant, 'shutting_down');
    super.onBeforeShutdown();
  }

  override onDispose(): void {
    this.environment.running.delete(this);
  }

  override onUncaughtException(error: RoomException, methodName: string): void {
    const cause = error.cause ?? error;
    if (cause instanceof ServerError) return;
    this.report(cause, methodName);
    if (methodName === 'setTimestep' && ++this.failedTicks === MAX_FAILED_TICKS) {
      void this.disconnect(ERRORS.room_error.close);
    }
  }

  /** The framework makes a stock serializer for every state; ours takes its place. */
  override setSerializer(): void {
    this.serializer = new StateSerializer<HubState>({
      bufferBytes: SERIALIZER_BUFFER_BYTES,
      skipAboveBytes: SLOW_READER_SKIP_BYTES,
      giveUpAfterMs: SLOW_READER_GIVE_UP_MS,
      now: () => performance.now(),
      onPatch: (frames, bytes) => this.services.metrics.patch(this.roomName, frames, bytes),
      onSlowReader: (client) => {
        const occupant = this.occupants.inSeatOf(client);
        if (occupant) void this.end(occupant, 'reader_too_slow');
      },
    });
    super.setSerializer(this.serializer);
  }

  /** The framework's own patch timer drifts against the ticks; patches go out with them and at no other time. */
  override broadcastPatch(): boolean {
    if (!this.isPatchDue) return false;
    this.isPatchDue = false;
    return super.broadcastPatch();
  }

  tellAll<N extends ServerMessageName>(name: N, payload: ServerMessage<N>): void {
    this.broadcast(name, payload);
  }

  private async admit(client: Client, admission: Admission): Promise<void> {
    const { character, lease } = await enterCharacter(this.environment, admission, this.roomId);
    let occupant: Occupant | undefined;
    try {
      this.assertSeated(client);
      occupant = this.settle(client, admission, character, lease);
      await confirmAdmission(this.environment, admission, lease);
      this.assertSeated(client);
    } catch (error) {
      if (occupant) void this.depart(occupant);
      else await this.services.characters.leave(lease);
      throw error;
    }
  }

  /** A room that is disconnected meanwhile takes the seat away without another word: nobody would ever leave it. */
  private assertSeated(client: Client): void {
    if (!this.clients.includes(client)) throw new GameError('room_error');
  }

  /** Puts a character into the world. Errors: character_taken_over, by a later join that was faster. */
  private settle(client: Client, admission: Admission, character: CharacterRecord, lease: Lease): Occupant {
    const { connections, content } = this.services;
    const { classId, id, name, level } = character;
    const rival = connections.get(id);
    if (rival && rival.fence > lease.fence) throw new GameError('character_taken_over');
    void rival?.close('character_taken_over');

    const { speed } = content.classes.get(classId)!;
    const at = arrivalPoint(character, this.place, content, this.world.map, this.world.nextSlot);
    const chat = fullChatBucket(performance.now());
    const player = addPlayer(this.world, { id, name, classId, level, speed, chat, ...at });
    const close = (code: ErrorCode): Promise<void> => this.end(occupant, code);
    const { accountId, loginSessionId: sessionId } = admission;
    const connection: Connection = { characterId: id, accountId, sessionId, fence: lease.fence, close };
    const saved: Saved = {
      lease,
      position: () => ({ ...lease, place: this.place, ...player.body }),
      onUnsaveable: (reason) => void close(reason),
    };
    const occupant: Occupant = { player, connection, saved, client, reconnection: null };
    client.view = new StateView();
    this.mirror.enter(player, client.view);
    this.occupants.add(occupant);
    connections.add(connection);
    this.environment.saver.track(saved, { ...lease, ...character });
    this.expectAcknowledgement(occupant);
    return occupant;
  }

  /** Until a client acknowledges its join, the framework queues for it whatever is said in the room. */
  private expectAcknowledgement(occupant: Occupant): void {
    const { client } = occupant;
    this.clock.setTimeout(() => {
      const isWaiting = client.state === ClientState.JOINING || client.state === ClientState.RECONNECTING;
      if (occupant.client === client && isWaiting) void this.end(occupant, 'reader_too_slow');
    }, this.acknowledgeWithinMs);
  }

  private report(error: unknown, where: string): void {
    this.services.log.error({ err: error, room: this.roomId, place: this.place, where }, 'room error');
    this.services.metrics.roomError(this.roomName, 'room_error');
  }

  private advance(elapsedMs: number): void {
    const startedAt = performance.now();
    for (let steps = this.loop.advance(elapsedMs); steps > 0; steps--) {
      tick(this.world, { dt: 1 / STEPS_PER_SEC, inputs: this.inputSource });
      this.mirror.update(this.world);
    }
    this.isPatchDue = true;
    this.broadcastPatch();
    this.failedTicks = 0;
    this.services.metrics.tick(this.roomName, (performance.now() - startedAt) / 1000);
  }

  private inputsOf(characterId: string) {
    const occupant = this.occupants.of(characterId);
    return occupant && this.inputs?.get(occupant.client.sessionId);
  }

  private setConnected(occupant: Occupant, connected: boolean): void {
    occupant.player.connected = connected;
    this.mirror.setConnected(occupant.player);
  }

  /** Ends an occupant for a reason, whether connected or not. Resolves once it is saved; never rejects. */
  private async end(occupant: Occupant, code: ErrorCode): Promise<void> {
    const saved = this.depart(occupant);
    if (!saved) return;
    // What the framework returns for a seat that it does not hold has no `reject`.
    if (occupant.reconnection) occupant.reconnection.reject?.(new ServerError(ERRORS[code].close, code));
    else closeClient(occupant.client, code);
    await saved;
  }

  /**
   * Takes an occupant out of the room at once. Never throws: thrown on by `onLeave`, an error would leave the seat taken
   * for ever, and after a dropped connection end the whole process.
   * @returns when it is saved; undefined when it was gone already
   */
  private depart(occupant: Occupant): Promise<void> | undefined {
    if (!this.occupants.remove(occupant)) return undefined;
    this.services.connections.remove(occupant.connection);
    const saved = this.environment.saver.release(occupant.saved);
    try {
      removePlayer(this.world, occupant.player);
      this.mirror.leave(occupant.player);
      this.serializer.forget(occupant.client);
    } catch (error) {
      this.report(error, 'depart');
    }
    return saved;
  }
}
