import assert from 'node:assert/strict';
import { makeHealth } from '../../src/operations/health.ts';

describe('operations: health', () => {
  it('OP1 ready when every check passes', async () => {
    const { ready, checks } = await makeHealth({
      database: async () => 1,
      matchmaker: async () => {},
    }).ready();
    assert.equal(ready, true);
    assert.deepEqual(
      Object.entries(checks).map(([name, { ok }]) => [name, ok]),
      [
        ['database', true],
        ['matchmaker', true],
        ['accepting', true],
      ],
    );
  });

  it('OP1 not ready when one rejects or throws; the others are still told', async () => {
    const health = makeHealth({
      database: async () => {
        throw new Error('refused');
      },
      broken: () => {
        throw new Error('thrown at once');
      },
      matchmaker: async () => {},
    });
    const { ready, checks } = await health.ready();
    assert.equal(ready, false);
    assert.deepEqual([checks.database!.ok, checks.database!.reason], [false, 'failed']);
    assert.deepEqual([checks.broken!.ok, checks.broken!.reason], [false, 'failed']);
    assert.equal(checks.matchmaker!.ok, true);
  });

  it('OP2 a check that does not answer in time has failed', async () => {
    const health = makeHealth({ database: () => new Promise(() => {}) }, { timeLimitMs: 20 });
    const { ready, checks } = await health.ready();
    assert.equal(ready, false);
    assert.equal(checks.database!.reason, 'no answer within 20 ms');
  });

  it('OP2 callers at the same time share one run of the checks', async () => {
    let runs = 0;
    const health = makeHealth({
      database: async () => {
        runs++;
      },
    });
    await Promise.all([health.ready(), health.ready(), health.ready()]);
    assert.equal(runs, 1);
    await health.ready();
    assert.equal(runs, 2);
  });

  it('OP3 draining is seen at once, also by a run under way', async () => {
    const health = makeHealth({ database: async () => {} });
    const asked = health.ready();
    health.startDraining();
    const { ready, checks } = await asked;
    assert.equal(ready, false);
    assert.deepEqual(checks.accepting, { ok: false, ms: 0, reason: 'draining' });
  });
});
