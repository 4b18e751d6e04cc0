import type { WebSocket } from 'ws';
import { LightClient, type Seat } from '../light-client.ts';
import { streamOf } from './shot.ts';

export interface Ending {
  code: number;
  reason: string;
}

const ANSWER_WITHIN_MS = 10_000;

/** One connection to a room, which its owner may do anything with. */
export class Visit {
  readonly socket: WebSocket;
  /** Resolves when the connection is no more. */
  readonly ended: Promise<Ending>;
  private readonly client: LightClient;
  private looks = 0;

  /** @throws as LightClient.join */
  static async begin(base: URL, seat: Seat): Promise<Visit> {
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const client = await LightClient.join(base, seat, {
      onClose: (code, reason) => resolve({ code, reason }),
    });
    return new Visit(client, promise);
  }

  private constructor(client: LightClient, ended: Promise<Ending>) {
    this.client = client;
    this.socket = client.socket;
    this.ended = ended;
  }

  get isOpen(): boolean {
    return this.client.isOpen;
  }

  /**
   * Resolves when the server has looked at everything that was sent, or has ended the connection.
   * @param mustEnd only the latter will do
   */
  async answer(mustEnd: boolean): Promise<'open' | 'ended' | 'silent'> {
    const { promise: silence, resolve } = Promise.withResolvers<'silent'>();
    const timer = setTimeout(resolve, ANSWER_WITHIN_MS, 'silent');
    const ended = this.ended.then((): 'ended' => 'ended');
    try {
      return await Promise.race([ended, silence, ...(mustEnd ? [] : [this.echo()])]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** In order, or by force where the server does not answer that. */
  async leave(): Promise<Ending> {
    if (this.isOpen) this.client.bye();
    const timer = setTimeout(() => this.client.leave(), ANSWER_WITHIN_MS);
    const ending = await this.ended;
    clearTimeout(timer);
    return ending;
  }

  /** Past ws. @param bytes of the TCP stream */
  write(bytes: Uint8Array): void {
    if (this.isOpen) streamOf(this.socket).write(bytes);
  }

  /** WebSocket answers its own pings in the order of everything else. */
  private echo(): Promise<'open'> {
    const { socket } = this;
    const token = String(++this.looks);
    return new Promise((resolve) => {
      const hear = (data: Buffer) => {
        if (data.toString() !== token) return;
        socket.off('pong', hear);
        resolve('open');
      };
      socket.on('pong', hear);
      if (this.isOpen) socket.ping(token);
    });
  }
}
