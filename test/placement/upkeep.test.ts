import assert from 'node:assert/strict';
import { VirtualTime } from '../../loadtest/virtual-time.ts';
import { GameError } from '../../src/errors.ts';
import { InstanceDirectory, type KnownInstance } from '../../src/placement/directory.ts';
import { Upkeep } from '../../src/placement/upkeep.ts';
import { decideUpkeep, observe, type Since } from '../../src/placement/upkeep-decision.ts';
import { instanceReport, known, manyTickets, POLICY, processReport, START_MS, virtualRealm } from './kit.ts';

const NOTHING: Since = { empty: new Map(), low: new Map() };

/** What is done when the instances have stood as they are for so many seconds. */
function standing(seconds: number, ...instances: KnownInstance[]) {
  const since = observe(instances, NOTHING, POLICY, START_MS);
  const now = START_MS + seconds * 1000;
  return decideUpkeep(instances, observe(instances, since, POLICY, now), POLICY, now);
}

const forest = (id: string, seats: number, changes = {}) => known(id, { seats, ...changes });

describe('placement: upkeep', () => {
  it('PL30 one more is opened when every open instance of a hub or zone is above 75 %', () => {
    const open = [{ type: 'open', place: 'forest', kind: 'zone' }];
    assert.deepEqual(standing(0, forest('a', 76), forest('b', 80)), open);
    assert.deepEqual(standing(0, forest('a', 75), forest('b', 80)), []);
    assert.deepEqual(standing(0, forest('a', 80), forest('b', 0, { closing: true })), open);
    assert.deepEqual(standing(0, forest('a', 80), known('b', {}, { draining: true })), open);
    assert.deepEqual(standing(0, known('r', { place: 'burrow', kind: 'rift', seats: 5 })), []);
    assert.deepEqual(standing(0), []);
  });

  it('PL31 an instance closes after a minute empty, unless it is the warm one', () => {
    const close = (instanceId: string) => ({ type: 'closeEmpty', instanceId, processId: 'p1' });
    assert.deepEqual(standing(59, forest('a', 40), forest('b', 0)), []);
    assert.deepEqual(standing(60, forest('a', 40), forest('b', 0)), [close('b')]);
    assert.deepEqual(standing(60, forest('a', 80), forest('b', 0)), []);
    assert.deepEqual(standing(60, forest('a', 80), forest('b', 0), forest('c', 0)), [close('b')]);
    assert.deepEqual(standing(60, forest('a', 0)), [close('a')]);
  });

  it('PL31 the minute begins anew when somebody came', () => {
    const at = (since: Since, seats: number, seconds: number) =>
      observe([forest('a', seats)], since, POLICY, START_MS + seconds * 1000);
    const since = at(at(at(NOTHING, 0, 0), 1, 30), 0, 40);
    assert.deepEqual(since.empty, new Map([['a', START_MS + 40_000]]));
  });

  it('PL32 who is below 25 % for five minutes is offered a move, if all fit elsewhere below target', () => {
    const offered = {
      type: 'consolidate',
      instanceId: 'low',
      processId: 'p1',
      place: 'forest',
      kind: 'zone',
      targets: ['b', 'a'],
    };
    assert.deepEqual(standing(299, forest('low', 20), forest('a', 60), forest('b', 70)), []);
    assert.deepEqual(standing(300, forest('low', 20), forest('a', 60), forest('b', 70)), [offered]);
    assert.deepEqual(standing(300, forest('low', 20), forest('a', 71), forest('b', 70)), []);
    assert.deepEqual(standing(300, forest('low', 25), forest('a', 30)), []);
    assert.deepEqual(standing(300, forest('low', 20)), []);
  });

  it('PL32 the emptiest goes first, one at a time, never in rifts and arenas', () => {
    const [action, ...rest] = standing(300, forest('a', 20), forest('b', 3), forest('c', 50));
    assert.equal(action?.type === 'consolidate' && action.instanceId, 'b');
    assert.deepEqual(rest, []);
    const inMotion = standing(300, forest('a', 20), forest('b', 3, { closing: true }), forest('c', 50));
    assert.deepEqual(inMotion, []);
    const rift = (id: string) => known(id, { place: 'burrow', kind: 'rift', seats: 1, owner: id });
    assert.deepEqual(standing(900, rift('r1'), rift('r2')), []);
  });

  it('PL33 the realm keeps a warm instance, and closes what nobody needs', async () => {
    const { time, realm } = virtualRealm({ consolidate: () => assert.fail('nothing is low') });
    const seats = () =>
      realm.hosts.flatMap((host) => [...host.instances.keys()].map((id) => host.seats(id))).sort();
    await time.until(Promise.all(manyTickets(76).map((one) => realm.placer.place(one))));
    await time.advance(3_000);
    assert.deepEqual(seats(), [0, 76]);
    await time.advance(20_000);
    assert.deepEqual(seats(), [0, 0], 'nobody took the held seats');
    await time.advance(65_000);
    assert.deepEqual(seats(), []);
  });

  it('PL33 an instance is offered for consolidation every five minutes, as long as it is there', async () => {
    const { time, directory, upkeep, offered } = upkeepAlone();
    const instances = [instanceReport('low', { seats: 5 }), instanceReport('a', { seats: 50 })];
    for (let sequence = 1; sequence <= 700; sequence += 1) {
      directory.hear(processReport('p1', { sequence, instances }), time.now());
      await upkeep.run();
      await time.advance(1_000);
    }
    assert.deepEqual(offered, ['low', 'low']);
  });

  it('PL35 who was not the placer for a while counts the time anew', async () => {
    const { time, directory, upkeep, offered } = upkeepAlone();
    const instances = [instanceReport('low', { seats: 5 }), instanceReport('a', { seats: 50 })];
    const lookAt = async (sequence: number) => {
      directory.hear(processReport('p1', { sequence, instances }), time.now());
      await upkeep.run();
    };
    await lookAt(1);
    await time.advance(400_000);
    await lookAt(2);
    assert.deepEqual(offered, []);
    for (let second = 1; second <= 300; second += 1) {
      await time.advance(1_000);
      await lookAt(2 + second);
    }
    assert.deepEqual(offered, ['low']);
  });

  it('PL33 what failed is tried again', async () => {
    const { time, directory, upkeep, asked } = upkeepAlone();
    directory.hear(processReport('p1', { instances: [instanceReport('a', { seats: 80 })] }), time.now());
    await upkeep.run();
    await upkeep.run();
    assert.equal(asked(), 2);
  });
});

/** Upkeep whose hosts all fail. */
function upkeepAlone() {
  const time = new VirtualTime(START_MS);
  const directory = new InstanceDirectory();
  const offered: string[] = [];
  let asked = 0;
  const upkeep = new Upkeep({
    directory,
    hosts: () => {
      asked += 1;
      throw new GameError('unavailable');
    },
    policy: POLICY,
    version: 'v1',
    clock: time,
    newId: () => 'new',
    consolidate: ({ instanceId }) => void offered.push(instanceId),
  });
  return { time, directory, upkeep, offered, asked: () => asked };
}
