import assert from 'node:assert/strict';
import { InstanceDirectory } from '../../src/placement/directory.ts';
import { instanceReport, processReport, START_MS } from './kit.ts';

const ids = (instances: { id: string }[]) => instances.map(({ id }) => id).sort();

describe('instance directory', () => {
  let directory: InstanceDirectory;

  beforeEach(() => {
    directory = new InstanceDirectory();
  });

  it('PL1 knows the instances of a place on every process', () => {
    directory.hear(
      processReport('p1', { instances: [instanceReport('i1'), instanceReport('i2', { place: 'desert' })] }),
      START_MS,
    );
    directory.hear(processReport('p2', { instances: [instanceReport('i3')] }), START_MS);
    assert.deepEqual(ids(directory.instances('forest', START_MS)), ['i1', 'i3']);
    assert.deepEqual(ids(directory.all(START_MS)), ['i1', 'i2', 'i3']);
    assert.equal(directory.instance('i3', START_MS)!.process.processId, 'p2');
    assert.deepEqual(directory.instances('nowhere', START_MS), []);
  });

  it('PL2 forgets a process after 2.5 s of silence, and knows it again when it speaks', () => {
    directory.hear(processReport('p1', { instances: [instanceReport('i1')] }), START_MS);
    assert.equal(directory.processes(START_MS + 2_500).length, 1);
    assert.deepEqual(directory.processes(START_MS + 2_501), []);
    assert.deepEqual(directory.instances('forest', START_MS + 2_501), []);
    assert.equal(directory.instance('i1', START_MS + 2_501), null);
    directory.hear(processReport('p1', { sequence: 2, instances: [instanceReport('i1')] }), START_MS + 9_000);
    assert.deepEqual(ids(directory.instances('forest', START_MS + 9_000)), ['i1']);
  });

  it('PL2 a process that says goodbye is gone at once', () => {
    directory.hear(processReport('p1', { instances: [instanceReport('i1')] }), START_MS);
    directory.forget('p1');
    directory.forget('unknown');
    assert.deepEqual(directory.processes(START_MS), []);
    assert.equal(directory.instance('i1', START_MS), null);
  });

  it('PL3 reports that come late or twice change nothing, and keep nobody alive', () => {
    const old = processReport('p1', { sequence: 4, instances: [instanceReport('i1', { seats: 1 })] });
    const newer = processReport('p1', { sequence: 5, instances: [instanceReport('i2', { seats: 2 })] });
    directory.hear(newer, START_MS);
    directory.hear(old, START_MS + 1_000);
    directory.hear(newer, START_MS + 2_000);
    assert.deepEqual(ids(directory.instances('forest', START_MS + 2_400)), ['i2']);
    assert.deepEqual(directory.processes(START_MS + 2_600), []);
  });

  it('PL3 a process that starts anew counts from the beginning', () => {
    directory.hear(processReport('p1', { sequence: 900 }), START_MS);
    directory.hear(
      processReport('p1', { sequence: 1, startedAt: START_MS + 5, instances: [instanceReport('i1')] }),
      START_MS + 10,
    );
    assert.deepEqual(ids(directory.instances('forest', START_MS + 10)), ['i1']);
  });

  it('PL4 an instance that a newer report does not name is gone, except one just opened', () => {
    directory.hear(processReport('p1', { instances: [instanceReport('i1')] }), START_MS);
    directory.opened(instanceReport('i2'), 'p1', START_MS);
    directory.hear(processReport('p1', { sequence: 2 }), START_MS + 100);
    assert.deepEqual(ids(directory.instances('forest', START_MS + 100)), ['i2']);
    directory.hear(processReport('p1', { sequence: 3 }), START_MS + 2_600);
    assert.deepEqual(directory.instances('forest', START_MS + 2_600), []);
  });

  it('PL5 what an instance said itself counts until the next report', () => {
    directory.hear(processReport('p1', { instances: [instanceReport('i1', { seats: 3 })] }), START_MS);
    directory.correct('i1', { seats: 80, closing: true });
    assert.equal(directory.instance('i1', START_MS)!.seats, 80);
    assert.equal(directory.instance('i1', START_MS)!.closing, true);
    directory.hear(
      processReport('p1', { sequence: 2, instances: [instanceReport('i1', { seats: 79 })] }),
      START_MS + 1,
    );
    assert.equal(directory.instance('i1', START_MS + 1)!.seats, 79);
    directory.gone('i1');
    assert.equal(directory.instance('i1', START_MS + 1), null);
  });

  it('PL6 the leader is the oldest that lives and does not drain; of two the smaller id', () => {
    assert.equal(directory.leader(START_MS), null);
    directory.hear(processReport('p3', { startedAt: START_MS - 9 }), START_MS);
    directory.hear(processReport('p2', { startedAt: START_MS - 5 }), START_MS + 1_000);
    directory.hear(processReport('p1', { startedAt: START_MS - 5 }), START_MS + 1_000);
    assert.equal(directory.leader(START_MS + 1_000), 'p3');
    assert.equal(directory.leader(START_MS + 1_000, new Set(['p3'])), 'p1');
    assert.equal(directory.leader(START_MS + 3_000), 'p1');
    directory.hear(
      processReport('p1', { sequence: 2, startedAt: START_MS - 5, draining: true }),
      START_MS + 3_000,
    );
    assert.equal(directory.leader(START_MS + 3_000), 'p2');
  });
});
