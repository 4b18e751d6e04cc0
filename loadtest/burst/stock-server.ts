import { setTimeout as delay } from 'node:timers/promises';
import { type MatchMakerDriver, Room, Server } from '@colyseus/core';
import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { seededRandom } from '../simulate-fill/random.ts';

/** Plain Colyseus, as its documentation puts several processes together: what the realm's placement is compared with. */
const { PORT, PUBLIC_ADDRESS, REDIS_URL, ROOM_KIND, ROOM_CAP, DRIVER_DELAY } = process.env;

class StockRoom extends Room {
  override maxClients = Number(ROOM_CAP);
}

/** Every command takes so many milliseconds longer, each by itself, as through a pool of connections. */
function delayed(driver: MatchMakerDriver, { minMs, maxMs, seed }: Record<string, number>): MatchMakerDriver {
  const random = seededRandom(seed!);
  return new Proxy(driver, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...of: unknown[]) => {
        await delay(minMs! + (maxMs! - minMs!) * random());
        return member.apply(target, of);
      };
    },
  });
}

const redisDriver = new RedisDriver(REDIS_URL);
const server = new Server({
  transport: new WebSocketTransport(),
  driver: DRIVER_DELAY ? delayed(redisDriver, JSON.parse(DRIVER_DELAY)) : redisDriver,
  presence: new RedisPresence(REDIS_URL),
  publicAddress: PUBLIC_ADDRESS!,
  greet: false,
});
server.define(ROOM_KIND!, StockRoom).filterBy(['place']);
process.once('disconnect', () => process.exit(0));
await server.listen(Number(PORT), '127.0.0.1');
process.send?.('ready');
