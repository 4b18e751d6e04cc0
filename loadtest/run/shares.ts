import type { Share } from '../workers/messages.ts';
import type { LoadOptions } from './options.ts';
import type { Target } from './target.ts';

const MOST_PAIRS = 4;
/** In all workers together. */
const ENTRANCES = 8;

/** How the clients are divided. */
export interface Crowd {
  light: number;
  /** Those in pairs included. */
  full: number;
  pairs: number;
}

/** A sample of at least two decodes everything, if any does; about half of it, in up to four pairs, measures latency. */
export function crowdOf({
  clients,
  fullShare,
  pairs: asked,
}: Pick<LoadOptions, 'clients' | 'fullShare' | 'pairs'>): Crowd {
  const full = fullShare === 0 ? 0 : Math.min(clients, Math.max(2, Math.round(clients * fullShare)));
  const pairs = asked ?? (full < 2 ? 0 : Math.min(MOST_PAIRS, Math.max(1, Math.floor(full / 4))));
  return { light: clients - full, full, pairs };
}

/**
 * What each worker does. Those who measure latency have a process of their own, so that nothing but the server delays them,
 * and so have the others who decode: that takes long.
 */
export function sharesOf(
  options: LoadOptions,
  { urls, isBare = false }: Pick<Target, 'urls' | 'isBare'>,
): Share[] {
  const { light, full, pairs } = crowdOf(options);
  const crowds = [
    ...evenly(light, options.workers).map((count) => ({ light: count, full: 0, pairs: 0 })),
    { light: 0, full: full - 2 * pairs, pairs: 0 },
    { light: 0, full: 0, pairs },
  ].filter((crowd) => crowd.light + crowd.full + crowd.pairs > 0);
  const entrances = Math.max(1, Math.floor(ENTRANCES / crowds.length));
  return crowds.map((crowd, i) => ({
    ...crowd,
    scenario: options.scenario,
    url: urls[i % urls.length]!.origin,
    seed: (options.seed + i) >>> 0,
    durationMs: options.durationMs,
    isBare,
    entrances,
  }));
}

/** @returns whole numbers that differ by one at most and add up to it */
function evenly(count: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, i) => Math.floor(((i + 1) * count) / parts) - Math.floor((i * count) / parts),
  );
}
