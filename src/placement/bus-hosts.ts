import type { Bus } from '../cluster/bus.ts';
import type { HoldAnswer, HoldRequest, InstanceHost, InstanceReport, OpenRequest } from './instance-host.ts';

/** Longer than a host ever needs that is not stuck. */
const TIMEOUT_MS = 1_500;

const OPEN = 'instances.open';
const HOLD = 'instances.hold';
const RELEASE = 'instances.release';
const CLOSE_EMPTY = 'instances.close-empty';

type ReleaseRequest = Parameters<InstanceHost['release']>[0];
type CloseRequest = Parameters<InstanceHost['closeEmpty']>[0];

/**
 * The hosts of all processes, by process id, reached over the bus.
 * Errors of every method: those of the host; unavailable when it does not answer within 1.5 s.
 */
export function makeBusHosts(bus: Bus): (processId: string) => InstanceHost {
  return (processId) => {
    const ask = (method: string, request: unknown) => bus.request(processId, method, request, TIMEOUT_MS);
    return {
      open: async (request) => (await ask(OPEN, request)) as InstanceReport,
      hold: async (request) => (await ask(HOLD, request)) as HoldAnswer,
      release: async (request) => {
        await ask(RELEASE, request);
      },
      closeEmpty: async (request) => (await ask(CLOSE_EMPTY, request)) as boolean,
    };
  };
}

/** Lets the other processes (and this one) reach this process's host. */
export function serveHost(bus: Bus, host: InstanceHost): void {
  bus.handle(OPEN, (request) => host.open(request as OpenRequest));
  bus.handle(HOLD, (request) => host.hold(request as HoldRequest));
  bus.handle(RELEASE, (request) => host.release(request as ReleaseRequest));
  bus.handle(CLOSE_EMPTY, (request) => host.closeEmpty(request as CloseRequest));
}
