import { randomUUID } from 'node:crypto';
import type { CharacterStore } from './characters/character-store.ts';
import type { Characters } from './characters/characters.ts';
import type { Bus } from './cluster/bus.ts';
import type { Content } from './content/types.ts';
import { GameError } from './errors.ts';
import { makeBusHosts } from './placement/bus-hosts.ts';
import { systemClock } from './placement/clock.ts';
import type { DecisionLog } from './placement/decision.ts';
import { makeBusDepartures } from './placement/departures-bus.ts';
import { InstanceDirectory } from './placement/directory.ts';
import { makeHop, type PerformHop } from './placement/hop.ts';
import { type Journeys, makeJourneys } from './placement/journey.ts';
import type { UpgradeLevelsOf } from './placement/locks.ts';
import type { Placement } from './placement/placement.ts';
import { Placer } from './placement/placer.ts';
import { makePlacement } from './placement/routed-placement.ts';
import { makeTicketFor, type TicketFor } from './placement/ticket-for.ts';
import type { Social } from './social/social.ts';

/** What finds places for characters, and moves them between places. */
export interface Placing {
  directory: InstanceDirectory;
  placement: Placement;
  ticketFor: TicketFor;
  journeys: Journeys;
}

export interface PlacingOptions {
  content: Content;
  social: Social;
  characters: Characters;
  leases: Pick<CharacterStore, 'moveLeases' | 'locate' | 'renewLeases'>;
  upgradeLevels: UpgradeLevelsOf;
  decisions: DecisionLog;
  bus: Bus;
  /** Of this build; instances of others are not chosen. */
  version: string;
  /** Told of every hop. outcome: 'moved', or the code of the error that kept everybody where they were. */
  onHop(reason: string, outcome: string): void;
}

export function makePlacing({
  content,
  social,
  characters,
  leases,
  upgradeLevels,
  decisions,
  bus,
  version,
  onHop,
}: PlacingOptions): Placing {
  const clock = systemClock;
  const newId = randomUUID;
  const directory = new InstanceDirectory();
  const hosts = makeBusHosts(bus);
  const policy = content.placement;
  const placer = new Placer({ directory, hosts, policy, version, decisions, clock, newId });
  const placement = makePlacement({ bus, directory, placer, hosts, clock });
  const ticketFor = makeTicketFor(social);
  const perform = makeHop({
    departures: makeBusDepartures(
      bus,
      (instanceId) => directory.instance(instanceId, clock.now())?.process.processId ?? null,
    ),
    placement,
    leases,
    holdSec: (kind) => policy.kinds[kind].seatHoldSec,
    newId,
    clock,
  });
  const hop: PerformHop = async (request) => {
    try {
      const placed = await perform(request);
      onHop(request.reason, 'moved');
      return placed;
    } catch (error) {
      onHop(request.reason, error instanceof GameError ? error.code : 'internal');
      throw error;
    }
  };
  const journeys = makeJourneys({
    content,
    social,
    characters,
    leases,
    upgradeLevels,
    ticketFor,
    hop,
    newId,
    population(placeId) {
      const instances = directory.instances(placeId, clock.now());
      return { instances: instances.length, players: instances.reduce((sum, { seats }) => sum + seats, 0) };
    },
  });
  return { directory, placement, ticketFor, journeys };
}
