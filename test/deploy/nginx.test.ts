import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WebSocket, WebSocketServer } from 'ws';
import { suiteFolder } from '../boot/temp-dir.ts';
import { freePort } from '../kit/ports.ts';
import { describeNeeds } from '../kit/programs.ts';
import { until } from '../kit/until.ts';

const CONFIG = join(import.meta.dirname, '../../deploy/nginx');

/** Stands for a game process: says its name, what it was asked for and by whom. */
class Game {
  readonly name: string;
  private readonly http: Server;
  private readonly sockets: WebSocketServer;

  constructor(name: string) {
    this.name = name;
    this.http = createServer((req, res) => res.end(this.said(req)));
    this.sockets = new WebSocketServer({ server: this.http });
    this.sockets.on('connection', (socket, req) => socket.send(this.said(req)));
  }

  async listen(port = 0): Promise<number> {
    this.http.listen(port, '127.0.0.1');
    await once(this.http, 'listening');
    return (this.http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private said({ method, url, headers }: { method?: string; url?: string; headers: object }): string {
    const { 'x-forwarded-for': from, host } = headers as Record<string, string>;
    return JSON.stringify({ name: this.name, method, url, from, host });
  }
}

describeNeeds(['nginx'], 'nginx in front of a realm', (program) => {
  const folder = suiteFolder();
  const config = join(folder, 'nginx.conf');
  const first = new Game('first');
  const second = new Game('second');
  let firstPort: number;
  let port: number;
  let nginx: ChildProcess;

  before(async () => {
    firstPort = await first.listen();
    const secondPort = await second.listen();
    port = await freePort();
    const upstreams = readFileSync(join(CONFIG, 'upstreams.local.conf'), 'utf8')
      .replaceAll(':2567', `:${firstPort}`)
      .replaceAll(':2568', `:${secondPort}`)
      // Nobody listens there: one of three processes is down.
      .replaceAll(':2569', `:${await freePort()}`);
    const realm = readFileSync(join(CONFIG, 'realm.conf'), 'utf8').replace(
      'listen 80;',
      `listen 127.0.0.1:${port};`,
    );
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
      .join('\n');
    writeFileSync(
      config,
      `daemon off;\npid ${join(folder, 'pid')};\nerror_log ${join(folder, 'error.log')};\nevents {}\n` +
        `http {\naccess_log off;\n${temporary}\n${upstreams}\n${realm}\n}\n`,
    );
    await promisify(execFile)(program(), ['-t', '-e', 'stderr', '-c', config]);
    nginx = spawn(program(), ['-e', 'stderr', '-c', config], { stdio: 'inherit' });
    await until(() => fetch(`http://127.0.0.1:${port}/`).catch(() => null), 'nginx answers');
  });
  after(async () => {
    const ended = once(nginx, 'exit');
    nginx.kill('SIGTERM');
    await ended;
    await first.close();
    await second.close();
  });

  async function socketTo(path: string): Promise<Record<string, string>> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    const [message] = await once(socket, 'message');
    socket.close();
    return JSON.parse(String(message));
  }
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

  it('CU19 a socket reaches the process that its address names, without the prefix', async () => {
    for (const [prefix, name] of [
      ['/p1', 'first'],
      ['/p2', 'second'],
      ['/p1', 'first'],
    ]) {
      assert.deepEqual(await socketTo(`${prefix}/process/room?sessionId=a%20b&_authToken=x`), {
        name,
        method: 'GET',
        url: '/process/room?sessionId=a%20b&_authToken=x',
        from: '127.0.0.1',
        host: `127.0.0.1:${port}`,
      });
    }
  });

  it('CU19 a caller cannot choose the address that it is known by', async () => {
    const response = await get('/api/v1/me', { headers: { 'X-Forwarded-For': '10.0.0.1' } });
    const { from } = (await response.json()) as { from: string };
    assert.equal(from, '10.0.0.1, 127.0.0.1');
  });

  it('CU19 everything else goes to any process that lives', async () => {
    const names = new Set<string>();
    for (let request = 0; request < 30; request++) {
      const response = await get('/matchmake/joinOrCreate/hub', { method: 'POST', body: '{}' });
      assert.equal(response.status, 200);
      names.add(((await response.json()) as { name: string }).name);
    }
    assert.deepEqual([...names].toSorted(), ['first', 'second']);

    await first.close();
    for (let request = 0; request < 10; request++) {
      const response = await get('/api/v1/places');
      assert.equal(((await response.json()) as { name: string }).name, 'second');
    }
    await assert.rejects(socketTo('/p1/process/room'), /502/);
    await first.listen(firstPort);
    assert.equal((await socketTo('/p1/process/room')).name, 'first');
  });

  it('CU19 a process that does not exist, and the measurements, are not found', async () => {
    assert.equal((await get('/p9/process/room')).status, 404);
    assert.equal((await get('/p/process/room')).status, 200);
    assert.equal((await get('/metrics')).status, 404);
    await assert.rejects(socketTo('/p9/process/room'), /404/);
  });
});
