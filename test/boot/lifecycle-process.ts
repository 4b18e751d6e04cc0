import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { Lifecycle } from '../../src/boot/lifecycle.ts';

// A process whose life is told by the environment; `lifecycle.test.ts` starts it and reads what it prints.
const { STOP_MS = '0', FAILING_STEP, HAPPENS, START_MS = '0' } = process.env;
const say = (text: string) => process.stdout.write(`${text}\n`);

const lifecycle = new Lifecycle({
  log: pino({ base: null, timestamp: false, level: 'error' }, process.stderr),
  deadlineSec: 2,
  onUnhandledRejection: () => {
    say('rejection counted');
    process.send?.('counted');
  },
});

await lifecycle
  .run(async () => {
    for (const name of ['database', 'rooms', 'http']) {
      lifecycle.onStop(name, async () => {
        if (name === 'rooms') await delay(Number(STOP_MS));
        say(`${name} stopped`);
        if (name === FAILING_STEP) throw new Error(`${name} broke`);
      });
    }
    process.send?.('starting');
    await delay(Number(START_MS));
    lifecycle.onStop('last', () => void say('last stopped'));
    if (HAPPENS === 'failed start') throw new Error('no start');
    setInterval(() => {}, 1000);
    if (HAPPENS === 'exception')
      setImmediate(() => {
        throw new Error('nobody caught this');
      });
    if (HAPPENS === 'rejection') void Promise.reject(new Error('nobody awaited this'));
    process.send?.('ready');
  })
  .catch((error: Error) => {
    say(`start failed: ${error.message}`);
    process.exit(1);
  });
