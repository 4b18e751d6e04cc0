import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { matchMaker, Server } from '@colyseus/core';
import { monitor } from '@colyseus/monitor';
import type { Logger } from 'pino';
import { countHeld, countInstances, countRooms } from '../rooms/counts.ts';
import type { RoomEnvironment } from '../rooms/environment.ts';
import { GuardedSocket } from '../rooms/guarded-socket.ts';
import { defineRooms, ROOMS } from '../rooms/index.ts';
import { ProcessLoop } from '../rooms/process-loop.ts';
import { RecentTicks } from '../rooms/recent-ticks.ts';
import { Saver } from '../rooms/saver.ts';
import { makeApp } from './api/app.ts';
import type { Bus } from './cluster/bus.ts';
import type { Cluster } from './cluster/connect.ts';
import { LocalBus } from './cluster/local-bus.ts';
import type { RunningConfig } from './config.ts';
import { Hosting } from './hosting.ts';
import { makeMatchmake } from './matchmaking.ts';
import type { Services } from './services.ts';
import { RealmTransport } from './transport.ts';
import { makeUpgradeGuard } from './upgrade-guard.ts';

const MAX_FRAME_BYTES = 4 * 1024;
/** No client has a reason to cut a message of that size into more. */
const MAX_FRAGMENTS = 16;
/** A peer that does not answer the close handshake loses its socket after this. */
const CLOSE_TIMEOUT_MS = 2_000;
/** No request of ours takes longer to arrive; slower ones hold connections. */
const REQUEST_TIMEOUT_MS = 15_000;

export interface ServerOptions {
  config: RunningConfig;
  log: Logger;
  /** Absent: the process is alone. */
  cluster?: Cluster | undefined;
  /** Of this build. */
  version: string;
  makeServices(bus: Bus): Services;
}

export interface RunningServer {
  port: number;
  services: Services;
  /**
   * Takes nobody new, hands its players over to other processes if there are any, closes every other connection with
   * `shutting_down`, saves the characters.
   * @param deadlineMs how long handing over, disposing of rooms, and saving while the database is away may take together
   * @returns how many characters could not be saved
   */
  stop(deadlineMs: number): Promise<number>;
}

/** Builds the game server and listens. Tests and production build the same one. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, cluster, version } = options;
  const http = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  const server = new Server({
    transport: new RealmTransport({
      server: http,
      WebSocket: GuardedSocket,
      maxPayload: MAX_FRAME_BYTES,
      // The types of ws lag behind its options.
      ...({ closeTimeout: CLOSE_TIMEOUT_MS, maxFragments: MAX_FRAGMENTS } as object),
      verifyClient: makeUpgradeGuard(config.REQUESTS_PER_MINUTE, config.TRUSTED_PROXIES),
    }),
    ...(cluster && { presence: cluster.presence, driver: cluster.driver }),
    ...(config.PUBLIC_ADDRESS && { publicAddress: config.PUBLIC_ADDRESS }),
    logger: log.child({ part: 'colyseus' }),
    gracefullyShutdown: false,
    greet: false,
  });
  await matchMaker.onReady;
  const bus = cluster ? await cluster.join(matchMaker.processId) : new LocalBus(matchMaker.processId, log);
  const services = options.makeServices(bus);
  const environment: RoomEnvironment = {
    services,
    saver: new Saver(services),
    ticks: new RecentTicks(),
    loop: new ProcessLoop(),
    running: new Map(),
    onNews: () => hosting.reportSoon(),
  };
  const hosting: Hosting = new Hosting(environment, version);
  const app = makeApp(services, {
    matchmake: makeMatchmake(services),
    roomNames: Object.keys(ROOMS),
    monitor: monitor({
      columns: ['roomId', 'name', { metadata: 'place' }, 'clients', 'maxClients', 'locked', 'elapsedTime'],
    }),
  });
  http.on('request', app);
  defineRooms(server, environment);
  services.metrics.watchRooms(() => countRooms(environment));
  services.metrics.watchInstances(() => countInstances(environment));
  services.metrics.watchHeld(() => countHeld(environment));
  services.health.addCheck('matchmaker', async () => {
    if (matchMaker.state !== matchMaker.MatchMakerState.READY) throw new Error('not ready');
  });
  // Not `server.listen`: it would put Colyseus' own router, with its open CORS, in front of ours.
  await matchMaker.accept();
  environment.saver.start();
  hosting.start();
  await listen(http, config.PORT, config.HOST);

  return {
    port: (http.address() as AddressInfo).port,
    services,
    async stop(deadlineMs) {
      services.health.startDraining();
      await hosting.drain(deadlineMs / 3);
      // Colyseus waits without end for a room that does not dispose; everybody in it can be saved all the same.
      await Promise.race([
        server.gracefullyShutdown(false),
        delay(deadlineMs / 3, undefined, { ref: false }),
      ]);
      const unsaved = await environment.saver.stop(deadlineMs / 3);
      await services.notifier.close();
      hosting.stop();
      http.close();
      http.closeAllConnections();
      await (cluster ?? bus).close();
      return unsaved;
    },
  };
}

function listen(http: HttpServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}
