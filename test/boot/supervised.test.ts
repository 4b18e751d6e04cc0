import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Supervised } from '../../src/boot/supervised.ts';
import { until } from './process.ts';

describe('supervised process', () => {
  let children: ChildProcess[];
  let restarts: [string, string][];
  let times: number[];

  /** @param script what the process does; it says 'ready' over IPC */
  function supervise(script: string): Supervised {
    children = [];
    restarts = [];
    times = [];
    return new Supervised({
      name: 'the process',
      spawn() {
        const child = spawn(process.execPath, ['-e', script], {
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        });
        children.push(child);
        times.push(performance.now());
        return child;
      },
      ready: (child) => once(child, 'message'),
      stop: (child) => child.kill('SIGTERM'),
      onRestart: (name, exit) => restarts.push([name, exit]),
    });
  }

  it('CU17 runs until it is stopped', async () => {
    const supervised = supervise(`process.send('ready'); setInterval(() => {}, 1000)`);
    await supervised.start();
    await supervised.stop();
    assert.deepEqual([children.length, children[0]!.signalCode, restarts], [1, 'SIGTERM', []]);
  });

  it('CU17 starts again after it was killed', async () => {
    const supervised = supervise(`process.send('ready'); setInterval(() => {}, 1000)`);
    await supervised.start();
    children[0]!.kill('SIGKILL');
    await until(() => children.length === 2);
    assert.deepEqual(restarts, [['the process', 'SIGKILL']]);
    await supervised.stop();
    assert.equal(children[1]!.signalCode, 'SIGTERM');
  });

  it('CU17 waits longer each time that it dies at once', async () => {
    const supervised = supervise(`process.send('ready', () => process.exit(3))`);
    await supervised.start();
    await until(() => children.length === 3);
    await supervised.stop();
    assert.deepEqual(restarts.slice(0, 2), [
      ['the process', '3'],
      ['the process', '3'],
    ]);
    const [first, second] = [times[1]! - times[0]!, times[2]! - times[1]!];
    assert.ok(first >= 500 && second >= 1_000, `${first} ms, ${second} ms`);
  });

  it('CU17 a first start that fails is told and not tried again', async () => {
    const supervised = supervise('process.exit(7)');
    await assert.rejects(supervised.start(), { message: 'the process could not be started (7).' });
    await supervised.stop();
    assert.equal(children.length, 1);
  });

  it('CU17 a stop during the first start waits for its end', async () => {
    const supervised = supervise(
      `process.on('message', process.exit); process.on('SIGTERM', () => process.send('ending')); process.send('armed')`,
    );
    const started = supervised.start();
    await once(children[0]!, 'message');
    const ending = once(children[0]!, 'message');
    const stopped = supervised.stop();
    await ending;
    children[0]!.send(0);
    await stopped;
    assert.equal(children[0]!.exitCode, 0);
    await started;
  });

  it('CU17 a stop while it waits for its next start ends the waiting', async () => {
    const supervised = supervise(`process.send('ready'); setInterval(() => {}, 1000)`);
    await supervised.start();
    children[0]!.kill('SIGKILL');
    await until(() => restarts.length === 1);
    await supervised.stop();
    assert.equal(children.length, 1);
  });
});
