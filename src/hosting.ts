import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { RoomEnvironment } from '../rooms/environment.ts';
import { makeInstanceHost } from '../rooms/instance-host.ts';
import { ProcessReporter } from './cluster/report.ts';
import { makeBusHosts, serveHost } from './placement/bus-hosts.ts';
import { systemClock } from './placement/clock.ts';
import { DepartureGate } from './placement/departures.ts';
import { serveDepartures } from './placement/departures-bus.ts';
import { Upkeep } from './placement/upkeep.ts';

const UPKEEP_EVERY_MS = 1_000;
const CONSOLIDATE = 'instances.consolidate';
/** Until every process has heard that this one drains, tickets may still be on their way to it. */
const NEWS_TRAVELS_MS = 100;

/** A client takes its new seat, and then leaves the old one. */
const LEAVING_MS = 2_000;
const POLL_MS = 20;

/** This process as a host of instances: what the others may ask of it, what it tells them, and how it leaves them. */
export class Hosting {
  private readonly environment: RoomEnvironment;
  private readonly reporter: ProcessReporter;
  private readonly upkeep: Upkeep;
  private timer: NodeJS.Timeout | undefined;
  private isDraining = false;

  constructor(environment: RoomEnvironment, version: string) {
    this.environment = environment;
    const { running, services } = environment;
    const { bus, characters, config, content, directory } = services;
    serveHost(
      bus,
      makeInstanceHost(environment, () => this.isDraining),
    );
    serveDepartures(
      bus,
      new DepartureGate({
        find: (instance, characterId) => running.get(instance)?.resident(characterId),
        leases: characters,
        clock: systemClock,
      }),
    );
    bus.handle(CONSOLIDATE, async (request) => {
      const { instanceId, population } = request as { instanceId: string; population: number };
      const room = running.get(instanceId);
      void room?.relocation.consolidate(population).catch((error) => room.report(error, 'consolidate'));
      return null;
    });
    services.notifier.onParty((characterId, party) => {
      for (const room of running.values()) room.noteParty(characterId, party?.id ?? null);
    });
    this.upkeep = new Upkeep({
      directory,
      hosts: makeBusHosts(bus),
      policy: content.placement,
      version,
      clock: systemClock,
      newId: randomUUID,
      consolidate({ processId, instanceId, targets }) {
        const seats = targets.map((id) => directory.instance(id, systemClock.now())?.seats ?? 0);
        bus
          .request(processId, CONSOLIDATE, { instanceId, population: Math.max(0, ...seats) })
          .catch((error) =>
            services.log.warn({ err: error, instanceId }, 'an instance was not consolidated'),
          );
      },
    });
    this.reporter = new ProcessReporter(bus, {
      startedAt: systemClock.now(),
      version,
      region: config.REGION,
      draining: () => this.isDraining,
      load: () => ({ players: this.countSeats(), tickMs: environment.ticks.p95() }),
      instances: () => [...running.values()].map((room) => room.instanceReport()),
      onReport: (report) => directory.hear(report, systemClock.now()),
    });
  }

  /** From now on tickets may end here. */
  start(): void {
    this.reporter.start();
    this.timer = setInterval(() => {
      if (this.isPlacer()) void this.upkeep.run();
    }, UPKEEP_EVERY_MS);
  }

  reportSoon(): void {
    this.reporter.reportSoon();
  }

  /** Takes nobody new, and hands everybody over to other processes, if there are any, until the time is up. */
  async drain(deadlineMs: number): Promise<void> {
    this.isDraining = true;
    this.reporter.reportSoon();
    const { running, services } = this.environment;
    const others = services.directory
      .processes(systemClock.now())
      .filter(({ processId, draining }) => processId !== services.bus.processId && !draining);
    if (others.length === 0) return;
    await delay(NEWS_TRAVELS_MS);
    const handingOver = [...running.values()].map((room) =>
      room.relocation.drain().catch((error) => room.report(error, 'drain')),
    );
    const outOfTime = delay(deadlineMs, undefined, { ref: false });
    await Promise.race([Promise.all(handingOver), outOfTime]);
    await Promise.race([this.untilGone(), delay(LEAVING_MS, undefined, { ref: false }), outOfTime]);
  }

  /** Who was told its new seat leaves by itself, and should not be told meanwhile that the server stops. */
  private async untilGone(): Promise<void> {
    const isAnybodyHere = () =>
      [...this.environment.running.values()].some((room) => room.clients.length > 0);
    while (isAnybodyHere()) await delay(POLL_MS, undefined, { ref: false });
  }

  stop(): void {
    clearInterval(this.timer);
    this.reporter.stop();
  }

  private isPlacer(): boolean {
    const { bus, directory } = this.environment.services;
    return directory.leader(systemClock.now()) === bus.processId;
  }

  private countSeats(): number {
    return [...this.environment.running.values()].reduce((sum, room) => sum + room.reservations.taken, 0);
  }
}
