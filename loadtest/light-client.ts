import { WebSocket } from 'ws';

/** Of Colyseus' protocol. */
const JOIN_ROOM = 10;
const ROOM_STATE_PATCH = 15;
const INPUT = 19;
const SCHEMA_ADD = 0x80;
const CODE_MASK = 0x1f;

export interface Seat {
  name: string;
  roomId: string;
  sessionId: string;
  processId: string;
  publicAddress?: string;
}

/** What one client received since it joined. */
export interface Received {
  patches: number;
  bytes: number;
}

/** A client that joins, acknowledges and counts, but decodes nothing: five hundred fit beside the server they load. */
export class LightClient {
  readonly received: Received = { patches: 0, bytes: 0 };
  private readonly socket: WebSocket;

  /** Resolves when the room has confirmed the join; rejects when the socket closes before. */
  static join(host: string, seat: Seat): Promise<LightClient> {
    return new Promise((resolve, reject) => {
      const address = seat.publicAddress ?? host;
      const client = new LightClient(
        `ws://${address}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`,
      );
      client.socket.once('close', (code) => reject(new Error(`closed with ${code} before the join`)));
      client.socket.once('error', reject);
      client.socket.once('message', () => {
        client.socket.send(Uint8Array.of(JOIN_ROOM));
        resolve(client);
      });
    });
  }

  private constructor(url: string) {
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket.on('message', (frame: Buffer) => {
      this.received.bytes += frame.byteLength;
      if ((frame[0]! & CODE_MASK) === ROOM_STATE_PATCH) this.received.patches += 1;
    });
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** One step of movement. @param moveX @param moveY axes, -127..127 */
  step(moveX: number, moveY: number): void {
    if (this.isOpen) {
      this.socket.send(Uint8Array.of(INPUT, SCHEMA_ADD, moveX & 0xff, SCHEMA_ADD + 1, moveY & 0xff));
    }
  }

  leave(): void {
    this.socket.terminate();
  }
}
