import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { matchMaker, Server } from '@colyseus/core';
import { monitor } from '@colyseus/monitor';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { RoomEnvironment } from '../rooms/environment.ts';
import { GuardedSocket } from '../rooms/guarded-socket.ts';
import { defineRooms, ROOMS } from '../rooms/index.ts';
import { Saver } from '../rooms/saver.ts';
import { makeApp } from './api/app.ts';
import type { Cluster } from './cluster.ts';
import { makeMatchmake } from './matchmaking.ts';
import type { Services } from './services.ts';
import { makeUpgradeGuard } from './upgrade-guard.ts';

const MAX_FRAME_BYTES = 4 * 1024;
/** A peer that does not answer the close handshake loses its socket after this. */
const CLOSE_TIMEOUT_MS = 2_000;
/** No request of ours takes longer to arrive; slower ones hold connections. */
const REQUEST_TIMEOUT_MS = 15_000;

export interface RunningServer {
  port: number;
  /**
   * Takes nobody new, closes every connection with `shutting_down`, saves the characters.
   * @param deadlineMs how long rooms may take to dispose, and saving while the database is away, together
   * @returns how many characters could not be saved
   */
  stop(deadlineMs: number): Promise<number>;
}

/** Builds the game server from services and listens. Tests and production build the same one. */
export async function startServer(services: Services, cluster?: Cluster): Promise<RunningServer> {
  const { config, log } = services;
  const environment: RoomEnvironment = { services, saver: new Saver(services), running: new Set() };
  const app = makeApp(services, {
    matchmake: makeMatchmake(services),
    roomNames: Object.keys(ROOMS),
    monitor: monitor({
      columns: ['roomId', 'name', { metadata: 'place' }, 'clients', 'maxClients', 'locked', 'elapsedTime'],
    }),
  });
  const http = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }, app);
  const server = new Server({
    transport: new WebSocketTransport({
      server: http,
      WebSocket: GuardedSocket,
      maxPayload: MAX_FRAME_BYTES,
      // The types of ws lag behind its options.
      ...({ closeTimeout: CLOSE_TIMEOUT_MS } as object),
      verifyClient: makeUpgradeGuard(config.REQUESTS_PER_MINUTE, config.TRUSTED_PROXIES),
    }),
    ...cluster,
    ...(config.PUBLIC_ADDRESS && { publicAddress: config.PUBLIC_ADDRESS }),
    logger: log.child({ part: 'colyseus' }),
    gracefullyShutdown: false,
    greet: false,
  });
  defineRooms(server, environment);
  services.metrics.watchRooms(() => countRooms(environment));
  services.health.addCheck('matchmaker', async () => {
    if (matchMaker.state !== matchMaker.MatchMakerState.READY) throw new Error('not ready');
  });
  // Not `server.listen`: it would put Colyseus' own router, with its open CORS, in front of ours.
  await matchMaker.accept();
  environment.saver.start();
  await listen(http, config.PORT, config.HOST);

  return {
    port: (http.address() as AddressInfo).port,
    async stop(deadlineMs) {
      services.health.startDraining();
      // Colyseus waits without end for a room that does not dispose; everybody in it can be saved all the same.
      await Promise.race([
        server.gracefullyShutdown(false),
        delay(deadlineMs / 2, undefined, { ref: false }),
      ]);
      const unsaved = await environment.saver.stop(deadlineMs / 2);
      http.close();
      http.closeAllConnections();
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

function countRooms({ running }: RoomEnvironment) {
  return Object.keys(ROOMS).map((roomName) => {
    const rooms = [...running].filter((room) => room.roomName === roomName);
    return {
      roomName,
      rooms: rooms.length,
      players: rooms.reduce((sum, room) => sum + room.clients.length, 0),
    };
  });
}
