import { matchMaker, Server } from '@colyseus/core';
import { Encoder } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { BroadcastRoom } from './broadcast-room.ts';
import { readSetting } from './setting.ts';
import { ViewRoom } from './view-room.ts';

/** Plain Colyseus with one room, which everybody enters. */
const { CONTENT_DIR, PORT, SHOWS } = process.env;
/** Larger states than this one come out torn. */
Encoder.BUFFER_SIZE = 1024 * 1024;

const setting = readSetting(CONTENT_DIR!);
const server = new Server({
  transport: new WebSocketTransport(),
  express: (app) => void app.use(setting.api),
  greet: false,
});
server.define('hub', SHOWS === 'everybody' ? BroadcastRoom : ViewRoom, { setting });
process.once('disconnect', () => process.exit(0));
await server.listen(Number(PORT), '127.0.0.1');
// Many who come at once would each open one.
await matchMaker.createRoom('hub', {});
process.send?.('ready');
