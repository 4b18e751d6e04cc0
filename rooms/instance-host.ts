import { matchMaker } from '@colyseus/core';
import { GameError } from '../src/errors.ts';
import type { InstanceHost, InstanceReport, OpenRequest } from '../src/placement/instance-host.ts';
import type { RoomEnvironment } from './environment.ts';

/**
 * This process as placement sees it.
 * @param isDraining it takes nobody new
 */
export function makeInstanceHost(environment: RoomEnvironment, isDraining: () => boolean): InstanceHost {
  const { running, services } = environment;
  const opening = new Map<string, Promise<InstanceReport>>();

  async function create({ instanceId, place, owner }: OpenRequest): Promise<InstanceReport> {
    const kind = services.content.places.get(place)?.kind;
    if (!kind) throw new GameError('place_not_found');
    await matchMaker.handleCreateRoom(kind, { place, owner }, undefined, instanceId);
    return running.get(instanceId)!.instanceReport();
  }

  return {
    async open(request) {
      if (isDraining()) throw new GameError('shutting_down', { retryAfterSec: 2 });
      const { instanceId } = request;
      const room = running.get(instanceId);
      if (room) return room.instanceReport();
      const creating = opening.get(instanceId) ?? create(request).finally(() => opening.delete(instanceId));
      opening.set(instanceId, creating);
      return creating;
    },

    async hold({ instanceId, owner, ...request }) {
      const room = running.get(instanceId);
      if (!room) return { held: false, reason: 'gone', seatsTaken: 0 };
      const seatsTaken = room.reservations.taken;
      if (isDraining() || room.isClosing) return { held: false, reason: 'closing', seatsTaken };
      // The last word on who may enter a private instance is spoken here, whoever asks.
      if (room.owner !== owner) return { held: false, reason: 'private', seatsTaken };
      return room.reservations.hold(request);
    },

    async release({ instanceId, seatIds }) {
      await running.get(instanceId)?.reservations.release(seatIds);
    },

    async closeEmpty({ instanceId }) {
      const room = running.get(instanceId);
      if (!room) return true;
      if (room.reservations.taken > 0) return false;
      room.isClosing = true;
      await room.disconnect();
      return true;
    },
  };
}
