import { WebSocket } from 'ws';
import { ERRORS } from '../src/errors.ts';

const PROTOCOL_CODE_MASK = 0x1f;
/** Colyseus protocol: JOIN_ROOM (acknowledgement), LEAVE_ROOM, ROOM_DATA, ROOM_DATA_BYTES, PING, ROOM_INPUT_RELIABLE, ROOM_REQUEST. */
const ACCEPTED_CODES = new Set([10, 12, 13, 17, 18, 19, 21]);

/**
 * The socket that the transport gives to rooms. It refuses frames before anything decodes them.
 * Unreliable input (code 20) is among the refused: its decoder can be made to walk backwards for ever (`14 01 ff`) or to
 * allocate a gigabyte from twelve bytes, and no client has a reason to send it over a WebSocket.
 */
export class GuardedSocket extends WebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event !== 'message') return super.emit(event, ...args);
    const [frame, isBinary] = args;
    if (!isBinary || !Buffer.isBuffer(frame) || !ACCEPTED_CODES.has(frame[0]! & PROTOCOL_CODE_MASK)) {
      return this.refuse();
    }
    try {
      return super.emit(event, ...args);
    } catch {
      // A frame that the framework's own decoder chokes on must end its sender, not the process.
      return this.refuse();
    }
  }

  private refuse(): true {
    this.close(ERRORS.frame_refused.close, 'frame_refused');
    return true;
  }
}
