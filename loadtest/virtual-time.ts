import type { Clock } from '../src/placement/clock.ts';

interface Event {
  at: number;
  order: number;
  work: () => void;
}

/**
 * A clock that stands still until it is told to run: work happens in the order of its time, and everything that promises
 * lead to is done before the next piece. Hours pass in moments, and the same seed gives the same run.
 */
export class VirtualTime implements Clock {
  #now: number;
  #order = 0;
  readonly #events: Event[] = [];

  constructor(startMs = 0) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  schedule(work: () => void, ms: number): () => void {
    const event = { at: this.#now + Math.max(0, ms), order: this.#order++, work };
    this.#push(event);
    return () => {
      event.work = () => {};
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule(resolve, ms));
  }

  /** Runs what is due within the next `ms`, and what that leads to. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await promisesSettled();
    while (this.#events.length > 0 && this.#events[0]!.at <= end) {
      const event = this.#pop();
      this.#now = event.at;
      event.work();
      await promisesSettled();
    }
    this.#now = end;
  }

  /** Runs until the promise is settled. @throws what it rejects with, or when `withinMs` pass without an end */
  async until<T>(promise: Promise<T>, withinMs = 60_000): Promise<T> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    const end = this.#now + withinMs;
    await promisesSettled();
    while (!settled) {
      const next = this.#events[0];
      if (!next || next.at > end) throw new Error(`not settled within ${withinMs} virtual ms`);
      await this.advance(next.at - this.#now);
    }
    return promise;
  }

  /** A binary heap by time, then by order of scheduling. */
  #push(event: Event): void {
    const heap = this.#events;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): Event {
    const heap = this.#events;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Node runs every reaction to settled promises before it comes to an immediate. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
