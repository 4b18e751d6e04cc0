import { pack, unpack, unpackMultiple } from 'msgpackr';
import { WebSocket } from 'ws';

/** Of Colyseus' protocol. */
const JOIN_ROOM = 10;
const ERROR = 11;
const LEAVE_ROOM = 12;
const ROOM_DATA = 13;
const ROOM_STATE = 14;
const ROOM_STATE_PATCH = 15;
const INPUT = 19;
const SCHEMA_ADD = 0x80;
const CODE_MASK = 0x1f;
/** Before the rest of a frame stand two uint32: the server's time, and the number of the last input. */
const TIMED = 0x80;
const STAMP_BYTES = 8;
/** Of MessagePack: a string of at most 31 bytes. */
const SHORT_STRING = 0xa0;

export interface Seat {
  name: string;
  roomId: string;
  sessionId: string;
  processId: string;
  publicAddress?: string;
  reconnectionToken?: string;
}

/** Frames that carry state, and the bytes of all. */
export interface Traffic {
  patches: number;
  bytes: number;
}

export interface LightClientEvents {
  /** A message of the server; `read` decodes it. */
  onMessage?(name: string, read: () => unknown): void;
  /** A frame that carries state, from its code on. */
  onPatch?(frame: Buffer): void;
  /** It ended, by whomever. */
  onClose?(code: number, reason: string): void;
}

/** A client that joins, acknowledges and counts, but decodes no state: five hundred fit beside the server they load. */
export class LightClient {
  readonly received: Traffic = { patches: 0, bytes: 0 };
  readonly sent = { frames: 0, bytes: 0 };
  readonly seat: Seat;
  /** With it a broken connection is taken up again. */
  reconnectionToken = '';
  /** For those who mean to misbehave. */
  readonly socket: WebSocket;

  /**
   * Resolves when the room has confirmed the join; rejects when the socket closes before.
   * @param base of the server that gave the seat
   */
  static join(base: URL, seat: Seat, events: LightClientEvents = {}): Promise<LightClient> {
    return new Promise((resolve, reject) => {
      const client = new LightClient(addressOf(base, seat), seat, events);
      const { socket } = client;
      const refuse = (code: number, reason: Buffer) =>
        reject(new Error(reason.toString() || `closed with ${code} before the join`));
      socket.once('close', refuse);
      socket.once('error', reject);
      socket.once('message', (frame: Buffer) => {
        if ((frame[0]! & CODE_MASK) === ERROR) return reject(new Error(errorIn(frame)));
        client.reconnectionToken = tokenIn(frame);
        client.send(Uint8Array.of(JOIN_ROOM));
        socket.off('close', refuse);
        socket.off('error', reject);
        socket.on('error', () => {});
        socket.once('close', (code, reason) => events.onClose?.(code, reason.toString()));
        resolve(client);
      });
    });
  }

  private constructor(url: string, seat: Seat, { onMessage, onPatch }: LightClientEvents) {
    this.seat = seat;
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket.on('message', (frame: Buffer) => {
      this.received.bytes += frame.byteLength;
      const code = frame[0]! & CODE_MASK;
      if (code === ROOM_STATE_PATCH || code === ROOM_STATE) {
        this.received.patches += 1;
        onPatch?.(frame);
      } else if (code === ROOM_DATA && onMessage) readMessage(frame, onMessage);
    });
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** One step of movement. @param moveX @param moveY axes, -127..127 */
  step(moveX: number, moveY: number): void {
    this.send(Uint8Array.of(INPUT, SCHEMA_ADD, moveX & 0xff, SCHEMA_ADD + 1, moveY & 0xff));
  }

  /** Looks another way and goes none. @param facing of MoveInput */
  face(facing: number): void {
    this.send(Uint8Array.of(INPUT, SCHEMA_ADD, 0, SCHEMA_ADD + 1, 0, SCHEMA_ADD + 2, facing));
  }

  /** @param name at most 31 characters */
  say(name: string, payload: unknown): void {
    const text = Buffer.from(name, 'ascii');
    this.send(Buffer.concat([Uint8Array.of(ROOM_DATA, SHORT_STRING | text.length), text, pack(payload)]));
  }

  /** Without a word, as when a network breaks. */
  leave(): void {
    this.socket.terminate();
  }

  /** In order: the room takes it for a farewell. */
  bye(): void {
    this.send(Uint8Array.of(LEAVE_ROOM));
  }

  private send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    this.sent.frames += 1;
    this.sent.bytes += frame.byteLength;
    this.socket.send(frame);
  }
}

function addressOf(base: URL, seat: Seat): string {
  const { processId, publicAddress, reconnectionToken, roomId, sessionId } = seat;
  const query = new URLSearchParams({ sessionId, ...(reconnectionToken && { reconnectionToken }) });
  const scheme = base.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${publicAddress ?? base.host}/${processId}/${roomId}?${query}`;
}

function bodyStart(frame: Buffer): number {
  return frame[0]! & TIMED ? 1 + STAMP_BYTES : 1;
}

/** Behind its number. */
function errorIn(frame: Buffer): string {
  return String(unpackMultiple(frame.subarray(bodyStart(frame)))?.[1]);
}

function tokenIn(frame: Buffer): string {
  const start = bodyStart(frame);
  return frame.toString('utf8', start + 1, start + 1 + frame[start]!);
}

function readMessage(frame: Buffer, onMessage: (name: string, read: () => unknown) => void): void {
  const start = bodyStart(frame);
  const end = start + 1 + (frame[start]! & 0x1f);
  onMessage(frame.toString('utf8', start + 1, end), () => unpack(frame.subarray(end)));
}
