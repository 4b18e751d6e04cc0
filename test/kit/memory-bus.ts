import type { VirtualTime } from '../../loadtest/virtual-time.ts';
import type { Bus } from '../../src/cluster/bus.ts';
import { type ErrorCode, GameError } from '../../src/errors.ts';

/** One message on its way. `name` is the method or the topic. */
export interface Message {
  from: string;
  to: string;
  type: 'request' | 'answer' | 'topic';
  name: string;
}

type Answer = { value: unknown } | { error: { code: ErrorCode; message: string; details: unknown } };

const DEFAULT_TIMEOUT_MS = 2_000;

/**
 * Processes that talk in virtual time: `const bus = network.connect('p1')`. Payloads travel as JSON.
 * `fate` decides what becomes of each message: the delays in ms of the copies that arrive. `[]` drops it, `[1, 40]` doubles
 * it, random delays reorder. `kill` silences a process for good: it neither hears nor says anything any more.
 */
export class MemoryNetwork {
  fate: (message: Message) => number[] = () => [1];
  readonly #time: VirtualTime;
  readonly #buses = new Map<string, MemoryBus>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  connect(processId: string): Bus {
    const bus = new MemoryBus(processId, this, this.#time);
    this.#buses.set(processId, bus);
    return bus;
  }

  kill(processId: string): void {
    this.#buses.delete(processId);
  }

  processIds(): string[] {
    return [...this.#buses.keys()];
  }

  /** Carries a message out of a process that lives to one that lives when it arrives. */
  carry(message: Message, deliver: (receiver: MemoryBus) => void): void {
    if (!this.#buses.has(message.from)) return;
    for (const delayMs of this.fate(message)) {
      this.#time.schedule(() => {
        const receiver = this.#buses.get(message.to);
        if (receiver) deliver(receiver);
      }, delayMs);
    }
  }
}

class MemoryBus implements Bus {
  readonly processId: string;
  readonly #network: MemoryNetwork;
  readonly #time: VirtualTime;
  readonly #methods = new Map<string, (payload: unknown) => Promise<unknown>>();
  readonly #topics = new Map<string, ((payload: unknown) => void)[]>();

  constructor(processId: string, network: MemoryNetwork, time: VirtualTime) {
    this.processId = processId;
    this.#network = network;
    this.#time = time;
  }

  request(
    processId: string,
    method: string,
    payload: unknown,
    timeoutMs = DEFAULT_TIMEOUT_MS,
  ): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const asked = { from: this.processId, to: processId, type: 'request' as const, name: method };
    const sent = asJson(payload);
    this.#time.schedule(() => reject(new GameError('unavailable')), timeoutMs);
    this.#network.carry(asked, async (receiver) => {
      const answer = asJson(await receiver.#answer(method, asJson(sent))) as Answer;
      const back = { from: processId, to: this.processId, type: 'answer' as const, name: method };
      this.#network.carry(back, () => {
        if ('value' in answer) resolve(answer.value);
        else reject(new GameError(answer.error.code, answer.error));
      });
    });
    return promise;
  }

  handle(method: string, handler: (payload: unknown) => Promise<unknown>): void {
    this.#methods.set(method, handler);
  }

  publish(topic: string, payload: unknown): void {
    const sent = asJson(payload);
    for (const to of this.#network.processIds()) {
      this.#network.carry({ from: this.processId, to, type: 'topic', name: topic }, (receiver) => {
        for (const handler of receiver.#topics.get(topic) ?? []) handler(asJson(sent));
      });
    }
  }

  subscribe(topic: string, handler: (payload: unknown) => void): void {
    this.#topics.set(topic, [...(this.#topics.get(topic) ?? []), handler]);
  }

  async close(): Promise<void> {
    this.#network.kill(this.processId);
  }

  async #answer(method: string, payload: unknown): Promise<Answer> {
    try {
      const handler = this.#methods.get(method);
      if (!handler) throw new GameError('unavailable');
      return { value: (await handler(payload)) ?? null };
    } catch (error) {
      const { code, message, details } = error instanceof GameError ? error : new GameError('internal');
      return { error: { code, message, details } };
    }
  }
}

function asJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
