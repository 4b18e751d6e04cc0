import assert from 'node:assert/strict';
import { makeMetrics } from '../../src/operations/metrics.ts';

describe('operations: metrics', () => {
  /** The lines of one metric, without comments. */
  async function lines(metrics: ReturnType<typeof makeMetrics>, name: string): Promise<string[]> {
    const text = await metrics.registry.metrics();
    return text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  }

  it('OP5 ticks, patches, room errors and queries are counted by their labels', async () => {
    const metrics = makeMetrics();
    metrics.tick('hub', 0.004);
    metrics.tick('hub', 0.06);
    metrics.patch('hub', 3, 900);
    metrics.patch('hub', 2, 100);
    metrics.roomError('hub', 'message_invalid');
    metrics.query(0.002, false);
    metrics.query(0.5, true);
    metrics.unhandledRejection();
    assert.deepEqual(await lines(metrics, 'room_tick_seconds_count'), [
      'room_tick_seconds_count{room="hub"} 2',
    ]);
    const buckets = await lines(metrics, 'room_tick_seconds_bucket');
    assert.ok(buckets.includes('room_tick_seconds_bucket{le="0.05",room="hub"} 1'), buckets.join('\n'));
    assert.deepEqual(await lines(metrics, 'room_patch_frames_total'), [
      'room_patch_frames_total{room="hub"} 5',
    ]);
    assert.deepEqual(await lines(metrics, 'room_patch_bytes_total'), [
      'room_patch_bytes_total{room="hub"} 1000',
    ]);
    assert.deepEqual(await lines(metrics, 'room_errors_total'), [
      'room_errors_total{room="hub",code="message_invalid"} 1',
    ]);
    assert.deepEqual(await lines(metrics, 'db_query_seconds_count'), [
      'db_query_seconds_count{outcome="ok"} 1',
      'db_query_seconds_count{outcome="failed"} 1',
    ]);
    assert.deepEqual(await lines(metrics, 'process_unhandled_rejections_total'), [
      'process_unhandled_rejections_total 1',
    ]);
  });

  it('OP5 rooms, players and the pool are read at every scrape', async () => {
    const metrics = makeMetrics();
    let counts = [{ roomName: 'hub', rooms: 2, players: 30 }];
    metrics.watchRooms(() => counts);
    metrics.watchPool(() => ({ total: 10, idle: 4, waiting: 7 }));
    assert.deepEqual(await lines(metrics, 'rooms'), ['rooms{room="hub"} 2']);
    assert.deepEqual(await lines(metrics, 'players'), ['players{room="hub"} 30']);
    assert.deepEqual(await lines(metrics, 'db_pool_connections'), [
      'db_pool_connections{state="active"} 6',
      'db_pool_connections{state="idle"} 4',
      'db_pool_connections{state="waiting"} 7',
    ]);
    counts = [{ roomName: 'zone', rooms: 1, players: 5 }];
    assert.deepEqual(await lines(metrics, 'players'), ['players{room="zone"} 5']);
  });

  it('OP5 placement is timed by its outcome, and instances are counted by place', async () => {
    const metrics = makeMetrics();
    metrics.placement('placed', 0.02);
    metrics.placement('placed', 0.3);
    metrics.placement('refused', 8);
    assert.deepEqual(await lines(metrics, 'placement_wait_seconds_count'), [
      'placement_wait_seconds_count{outcome="placed"} 2',
      'placement_wait_seconds_count{outcome="refused"} 1',
    ]);
    metrics.watchInstances(() => [{ place: 'haven', instances: 2, seats: 410, cap: 1000 }]);
    assert.deepEqual(await lines(metrics, 'instances'), ['instances{place="haven"} 2']);
    assert.deepEqual(await lines(metrics, 'instance_seats'), ['instance_seats{place="haven"} 410']);
    assert.deepEqual(await lines(metrics, 'instance_seats_cap'), ['instance_seats_cap{place="haven"} 1000']);
  });

  it("OP5 the process's own figures, event loop lag among them, are there", async () => {
    const text = await makeMetrics().registry.metrics();
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
    ]) {
      assert.match(text, new RegExp(`^${name} [\\d.e+-]+$`, 'm'), name);
    }
  });

  it('OP5 two servers in one process do not mix', async () => {
    const [one, other] = [makeMetrics(), makeMetrics()];
    one.roomError('hub', 'internal');
    assert.deepEqual(await lines(other, 'room_errors_total'), []);
  });
});
