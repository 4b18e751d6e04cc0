import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { GuardedSocket } from '../../rooms/guarded-socket.ts';
import { outbox } from '../../rooms/outbox.ts';

describe('what a socket is sent', () => {
  let http: Server;
  let sockets: WebSocketServer;
  let client: WebSocket;
  let server: WebSocket;
  let writes = 0;

  before(async () => {
    http = createServer();
    sockets = new WebSocketServer({ server: http, WebSocket: GuardedSocket });
    http.on('connection', countWrites);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const connected = once(sockets, 'connection');
    client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
    [server] = (await connected) as [WebSocket];
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
  });

  after(() => {
    client.terminate();
    sockets.close();
    http.close();
  });

  function countWrites(socket: Socket & { _writev?: Socket['_writev'] }): void {
    const { _write, _writev } = socket;
    socket._write = (...args) => {
      writes += 1;
      _write.apply(socket, args);
    };
    socket._writev = (...args) => {
      writes += 1;
      _writev!.apply(socket, args);
    };
  }

  /** What arrives, and in how many writes it was sent. */
  async function arriving(count: number, send: () => void): Promise<[string[], number]> {
    const heard: string[] = [];
    client.removeAllListeners('message');
    const all = new Promise<void>((resolve) => {
      client.on('message', (data) => {
        if (heard.push(String(data)) === count) resolve();
      });
    });
    writes = 0;
    send();
    await all;
    return [heard, writes];
  }

  it('LP7 leaves in one write for each turn of the event loop, in order', async () => {
    const together = await arriving(3, () => {
      for (const text of ['one', 'two', 'three']) server.send(text);
    });
    assert.deepEqual(together, [['one', 'two', 'three'], 1]);
    const apart = await arriving(2, () => {
      server.send('one');
      setImmediate(() => server.send('two'));
    });
    assert.deepEqual(apart, [['one', 'two'], 2]);
  });

  it('LP7 or when it is let go before the turn is over: a room measures its tick with all that it sends', async () => {
    const [heard] = await arriving(2, () => {
      server.send('one');
      server.send('two');
      assert.equal(writes, 0);
      outbox.release();
      assert.equal(writes, 1);
    });
    assert.deepEqual(heard, ['one', 'two']);
  });

  it('LP8 still arrives when the socket is closed in the same turn', async () => {
    const closed = once(client, 'close');
    const [heard] = await arriving(1, () => {
      server.send('farewell');
      server.close(4000, 'over');
    });
    assert.deepEqual([heard, (await closed)[0]], [['farewell'], 4000]);
  });
});
