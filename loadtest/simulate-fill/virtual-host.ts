import type { PlacementPolicy } from '../../src/content/types.ts';
import { GameError } from '../../src/errors.ts';
import type { Clock } from '../../src/placement/clock.ts';
import type {
  HoldAnswer,
  HoldRequest,
  InstanceHost,
  InstanceReport,
  OpenRequest,
  ProcessReport,
} from '../../src/placement/instance-host.ts';

interface Seat {
  characterId: string;
  /** Milliseconds since 1970; null: somebody sits there. */
  heldUntil: number | null;
}

export interface VirtualInstance extends InstanceReport {
  seatsById: Map<string, Seat>;
}

export interface VirtualHostOptions {
  processId: string;
  policy: PlacementPolicy;
  clock: Clock;
  /** Place → its kind. */
  kinds: Readonly<Record<string, InstanceReport['kind']>>;
  version?: string;
  region?: string;
}

/** A process with instances that hold seats as real ones do, and do nothing else. */
export class VirtualHost implements InstanceHost {
  readonly processId: string;
  readonly instances = new Map<string, VirtualInstance>();
  draining = false;
  load = { tickMs: 0, lagMs: 0 };
  readonly #options: VirtualHostOptions;
  readonly #startedAt: number;
  #sequence = 0;

  constructor(options: VirtualHostOptions) {
    this.#options = options;
    this.processId = options.processId;
    this.#startedAt = options.clock.now();
  }

  async open({ instanceId, place, owner }: OpenRequest): Promise<InstanceReport> {
    if (this.draining) throw new GameError('shutting_down');
    const kind = this.#options.kinds[place];
    if (!kind) throw new GameError('place_not_found');
    let instance = this.instances.get(instanceId);
    if (!instance) {
      const openedAt = this.#options.clock.now();
      instance = {
        id: instanceId,
        place,
        kind,
        owner,
        openedAt,
        seats: 0,
        language: null,
        closing: false,
        seatsById: new Map(),
      };
      this.instances.set(instanceId, instance);
    }
    return this.#reportOf(instance);
  }

  async hold({ instanceId, owner, limit, holdSec, seats }: HoldRequest): Promise<HoldAnswer> {
    const instance = this.instances.get(instanceId);
    if (!instance) return { held: false, reason: 'gone', seatsTaken: 0 };
    const taken = this.#countSeats(instance);
    if (instance.closing) return { held: false, reason: 'closing', seatsTaken: taken };
    if (instance.owner !== owner) return { held: false, reason: 'private', seatsTaken: taken };
    const fresh = seats.filter(({ seatId }) => !instance.seatsById.has(seatId));
    const most = Math.min(limit, this.#options.policy.kinds[instance.kind].cap);
    if (taken + fresh.length > most) return { held: false, reason: 'full', seatsTaken: taken };
    const heldUntil = this.#options.clock.now() + holdSec * 1000;
    for (const { seatId, admission } of fresh) {
      instance.seatsById.set(seatId, { characterId: admission.characterId, heldUntil });
    }
    return {
      held: true,
      seatsTaken: this.#countSeats(instance),
      reservations: seats.map(({ seatId }) => ({
        name: instance.kind,
        roomId: instanceId,
        sessionId: seatId,
        processId: this.processId,
      })),
    };
  }

  async release({ instanceId, seatIds }: { instanceId: string; seatIds: string[] }): Promise<void> {
    const seatsById = this.instances.get(instanceId)?.seatsById;
    for (const seatId of seatIds) {
      if (seatsById && seatsById.get(seatId)?.heldUntil !== null) seatsById.delete(seatId);
    }
  }

  async closeEmpty({ instanceId }: { instanceId: string }): Promise<boolean> {
    const instance = this.instances.get(instanceId);
    if (instance && this.#countSeats(instance) > 0) return false;
    this.instances.delete(instanceId);
    return true;
  }

  /** Somebody takes a held seat. @throws Error when there is none */
  take(instanceId: string, seatId: string): void {
    const seat = this.instances.get(instanceId)?.seatsById.get(seatId);
    if (!seat) throw new Error(`seat ${seatId} of ${instanceId} is not held`);
    seat.heldUntil = null;
  }

  leave(instanceId: string, seatId: string): void {
    this.instances.get(instanceId)?.seatsById.delete(seatId);
  }

  /** Seats in the instance, without those whose time has run out. */
  seats(instanceId: string): number {
    const instance = this.instances.get(instanceId);
    return instance ? this.#countSeats(instance) : 0;
  }

  report(): ProcessReport {
    const { version = 'v1', region = 'eu' } = this.#options;
    const instances = [...this.instances.values()].map((instance) => this.#reportOf(instance));
    this.#sequence += 1;
    return {
      processId: this.processId,
      sequence: this.#sequence,
      startedAt: this.#startedAt,
      version,
      region,
      draining: this.draining,
      load: { players: instances.reduce((sum, { seats }) => sum + seats, 0), ...this.load },
      instances,
    };
  }

  #reportOf(instance: VirtualInstance): InstanceReport {
    const { seatsById, ...report } = instance;
    return { ...report, seats: this.#countSeats(instance) };
  }

  #countSeats({ seatsById }: VirtualInstance): number {
    const now = this.#options.clock.now();
    for (const [seatId, { heldUntil }] of seatsById) {
      if (heldUntil !== null && heldUntil <= now) seatsById.delete(seatId);
    }
    return seatsById.size;
  }
}
