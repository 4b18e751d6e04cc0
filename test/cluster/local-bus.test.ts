import assert from 'node:assert/strict';
import pino from 'pino';
import { LocalBus } from '../../src/cluster/local-bus.ts';
import { busContract } from './bus.contract.ts';

describe('local bus', () => {
  const bus = new LocalBus('alone', pino({ level: 'silent' }));
  busContract(() => ({ asking: bus, answering: bus }));

  it('CU2 a method has one handler', () => {
    bus.handle('taken', async () => 1);
    assert.throws(() => bus.handle('taken', async () => 2), /taken has a handler already/);
  });

  it('CU4 a closed bus answers nothing', async () => {
    await bus.close();
    await assert.rejects(bus.request('alone', 'taken', {}), { code: 'unavailable' });
  });
});
