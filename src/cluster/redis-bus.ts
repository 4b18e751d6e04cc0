import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { duplicateForSubscribing, watchConnection } from './connection.ts';
import { LocalBus, REQUEST_TIMEOUT_MS, type Reply, unavailable, unwrap } from './local-bus.ts';

const EVERYBODY = 'omega:bus';

type Message =
  | { type: 'request'; id: string; from: string; method: string; payload: unknown }
  | { type: 'reply'; id: string; reply: Reply }
  | { type: 'news'; from: string; topic: string; payload: unknown };

interface Waiting {
  processId: string;
  settle(reply: Reply): void;
  fail(error: Error): void;
}

/**
 * Joins processes by Redis' publish and subscribe. What a process asks or tells itself never goes through Redis, so that it
 * works on alone while Redis is away; what it asks others then fails at once and is never queued.
 */
export class RedisBus extends LocalBus {
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly waiting = new Map<string, Waiting>();
  /** Whether replies would reach us. */
  private listening = false;

  /** @param publisher a connected client; the bus opens a second connection like it, to listen */
  static async open(processId: string, publisher: Redis, log: Logger): Promise<RedisBus> {
    const bus = new RedisBus(processId, publisher, log);
    await bus.subscriber.connect();
    await bus.listen();
    bus.subscriber.on('ready', () => void bus.listen().catch(() => bus.subscriber.disconnect(true)));
    return bus;
  }

  private constructor(processId: string, publisher: Redis, log: Logger) {
    super(processId, log);
    this.publisher = publisher;
    this.subscriber = duplicateForSubscribing(publisher);
    watchConnection(this.subscriber, log);
    this.subscriber.on('close', () => this.lost());
    this.subscriber.on('message', (_channel, text) => {
      try {
        this.receive(JSON.parse(text));
      } catch (error) {
        // Thrown on, it would end the process.
        log.warn({ err: error }, 'a message that is not of our making was dropped');
      }
    });
  }

  override async request(
    processId: string,
    method: string,
    payload: unknown,
    timeoutMs = REQUEST_TIMEOUT_MS,
  ): Promise<unknown> {
    if (processId === this.processId) return super.request(processId, method, payload, timeoutMs);
    if (this.closed || !this.listening) throw unavailable(processId);
    const id = randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const timer = setTimeout(() => reject(unavailable(processId)), timeoutMs);
    this.waiting.set(id, { processId, settle: resolve, fail: reject });
    this.ask(processId, { type: 'request', id, from: this.processId, method, payload }).catch(reject);
    try {
      return unwrap(await promise);
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }

  override publish(topic: string, payload: unknown): void {
    super.publish(topic, payload);
    if (this.closed || !this.listening) return;
    this.send(EVERYBODY, { type: 'news', from: this.processId, topic, payload }).catch((error) =>
      this.log.warn({ err: error, topic }, 'message to the other processes got lost'),
    );
  }

  override async close(): Promise<void> {
    await super.close();
    this.subscriber.disconnect();
    this.lost();
  }

  private async listen(): Promise<void> {
    await this.subscriber.subscribe(EVERYBODY, channelOf(this.processId));
    this.listening = true;
  }

  private lost(): void {
    this.listening = false;
    for (const { processId, fail } of this.waiting.values()) fail(unavailable(processId));
  }

  /** @throws GameError unavailable at once, when the message did not go out or nobody listens there */
  private async ask(processId: string, message: Message): Promise<void> {
    const listeners = await this.send(channelOf(processId), message).catch((cause) => {
      throw unavailable(processId, cause);
    });
    if (listeners === 0) throw unavailable(processId);
  }

  private send(channel: string, message: Message): Promise<number> {
    return this.publisher.publish(channel, JSON.stringify(message));
  }

  private receive(message: Message): void {
    switch (message.type) {
      case 'request':
        void this.serve(message);
        break;
      case 'reply':
        this.waiting.get(message.id)?.settle(message.reply);
        break;
      case 'news':
        // Our own were delivered without Redis.
        if (message.from !== this.processId) this.deliver(message.topic, message.payload);
    }
  }

  private async serve({ id, from, method, payload }: Message & { type: 'request' }): Promise<void> {
    const reply = await this.reply(method, payload);
    // Whoever asked waits no longer than its timeout.
    await this.send(channelOf(from), { type: 'reply', id, reply }).catch((error) =>
      this.log.warn({ err: error, method }, 'reply to another process got lost'),
    );
  }
}

function channelOf(processId: string): string {
  return `${EVERYBODY}:${processId}`;
}
