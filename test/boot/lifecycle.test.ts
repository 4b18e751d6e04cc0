import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { TestProcess } from './process.ts';

const SCRIPT = 'test/boot/lifecycle-process.ts';
const IN_REVERSE = 'last stopped\nhttp stopped\nrooms stopped\ndatabase stopped\n';

function start(env: Record<string, string> = {}): TestProcess {
  return new TestProcess(SCRIPT, env);
}

describe('lifecycle of the process', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`BT7 stops in reverse at ${signal} and ends with 0`, async () => {
      const life = await start().told();
      assert.deepEqual(await life.kill(signal), { code: 0, signal: null });
      assert.equal(life.stdout, IN_REVERSE);
    });
  }

  it('BT7 takes a Ctrl-C that npm repeats for one', async () => {
    const life = await start({ STOP_MS: '200' }).told();
    life.child.kill('SIGINT');
    life.child.kill('SIGTERM');
    assert.deepEqual(await life.kill('SIGINT'), { code: 0, signal: null });
    assert.equal(life.stdout, IN_REVERSE);
  });

  it('BT7 stops in order when npm is told to stop, whose shell dies without passing that on', async () => {
    const life = new TestProcess(SCRIPT, { npm_lifecycle_event: 'start' }, { shell: true });
    await life.told();
    assert.deepEqual(await life.kill('SIGTERM'), { code: null, signal: 'SIGTERM' });
    assert.equal(life.stdout, IN_REVERSE);
  });

  it('BT7 ends at once with 1 when it is told again', async () => {
    const life = await start({ STOP_MS: '60000' }).told();
    life.child.kill('SIGINT');
    // Longer than what counts as one wish.
    await delay(1_100);
    assert.deepEqual(await life.kill('SIGINT'), { code: 1, signal: null });
    assert.equal(life.stdout, 'last stopped\nhttp stopped\n');
  });

  it('BT7 ends with 1 when the deadline is over', async () => {
    const life = await start({ STOP_MS: '60000' }).told();
    assert.deepEqual(await life.kill('SIGTERM'), { code: 1, signal: null });
    assert.equal(JSON.parse(life.stderr).deadlineSec, 2);
  });

  it('BT7 goes on stopping when one step fails, names it, and ends with 1', async () => {
    const life = await start({ FAILING_STEP: 'rooms' }).told();
    assert.deepEqual(await life.kill('SIGTERM'), { code: 1, signal: null });
    assert.equal(life.stdout, IN_REVERSE);
    const { step, err } = JSON.parse(life.stderr);
    assert.deepEqual([step, err.message], ['rooms', 'rooms broke']);
  });

  it('BT7 a signal during the start lets the step at hand end, starts nothing more and stops what stands', async () => {
    const life = await start({ START_MS: '300' }).told('starting');
    assert.deepEqual(await life.kill('SIGINT'), { code: 0, signal: null });
    assert.equal(life.stdout, IN_REVERSE);
  });

  it('BT7 a failed start stops what had begun before it is told', async () => {
    const life = start({ HAPPENS: 'failed start' });
    assert.deepEqual(await life.ended, { code: 1, signal: null });
    assert.equal(life.stdout, `${IN_REVERSE}start failed: no start\n`);
  });

  it('BT8 an uncaught exception is logged, and the process stops in order with 1', async () => {
    const life = start({ HAPPENS: 'exception' });
    assert.deepEqual(await life.ended, { code: 1, signal: null });
    assert.equal(life.stdout, IN_REVERSE);
    const { level, err } = JSON.parse(life.stderr);
    assert.deepEqual([level, err.message], [60, 'nobody caught this']);
  });

  it('BT8 an unhandled rejection is logged and counted, and the process goes on', async () => {
    const life = await start({ HAPPENS: 'rejection' }).told('counted');
    assert.deepEqual(await life.kill('SIGTERM'), { code: 0, signal: null });
    assert.equal(life.stdout, `rejection counted\n${IN_REVERSE}`);
    const { level, err } = JSON.parse(life.stderr);
    assert.deepEqual([level, err.message], [50, 'nobody awaited this']);
  });
});
