import type { Logger } from 'pino';
import { GameError } from '../errors.ts';
import type { Bus } from './bus.ts';
import { fromWire, toWire, type WireError } from './wire-error.ts';

export const REQUEST_TIMEOUT_MS = 2_000;
const RETRY_AFTER_SEC = 2;

type Handler = (payload: unknown) => Promise<unknown>;
type Listener = (payload: unknown) => void;
export type Reply = { answer?: unknown } | { error: WireError };

/** The bus of a process that is alone. What passes is copied as JSON, so that it behaves as between processes. */
export class LocalBus implements Bus {
  readonly processId: string;
  protected readonly log: Logger;
  protected closed = false;
  private readonly handlers = new Map<string, Handler>();
  private readonly listeners = new Map<string, Listener[]>();

  constructor(processId: string, log: Logger) {
    this.processId = processId;
    this.log = log;
  }

  async request(
    processId: string,
    method: string,
    payload: unknown,
    timeoutMs = REQUEST_TIMEOUT_MS,
  ): Promise<unknown> {
    if (this.closed || processId !== this.processId) throw unavailable(processId);
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(unavailable(processId)), timeoutMs);
    try {
      return unwrap(await Promise.race([this.reply(method, jsonCopy(payload)), late]));
    } finally {
      clearTimeout(timer);
    }
  }

  handle(method: string, handler: Handler): void {
    if (this.handlers.has(method)) throw new Error(`${method} has a handler already`);
    this.handlers.set(method, handler);
  }

  publish(topic: string, payload: unknown): void {
    const copy = jsonCopy(payload);
    queueMicrotask(() => this.deliver(topic, copy));
  }

  subscribe(topic: string, handler: Listener): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), handler]);
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  /** What this process answers. Never rejects. */
  protected async reply(method: string, payload: unknown): Promise<Reply> {
    try {
      const handler = this.handlers.get(method);
      if (!handler) throw new Error('nothing handles this method');
      return { answer: jsonCopy(await handler(payload)) };
    } catch (error) {
      if (!(error instanceof GameError))
        this.log.error({ err: error, method }, 'request of a process failed');
      return { error: toWire(error) };
    }
  }

  protected deliver(topic: string, payload: unknown): void {
    if (this.closed) return;
    for (const listener of this.listeners.get(topic) ?? []) {
      try {
        listener(payload);
      } catch (error) {
        this.log.error({ err: error, topic }, 'message of a process could not be handled');
      }
    }
  }
}

export function unwrap(reply: Reply): unknown {
  if ('error' in reply) throw fromWire(reply.error);
  return reply.answer;
}

export function unavailable(processId: string, cause?: unknown): GameError {
  return new GameError('unavailable', {
    message: `The process ${processId} does not answer.`,
    retryAfterSec: RETRY_AFTER_SEC,
    cause,
  });
}

function jsonCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
