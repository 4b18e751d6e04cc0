import { type Client, Room, type RoomException, ServerError } from '@colyseus/core';
import type { HubState } from '../schema/hub-state.ts';
import { MoveInput } from '../schema/input.ts';
import { ERRORS, GameError } from '../src/errors.ts';
import { tick } from '../src/game/tick.ts';
import { createWorld, type InputSource, type World } from '../src/game/world.ts';
import type { ServerMessage, ServerMessageName } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import { type Admission, type AdmittedContext, asServerError } from './admission.ts';
import type { RoomEnvironment } from './environment.ts';
import { FixedLoop } from './fixed-loop.ts';
import { dispatchMessage } from './messages.ts';
import { Mirror } from './mirror.ts';
import { Seating } from './seating.ts';
import { StateSerializer } from './state-serializer.ts';

export interface WorldRoomOptions {
  environment: RoomEnvironment;
  place: string;
}

const STEPS_PER_SEC = 20;
const SERIALIZER_BUFFER_BYTES = 64 * 1024;
const SLOW_READER_SKIP_BYTES = 256 * 1024;
const SLOW_READER_GIVE_UP_MS = 10_000;
/** A room whose ticks keep failing is ended rather than left broken. */
const MAX_FAILED_TICKS = 10;

/** An instance of a place: one world, the characters in it, and the clients that see it. */
export abstract class WorldRoom extends Room<{ state: HubState; input: MoveInput }> {
  declare state: HubState;
  declare protected environment: RoomEnvironment;
  declare private place: string;
  declare private world: World;
  declare private mirror: Mirror;
  declare private seating: Seating;
  declare private serializer: StateSerializer<HubState>;
  private readonly loop = new FixedLoop(STEPS_PER_SEC);
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

  /** Clients are admitted by `src/matchmaking.ts` before a seat is reserved; nobody else gets one. */
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
    this.seating = new Seating({ room: this, environment, place, world: this.world, mirror: this.mirror });
    this.inputs = this.defineInput(MoveInput, { tickRate: STEPS_PER_SEC, bufferMaxSize: 32 });
    this.state = this.mirror.state;
    this.onMessage('*', (client: Client, name: string | number, payload: unknown) => {
      const sender = this.seating.occupants.inSeat(client.sessionId);
      if (sender) dispatchMessage(this, sender, name, payload);
    });
    // Advertises the cadence to clients; see `broadcastPatch` for who really sends.
    this.patchRate = 1000 / STEPS_PER_SEC;
    this.setTimestep((elapsedMs) => this.advance(elapsedMs), 1000 / STEPS_PER_SEC);
    environment.running.add(this);
  }

  override async onJoin(client: Client, _options: unknown, admission: Admission): Promise<void> {
    try {
      await this.seating.admit(client, admission);
    } catch (error) {
      if (error instanceof GameError) throw asServerError(error);
      this.report(error, 'onJoin');
      throw asServerError(new GameError('internal', { cause: error }));
    }
  }

  override onDrop(client: Client, code?: number): void {
    this.serializer.forget(client);
    this.seating.drop(client, code);
  }

  override onReconnect(client: Client): void {
    if (!this.seating.reconnect(client)) throw asServerError(new GameError('reconnection_refused'));
  }

  override onLeave(client: Client): void {
    this.serializer.forget(client);
    this.seating.leave(client);
  }

  /** What the monitor's button calls. Stock closes without a code, after which the client would reconnect. */
  async _forceClientDisconnect(seat: string): Promise<void> {
    await this.seating.end(seat, 'kicked');
  }

  override onBeforeShutdown(): void {
    this.seating.endAll('shutting_down');
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
      onSlowReader: (client) => void this.seating.end(client.sessionId, 'reader_too_slow'),
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

  report(error: unknown, where: string): void {
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
    const occupant = this.seating.occupants.of(characterId);
    return occupant && this.inputs?.get(occupant.client.sessionId);
  }
}
