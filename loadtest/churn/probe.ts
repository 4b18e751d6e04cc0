import { setImmediate } from 'node:timers/promises';
import { answerQuestions } from '../cluster/answer-questions.ts';

/**
 * Loaded before a server whose memory is measured (node --expose-gc --import …): tells its parent, when asked, what is in
 * use after a collection, and what keeps its event loop busy.
 */
export interface ProbeReading {
  /** Bytes. */
  heap: number;
  external: number;
  rss: number;
  /** Sockets, timers, requests …, each kind how often. */
  resources: Record<string, number>;
}

const PASSES = 3;

answerQuestions('probe', read);

async function read(): Promise<ProbeReading> {
  for (let pass = 0; pass < PASSES; pass++) {
    globalThis.gc?.();
    // What finalizers and weak references still hold is free only after the job that looked at it.
    await setImmediate();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return { heap: heapUsed, external, rss, resources };
}
