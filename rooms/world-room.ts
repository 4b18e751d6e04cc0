import { type Client, Room, type RoomException, ServerError } from '@colyseus/core';
import { MoveInput } from '../schema/input.ts';
import type { WorldState } from '../schema/world-state.ts';
import type { PlaceKind } from '../src/content/types.ts';
import { ERRORS, GameError } from '../src/errors.ts';
import { happen } from '../src/game/outside.ts';
import type { World } from '../src/game/world.ts';
import type { Resident } from '../src/placement/departures.ts';
import type { InstanceReport } from '../src/placement/instance-host.ts';
import type { Admission } from '../src/placement/ticket.ts';
import type { ServerMessage, ServerMessageName } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import { Actions } from './actions.ts';
import { asServerError, forsake } from './admission.ts';
import { CombatNews } from './combat-news.ts';
import { RoomConduct } from './conduct.ts';
import { Deeds } from './deeds.ts';
import type { RoomEnvironment } from './environment.ts';
import { FixedLoop } from './fixed-loop.ts';
import { dispatchMessage } from './messages.ts';
import { mostSpoken } from './occupant.ts';
import { outbox } from './outbox.ts';
import { askForRenderTimes } from './past.ts';
import { tellPersonalNews } from './personal-news.ts';
import { Relocation } from './relocation.ts';
import { Reservations } from './reservations.ts';
import { residentOf } from './resident.ts';
import { RoomInputs } from './room-inputs.ts';
import { Seating } from './seating.ts';
import { Simulation } from './simulation.ts';
import { serializerOf } from './sync/serializer-of.ts';
import type { SharedSerializer } from './sync/shared-serializer.ts';
import { Trades } from './trades.ts';

export interface WorldRoomOptions {
  environment: RoomEnvironment;
  place: string;
  /** To whom it is private; null: open. */
  owner: string | null;
}

/** The longest that a timer waits. */
const NEVER_MS = 2 ** 31 - 1;
/** A room whose ticks keep failing is ended rather than left broken. */
const MAX_FAILED_TICKS = 10;

/** An instance of a place: one world, the characters in it, and the clients that see it. */
export abstract class WorldRoom extends Room<{ state: WorldState; input: MoveInput }> {
  declare state: WorldState;
  declare protected environment: RoomEnvironment;
  declare place: string;
  declare owner: string | null;
  declare reservations: Reservations;
  declare trades: Trades;
  declare actions: Actions;
  declare conduct: RoomConduct;
  declare deeds: Deeds;
  declare relocation: Relocation;
  /** It takes nobody any more. */
  isClosing = false;
  declare private simulation: Simulation;
  declare private seating: Seating;
  declare private serializer: SharedSerializer<WorldState>;
  declare private patches: FixedLoop;
  private readonly combatNews = new CombatNews();
  private readonly openedAt = Date.now();
  private leaveLoop = () => {};
  private isPatchDue = false;
  private failedTicks = 0;

  constructor() {
    super();
    // The framework's clock is the wall clock: set back by a minute, it would stop the simulation for as long.
    Object.assign(this.clock, { now: () => performance.now() });
  }

  /** Steps of simulation in a second. */
  abstract readonly stepsPerSec: number;
  /** Never more than the steps. */
  abstract readonly patchesPerSec: number;

  protected get world(): World {
    return this.simulation.world;
  }

  get services(): Services {
    return this.environment.services;
  }

  /** Seats are given by placement alone, with an admission on each; the framework's own ways to one end here. */
  static override async onAuth(): Promise<never> {
    throw asServerError(new GameError('forbidden'));
  }

  override onCreate({ environment, place, owner }: WorldRoomOptions): void {
    const { content } = environment.services;
    const { cap, seatHoldSec, reconnectHoldSec, warmAbove } = content.placement.kinds[this.kind];
    this.environment = environment;
    this.place = place;
    this.owner = owner;
    this.maxClients = cap;
    this.seatReservationTimeout = seatHoldSec;
    // Where one is kept warm, upkeep closes those that nobody needs: by itself the warm one would close first.
    this.autoDispose = warmAbove === null;
    this.reservations = new Reservations(this, cap, (admission) =>
      forsake(this.services, admission, this.roomId),
    );
    const inputs = new RoomInputs({
      of: (characterId) => {
        const occupant = this.seating.occupants.of(characterId);
        return occupant && this.inputs?.get(occupant.client.sessionId);
      },
      now: () => this.clock.elapsedTime,
      onTaken: (characterId, count) => this.conduct.noteInputs(characterId, count),
    });
    this.simulation = new Simulation({
      services: this.services,
      place,
      kind: this.kind,
      instance: this.roomId,
      stepsPerSec: this.stepsPerSec,
      inputs,
      times: inputs,
    });
    const { world, mirror } = this.simulation;
    this.conduct = new RoomConduct({
      services: this.services,
      instance: this.roomId,
      stepsPerSec: this.stepsPerSec,
      times: inputs,
      expel: (characterId) => this.expel(characterId),
    });
    if (world.rules.combat !== 'none') askForRenderTimes(this);
    this.trades = new Trades({
      services: this.services,
      occupant: (characterId) => this.seating.occupants.of(characterId),
      schedule: (run, ms) => this.clock.setTimeout(run, ms),
    });
    this.actions = new Actions({
      services: this.services,
      room: this.roomName,
      conduct: this.conduct,
      world,
      occupant: (characterId) => this.seating.occupants.of(characterId),
    });
    this.deeds = new Deeds({
      services: this.services,
      actions: this.actions,
      place,
      instance: this.roomId,
      stepsPerSec: this.stepsPerSec,
      world,
      schedule: (run, ms) => this.clock.setTimeout(run, ms),
    });
    this.seating = new Seating({
      room: this,
      environment,
      place,
      owner,
      world,
      mirror,
      stepsPerSec: this.stepsPerSec,
      patchesPerSec: this.patchesPerSec,
      reconnectHoldSec,
      onAway: (characterId) => this.trades.end(characterId),
      onGone: (characterId) => {
        this.trades.forget(characterId);
        this.actions.forget(characterId);
        this.conduct.forget(characterId);
      },
    });
    this.relocation = new Relocation(this, this.seating);
    this.inputs = this.defineInput(MoveInput, { tickRate: this.stepsPerSec, bufferMaxSize: 32 });
    this.state = mirror.state;
    this.onMessage('*', (client: Client, name: string | number, payload: unknown) => {
      const sender = this.seating.occupants.inSeat(client.sessionId);
      if (sender) dispatchMessage(this, sender, name, payload);
    });
    // Advertises the cadence to clients; see `broadcastPatch` for who really sends.
    this.patchRate = 1000 / this.patchesPerSec;
    this.patches = new FixedLoop(this.patchesPerSec);
    this.setTimestep((elapsedMs) => this.advance(elapsedMs), 1000 / this.stepsPerSec);
    environment.running.set(this.roomId, this);
    environment.onNews();
  }

  get kind(): PlaceKind {
    return this.roomName as PlaceKind;
  }

  /** What other processes know of it. */
  instanceReport(): InstanceReport {
    const { isClosing: closing, kind, openedAt, owner, place, roomId: id } = this;
    const language = mostSpoken(this.seating.occupants.all());
    return { id, place, kind, owner, openedAt, seats: this.reservations.taken, language, closing };
  }

  /** What it holds for those in it. */
  get held(): { occupants: number; views: number; timers: number } {
    return {
      occupants: this.seating.occupants.all().length,
      views: this.simulation.mirror.viewCount,
      timers: this.clock.delayed.length,
    };
  }

  /** Somebody's party is this one now; null: it is in none. */
  noteParty(characterId: string, partyId: string | null): void {
    const occupant = this.seating.occupants.of(characterId);
    if (!occupant) return;
    happen(this.world, { type: 'party', id: characterId, partyId });
    this.relocation.expelStranger(characterId, partyId);
  }

  resident(characterId: string): Resident | undefined {
    const occupant = this.seating.occupants.of(characterId);
    return occupant && residentOf(occupant, this.seating, this.trades);
  }

  /** The framework asks before it lets a client in. Errors: seat_invalid. */
  override hasReservedSeat(seatId: string, reconnectionToken?: string): true {
    if (!super.hasReservedSeat(seatId, reconnectionToken)) throw asServerError(new GameError('seat_invalid'));
    return true;
  }

  override async onJoin(client: Client, _options: unknown, admission: Admission): Promise<void> {
    this.reservations.take(client.sessionId);
    try {
      await this.seating.admit(client, admission);
    } catch (error) {
      forsake(this.services, admission, this.roomId);
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
    this.environment.onNews();
  }

  /** What the monitor's button calls. Stock closes without a code, after which the client would reconnect. */
  async _forceClientDisconnect(seat: string): Promise<void> {
    await this.seating.end(seat, 'kicked');
  }

  override onBeforeShutdown(): void {
    this.seating.endAll('shutting_down');
    super.onBeforeShutdown();
  }

  override async onDispose(): Promise<void> {
    this.leaveLoop();
    this.reservations.close();
    this.environment.running.delete(this.roomId);
    this.environment.onNews();
    await Promise.all([this.deeds.close(), this.simulation.close()]);
  }

  /** All rooms of a process take their turns by one loop. */
  override setTimestep(onTurn: (elapsedMs: number) => void, periodMs: number): void {
    // Where the framework has no timer of its own, each patch would turn the clock once more, and the next turn miss that time.
    super.setTimestep(() => {}, NEVER_MS);
    this.leaveLoop();
    this.leaveLoop = this.environment.loop.join(periodMs, 1000 / this.patchesPerSec, () => {
      try {
        this.clock.tick();
        onTurn(this.clock.deltaTime);
      } catch (error) {
        this.failTick(error);
      }
    });
  }

  override onUncaughtException(error: RoomException, methodName: string): void {
    const cause = error.cause ?? error;
    if (cause instanceof ServerError) return;
    this.report(cause, methodName);
  }

  /** The framework makes a stock serializer for every state; ours takes its place. */
  override setSerializer(): void {
    this.serializer = serializerOf<WorldState>({
      onPatch: (frames, bytes) => this.services.metrics.patch(this.roomName, frames, bytes),
      onSlowReader: (client) => void this.seating.end(client.sessionId, 'reader_too_slow'),
    });
    super.setSerializer(this.serializer);
  }

  /** The framework's own patch timer drifts against the ticks; patches go out with them and at no other time. */
  override broadcastPatch(): boolean {
    if (!this.isPatchDue) return false;
    this.isPatchDue = false;
    this.combatNews.tell(this.world, ({ id }, message) => {
      this.services.connections.get(id)?.tell('combat', message);
    });
    this.simulation.notePatch();
    return super.broadcastPatch();
  }

  tellAll<N extends ServerMessageName>(name: N, payload: ServerMessage<N>): void {
    this.broadcast(name, payload);
  }

  report(error: unknown, where: string): void {
    this.services.log.error({ err: error, room: this.roomId, place: this.place, where }, 'room error');
    this.services.metrics.roomError(this.roomName, 'room_error');
  }

  /** For what one kind of room does beyond the others. */
  protected afterTick(): void {}

  private advance(elapsedMs: number): void {
    const startedAt = performance.now();
    this.simulation.advance(elapsedMs, () => this.hearTick());
    this.isPatchDue = this.patches.advance(elapsedMs) > 0;
    this.broadcastPatch();
    this.conduct.advance(elapsedMs);
    // Sending is a part of the tick, and measured with it.
    outbox.release();
    this.failedTicks = 0;
    const durationMs = performance.now() - startedAt;
    this.services.metrics.tick(this.roomName, durationMs / 1000);
    this.environment.ticks.add(durationMs);
  }

  /** What happened in a tick is told, and brought to what outlives the world. */
  private hearTick(): void {
    const { events } = this.world;
    this.actions.hear(events);
    this.combatNews.hear(this.world);
    tellPersonalNews(events, this.stepsPerSec, this.actions);
    this.deeds.hear(events);
    this.seating.review();
    this.afterTick();
  }

  private failTick(error: unknown): void {
    this.report(error, 'tick');
    if (++this.failedTicks === MAX_FAILED_TICKS) void this.disconnect(ERRORS.room_error.close);
  }

  private expel(characterId: string): void {
    const occupant = this.seating.occupants.of(characterId);
    if (occupant) void this.seating.end(occupant.client.sessionId, 'cheating_suspected');
  }
}
