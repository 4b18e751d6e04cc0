import { Room, Server } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import { WebSocketTransport } from '@colyseus/ws-transport';

/** Plain Colyseus, as its documentation puts several processes together: what the realm's placement is compared with. */
const { PORT, PUBLIC_ADDRESS, REDIS_URL, ROOM_KIND, ROOM_CAP } = process.env;

class StockRoom extends Room {
  override maxClients = Number(ROOM_CAP);
}

const server = new Server({
  transport: new WebSocketTransport(),
  driver: new RedisDriver(REDIS_URL),
  presence: new RedisPresence(REDIS_URL),
  publicAddress: PUBLIC_ADDRESS!,
  greet: false,
});
server.define(ROOM_KIND!, StockRoom).filterBy(['place']);
process.once('disconnect', () => process.exit(0));
await server.listen(Number(PORT), '127.0.0.1');
process.send?.('ready');
