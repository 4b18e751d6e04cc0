import type { InstanceHost } from '../../src/placement/instance-host.ts';
import type { LeaseLedger } from './ledger.ts';
import { SimInstance } from './sim-instance.ts';
import type { SimProcess } from './sim-process.ts';

/** Where the seats of a process are counted. */
export function simHost(process: SimProcess, ledger: LeaseLedger): InstanceHost {
  const { instances, content } = process;
  return {
    async open({ instanceId, place, owner }) {
      const open = instances.get(instanceId);
      const instance = open ?? new SimInstance(process, instanceId, content.places.get(place)!, owner);
      instances.set(instanceId, instance);
      process.reportNow();
      return instance.report();
    },

    async hold(request) {
      const instance = instances.get(request.instanceId);
      if (!instance) return { held: false, reason: 'gone', seatsTaken: 0 };
      const answer = instance.hold(request);
      const { cap } = content.placement.kinds[instance.place.kind];
      if (instance.seats > cap) ledger.violated(`${instance.id} holds ${instance.seats} of ${cap}`);
      return answer;
    },

    async release({ instanceId, seatIds }) {
      instances.get(instanceId)?.release(seatIds);
    },

    async closeEmpty({ instanceId }) {
      return instances.get(instanceId)?.seats === 0 && instances.delete(instanceId);
    },
  };
}
