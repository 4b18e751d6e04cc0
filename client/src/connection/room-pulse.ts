import type { PlaceRoom } from './place-room.ts';
import { Traffic } from './traffic.ts';

const BEAT_MS = 1_000;
const PING_EVERY_BEATS = 2;
/** The server sends a frame with every patch, so silence this long is a dead connection that nobody has noticed yet. */
const SILENCE_MS = 5_000;
/** Colyseus' code for a connection that may be taken up again. */
const MAY_TRY_RECONNECT = 4010;

/** Watches one room's socket: what arrives, how far away the server is, and whether anything arrives at all. */
export class RoomPulse {
  readonly traffic = new Traffic(performance.now());
  /** Milliseconds; null until the first answer. */
  roundTripMs: number | null = null;
  private readonly room: PlaceRoom;
  private readonly timer: ReturnType<typeof setInterval>;
  private lastFrameAt = performance.now();
  private beats = 0;

  constructor(room: PlaceRoom) {
    this.room = room;
    socketOf(room).addEventListener('message', (event) => {
      this.lastFrameAt = performance.now();
      this.traffic.add(this.lastFrameAt, (event.data as ArrayBuffer).byteLength);
    });
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.ping();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    if (performance.now() - this.lastFrameAt > SILENCE_MS) this.room.connection.close(MAY_TRY_RECONNECT);
    else if (++this.beats % PING_EVERY_BEATS === 0) this.ping();
  }

  private ping(): void {
    const sentAt = performance.now();
    this.room.ping(() => {
      this.roundTripMs = performance.now() - sentAt;
    });
  }
}

/** The SDK keeps its socket on the transport, outside of its types. */
function socketOf(room: PlaceRoom): WebSocket {
  return (room.connection.transport as unknown as { ws: WebSocket }).ws;
}
