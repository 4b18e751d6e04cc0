import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { ERRORS, type ErrorCode } from '../src/errors.ts';
import { isAcceptable } from './frames.ts';
import { outbox } from './outbox.ts';

/** An honest client sends about 25 a second, and what piled up in a stall of some seconds at once. */
const MAX_FRAMES_PER_SEC = 200;

/**
 * The socket that the transport gives to rooms: it refuses frames before anything decodes them, and floods; what it sends
 * within one turn of the event loop leaves together.
 */
export class GuardedSocket extends WebSocket {
  /** That of `ws`, which its types leave out; null until the connection stands. */
  declare private readonly _socket: Socket | null;
  private refusedFor: ErrorCode | null = null;
  private windowStart = 0;
  private framesInWindow = 0;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'message') return this.receive(args);
    // WebSocket's own pings reach no room, and cost as much.
    if ((event === 'ping' || event === 'pong') && !this.refusedFor && this.isFlooding())
      return this.refuse('rate_limited');
    // Frames that break the WebSocket protocol itself, such as one above the size limit, arrive as errors; the socket closes
    // by itself. Passed on, each would be a page in the log.
    if (event === 'error' && String((args[0] as { code?: string }).code).startsWith('WS_ERR')) {
      this.refusedFor ??= 'frame_refused';
      return true;
    }
    // Whatever the peer answers, a refused client does not look like one whose connection dropped: its seat is not held.
    if (event === 'close' && this.refusedFor)
      return super.emit(event, ERRORS[this.refusedFor].close, args[1]);
    return super.emit(event, ...args);
  }

  override send(data: Parameters<WebSocket['send']>[0], ...rest: never[]): void {
    if (this._socket) outbox.hold(this._socket);
    super.send(data, ...rest);
  }

  private receive([frame, isBinary]: unknown[]): boolean {
    if (this.refusedFor) return true;
    if (this.isFlooding()) return this.refuse('rate_limited');
    if (!isBinary || !Buffer.isBuffer(frame) || !isAcceptable(frame)) return this.refuse('frame_refused');
    try {
      return super.emit('message', frame, isBinary);
    } catch {
      // A frame that the framework's own decoder chokes on must end its sender, not the process.
      return this.refuse('frame_refused');
    }
  }

  private isFlooding(): boolean {
    const now = performance.now();
    if (now - this.windowStart >= 1000) {
      this.windowStart = now;
      this.framesInWindow = 0;
    }
    return ++this.framesInWindow > MAX_FRAMES_PER_SEC;
  }

  private refuse(code: ErrorCode): true {
    this.refusedFor = code;
    this.close(ERRORS[code].close, code);
    return true;
  }
}
