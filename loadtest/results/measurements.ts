import type { Tallies } from '../measure/tallies.ts';
import type { Metrics } from '../server-metrics.ts';

/** What the figures of a run are made of. */
export interface Measurements {
  /** Of all workers, while it was measured; joins and errors of the arrival, too. */
  tallies: Tallies;
  seconds: number;
  clients: number;
  /** Bots with a connection, on the average, and at the end. */
  meanInside: number;
  lastInside: number;
  /** The worst delay of an event loop of the tool, milliseconds. */
  lagMs: number;
  /** The servers', all processes together; null: they do not show them. */
  server: ServerMeasurements | null;
  /** Bots in each instance at the end. */
  instances: readonly number[];
}

export interface ServerMeasurements {
  /** Before the first bot came, when measuring began, and at the end. */
  idle: Metrics;
  begin: Metrics;
  end: Metrics;
  /** Instances, summed over the seconds. */
  instanceSeconds: number;
  /** Heap and buffers, bytes: before the first bot came, and with everybody inside. */
  inUse: { idle: number; busy: number };
  /** How late the event loop was, p99 of the worst second, milliseconds. */
  loopDelayMs: number;
}
